import { sql } from "kysely";
import type { Reader, Tx } from "../database/tables.ts";
import type { Holding } from "./holding.ts";
import { redactJson, redactText } from "./values.ts";

/** Takes values out of the columns that a table declares for it. Gives how many rows held any. */
export async function redactTable(
  tx: Tx,
  { table, redact = [] }: Pick<Holding, "table" | "redact">,
  values: readonly string[],
): Promise<number> {
  if (redact.length === 0 || values.length === 0) return 0;
  const columns = (await columnsOf(tx, table)).filter(({ name }) => redact.includes(name));
  const selected = sql.join(columns.map(({ name }) => sql.ref(name)));
  const found = await sql<Record<string, unknown>>`
    SELECT ctid::text AS ctid, ${selected} FROM ${sql.table(table)} WHERE ${holdsAnySql(redact, values)}`.execute(
    tx,
  );
  for (const row of found.rows) await redactRow(tx, { table, columns, row, values });
  return found.rows.length;
}

/** How many rows of a table hold any of the values, by the columns it declares. */
export async function countHolding(
  db: Reader,
  { table, redact = [] }: Pick<Holding, "table" | "redact">,
  values: readonly string[],
): Promise<number> {
  if (redact.length === 0 || values.length === 0) return 0;
  const found = sql<{
    n: bigint;
  }>`(SELECT count(*) AS n FROM ${sql.table(table)} WHERE ${holdsAnySql(redact, values)})`;
  const { n } = await db.selectFrom(found.as("found")).select("n").executeTakeFirstOrThrow();
  return Number(n);
}

/** SQL that is true of a row where any of the columns holds any of the values, as text or as JSON writes it. */
export function holdsAnySql(columns: readonly string[], values: readonly string[]) {
  const forms = [
    ...new Set(
      values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]).map((v) => v.toLowerCase()),
    ),
  ];
  const tests = columns.map(
    (column) =>
      sql`EXISTS (SELECT FROM unnest(${forms}::text[]) AS looked(v) WHERE strpos(lower(${sql.ref(column)}::text), looked.v) > 0)`,
  );
  return sql<boolean>`(${sql.join(tests, sql` OR `)})`;
}

interface Column {
  readonly name: string;
  readonly form: string;
}

async function columnsOf(tx: Tx, table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    SELECT attname AS name, format_type(atttypid, NULL) AS form FROM pg_attribute
    WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped`.execute(tx);
  return rows;
}

async function redactRow(
  tx: Tx,
  {
    table,
    columns,
    row,
    values,
  }: {
    readonly table: string;
    readonly columns: readonly Column[];
    readonly row: Readonly<Record<string, unknown>>;
    readonly values: readonly string[];
  },
): Promise<void> {
  const set = columns.flatMap(({ name, form }) => {
    const value = row[name];
    if (value === null || value === undefined) return [];
    const redacted =
      form === "jsonb" ? JSON.stringify(redactJson(value, values)) : redactPlain(value, values);
    return [sql`${sql.ref(name)} = ${redacted}`];
  });
  await sql`UPDATE ${sql.table(table)} SET ${sql.join(set)} WHERE ctid = ${String(row.ctid)}::tid`.execute(
    tx,
  );
}

function redactPlain(value: unknown, values: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => redactText(String(item), values));
  return redactText(String(value), values);
}
