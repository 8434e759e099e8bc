import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  HUGEINT,
  SQLNULL,
  VARCHAR,
} from "@duckdb/node-api";
import { installFunctions } from "./functions.ts";
import { type KeptPlans, keepPlans, planningByRows } from "./kept-plans.ts";
import { compileSql, type Sql } from "./sql.ts";

export interface WarehouseOptions {
  /** DuckDB's own limit, such as `4GB`; beyond it tables spill to `spillDirectory`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly spillDirectory?: string;
  /** For the same questions about ever other rows: see `keepPlans`. */
  readonly keepsPlans?: boolean;
}

/** The columnar copy: one DuckDB in memory. Values come back as plain JavaScript, see `plainValue`. */
export interface Warehouse {
  run(statement: Sql): Promise<void>;
  all<Row = Record<string, unknown>>(query: Sql): Promise<Row[]>;
  /** The first row; `undefined` when there is none. */
  first<Row = Record<string, unknown>>(query: Sql): Promise<Row | undefined>;
  /** Rows in chunks of at most 2,048, for results that do not fit in memory. */
  stream<Row = Record<string, unknown>>(query: Sql): AsyncIterable<Row[]>;
  /** Columns of at most 2,048 rows, `null` where there is no value: for millions of rows of which every cell is read. */
  columns(
    query: Sql,
  ): AsyncIterable<{ readonly rows: number; readonly columns: readonly (readonly unknown[])[] }>;
  /** DuckDB's appender and progress need the connection itself; only `platform/warehouse` and the readers use it. */
  readonly connection: DuckDBConnection;
  /** Another connection to the same tables, closed with this one: what is asked there is answered at the same time. */
  beside(): Promise<Pick<Warehouse, "all" | "first">>;
  close(): void;
}

export async function openWarehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
    ...(options.spillDirectory === undefined ? {} : { temp_directory: options.spillDirectory }),
  });
  const connection = await instance.connect();
  await installFunctions(connection);
  if (options.keepsPlans) await connection.run(`SET disabled_optimizers = '${planningByRows.join(",")}'`);
  const closing: (() => void)[] = [];
  const queriesOn = (of: DuckDBConnection) => {
    const plans = options.keepsPlans ? keepPlans(of) : undefined;
    closing.push(() => {
      plans?.close();
      of.closeSync();
    });
    return queriesOf(of, plans);
  };
  return {
    ...queriesOn(connection),
    beside: async () => queriesOn(await instance.connect()),
    close() {
      for (const close of closing) close();
      instance.closeSync();
    },
  };
}

/** What is asked of a connection, whoever has opened it and however it is limited. */
export function queriesOf(
  connection: DuckDBConnection,
  plans?: Pick<KeptPlans, "planOf">,
): Omit<Warehouse, "close" | "beside"> {
  const execute = async (piece: Sql) => {
    const { text, values } = compileSql(piece);
    const plan = await plans?.planOf(text, values);
    // On few rows each turn of the event loop counts: the result is whole at once.
    if (plan) return plan.run();
    const bound = values.map(bindable);
    const [given, types] = [bound.map((b) => b.value), bound.map((b) => b.type)];
    return plans ? connection.run(text, given, types) : connection.stream(text, given, types);
  };
  const warehouse: Omit<Warehouse, "close" | "beside"> = {
    connection,
    async run(statement) {
      const result = await execute(statement);
      if (!result.isStreaming) return;
      while ((await result.fetchChunk())?.rowCount) {
        // Drain: a statement such as COPY or INSERT ends when its result is read.
      }
    },
    async all<Row>(query: Sql) {
      const rows: Row[] = [];
      for await (const chunk of warehouse.stream<Row>(query)) rows.push(...chunk);
      return rows;
    },
    async first<Row>(query: Sql) {
      return (await warehouse.all<Row>(query))[0];
    },
    async *stream<Row>(query: Sql) {
      const result = await execute(query);
      const names = result.deduplicatedColumnNames();
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        yield chunk.getRows().map((row) => {
          const object: Record<string, unknown> = {};
          names.forEach((name, i) => {
            object[name] = plainValue(row[i] as DuckDBValue);
          });
          return object as Row;
        });
      }
    },
    async *columns(query) {
      const result = await execute(query);
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        yield { rows: chunk.rowCount, columns: chunk.getColumns() };
      }
    },
  };
  return warehouse;
}

/**
 * BIGINT and HUGEINT become number while they are safe integers, else bigint; DECIMAL becomes number;
 * DATE `YYYY-MM-DD`; TIMESTAMP `YYYY-MM-DD HH:MM:SS[.ffffff]`; LIST array; STRUCT object; NULL undefined.
 */
function plainValue(value: DuckDBValue): unknown {
  if (value === null) return undefined;
  if (typeof value === "bigint") {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue) return value.toString();
  if (value instanceof DuckDBListValue) return value.items.map(plainValue);
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, item]) => [name, plainValue(item)]));
  }
  return value;
}

function bindable(value: unknown): { value: DuckDBValue; type: DuckDBType } {
  if (value === null || value === undefined) return { value: null, type: SQLNULL };
  if (typeof value === "boolean") return { value, type: BOOLEAN };
  if (typeof value === "bigint") {
    return { value, type: value === BigInt.asIntN(64, value) ? BIGINT : HUGEINT };
  }
  if (typeof value === "number") {
    return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE };
  }
  return { value: String(value), type: VARCHAR };
}
