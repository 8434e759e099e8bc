import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBType, StatementType } from "@duckdb/node-api";
import { installFunctions } from "./functions.ts";
import { type Sql, sql } from "./sql.ts";
import { queriesOf, type Warehouse } from "./warehouse.ts";

export interface LockedOptions {
  /** Tables and views that are copied, and so may be read. */
  readonly tables: readonly string[];
  /** Where the copy lies; its contents can be read there as long as it is open. */
  readonly folder: string;
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Milliseconds that one statement may take. */
  readonly within?: number;
}

type FaultKind = "syntax" | "statements" | "not-a-query" | "forbidden" | "unknown" | "time" | "other";

/** Why a statement is not taken, in DuckDB's words, and where it says so. */
export interface StatementFault {
  readonly kind: FaultKind;
  readonly told: string;
  readonly line?: number;
}

export interface LockedWarehouse extends Pick<Warehouse, "all" | "first"> {
  /** Columns of one query that reads and does nothing else, without running it; or why it is not taken. */
  describe(
    text: string,
  ): Promise<StatementFault | readonly { readonly name: string; readonly type: DuckDBType }[]>;
  close(): void;
}

/**
 * A copy of tables for SQL that nobody of the house wrote. It can be read and not written, sees no file, loads no
 * extension, and its settings cannot be changed; memory, disk and time have an end.
 */
export async function openLocked(
  from: Pick<Warehouse, "run">,
  { tables, folder, memoryLimit = "1GB", threads = 2, within = 60_000 }: LockedOptions,
): Promise<LockedWarehouse> {
  const file = join(folder, "locked.duckdb");
  await copyTables(from, file, tables);
  const instance = await DuckDBInstance.create(file, {
    access_mode: "READ_ONLY",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    memory_limit: memoryLimit,
    threads: String(threads),
    temp_directory: join(folder, "locked-spill"),
    max_temp_directory_size: "2GB",
  });
  const connection = await instance.connect();
  for (const setting of ["enable_external_access = false", "lock_configuration = true"]) {
    await connection.run(`SET ${setting}`);
  }
  const { all } = queriesOf(connection);
  const queries: Pick<LockedWarehouse, "all" | "first"> = {
    all: <Row>(query: Sql) => timed(connection, within, () => all<Row>(query)),
    first: async <Row>(query: Sql) => (await queries.all<Row>(query))[0],
  };
  return {
    ...queries,
    describe: (text) => timed(connection, within, () => describe(connection, text)),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function copyTables(
  from: Pick<Warehouse, "run">,
  file: string,
  tables: readonly string[],
): Promise<void> {
  await from.run(sql`ATTACH ${sql.lit(file)} AS locked_copy`);
  for (const table of tables) {
    await from.run(sql`CREATE TABLE locked_copy.${sql.ref(table)} AS SELECT * FROM ${sql.table(table)}`);
  }
  await from.run(sql`DETACH locked_copy`);
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await installFunctions(connection);
  connection.closeSync();
  instance.closeSync();
}

/** Ends what takes too long; DuckDB then throws where it stands. */
async function timed<Result>(
  connection: DuckDBConnection,
  within: number,
  work: () => Promise<Result>,
): Promise<Result> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, within);
  try {
    return await work();
  } catch (error) {
    if (isLate) throw new OutOfTime(within);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A statement of somebody's was ended; `faultOf` tells it like its other faults. */
class OutOfTime extends Error {
  constructor(within: number) {
    super(`It took longer than ${within / 1_000} seconds and was ended.`);
    this.name = "OutOfTime";
  }
}

async function describe(connection: DuckDBConnection, text: string): ReturnType<LockedWarehouse["describe"]> {
  try {
    if (text.replace(/--.*|\s+|;/g, "") === "") return { kind: "statements", told: "0" };
    const statements = await connection.extractStatements(text);
    if (statements.count !== 1) return { kind: "statements", told: String(statements.count) };
    const prepared = await statements.prepare(0);
    try {
      if (prepared.statementType !== StatementType.SELECT) {
        return { kind: "not-a-query", told: StatementType[prepared.statementType] ?? "?" };
      }
      // It is run within another: what stands alone and is not a table cannot be.
      (await connection.prepare(within(text))).destroySync();
      if (prepared.parameterCount > 0) return { kind: "unknown", told: `$${prepared.parameterName(1)}` };
      return Array.from({ length: prepared.columnCount }, (_, i) => ({
        name: prepared.columnName(i),
        type: prepared.columnType(i),
      }));
    } finally {
      prepared.destroySync();
    }
  } catch (error) {
    return faultOf(error);
  }
}

/** A query as part of another; what it ends with may be a comment. */
const within = (text: string) => `SELECT * FROM (\n${text.replace(/;\s*$/, "")}\n)`;

/** DuckDB says `Binder Error: Referenced column "x" not found …` and `LINE 3: …` below. */
export function faultOf(error: unknown): StatementFault {
  if (error instanceof OutOfTime) return { kind: "time", told: error.message };
  const text = error instanceof Error ? error.message : String(error);
  const [, line] = /^LINE (\d+):/m.exec(text) ?? [];
  const first = (text.split("\n")[0] ?? "").replace(/^Failed to extract statements: /, "");
  const kind = /^Parser Error/.test(first)
    ? "syntax"
    : /^Permission Error|disabled by configuration/.test(first)
      ? "forbidden"
      : /^(Binder|Catalog) Error/.test(first)
        ? "unknown"
        : "other";
  return { kind, told: first, ...(line === undefined ? {} : { line: Number(line) }) };
}
