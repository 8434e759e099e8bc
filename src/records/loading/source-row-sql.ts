import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { RawTable } from "../reading/raw-table.ts";

/** From `first` on, a row's number in the source is its rowid plus `offset`. */
interface Stretch {
  readonly first: number;
  readonly offset: number;
}

/** More stretches than this are joined from a table rather than written into the statement. */
const stretchesInline = 1_000;

/** How rowids lead to source rows: an expression over `rowid`, and a join that it needs. */
export async function sourceRowSql(warehouse: Warehouse, table: RawTable): Promise<{ row: Sql; join: Sql }> {
  const stretches = findStretches(table);
  if (stretches.length <= stretchesInline) return { row: sql`rowid + ${offsetSql(stretches)}`, join: sql`` };
  const name = `${table.name}_rows`;
  await writeRows(warehouse, table, stretches, name);
  return {
    row: sql`numbered.source_row`,
    join: sql`JOIN ${sql.ref(name)} AS numbered ON numbered.raw_row = raw.rowid`,
  };
}

/** `sourceRow` rises, so where its ends lie as far apart as the rowids nothing was skipped between them. */
function findStretches({ rows, sourceRow }: Pick<RawTable, "rows" | "sourceRow">): Stretch[] {
  if (rows === 0) return [{ first: 0, offset: 2 }];
  const stretches: Stretch[] = [{ first: 0, offset: sourceRow(0) }];
  const search = (from: number, to: number): void => {
    if (sourceRow(to) - sourceRow(from) === to - from) return;
    if (to - from === 1) {
      stretches.push({ first: to, offset: sourceRow(to) - to });
      return;
    }
    const middle = Math.floor((from + to) / 2);
    search(from, middle);
    search(middle, to);
  };
  search(0, rows - 1);
  return stretches;
}

function offsetSql(stretches: readonly Stretch[]): Sql {
  const [only] = stretches;
  if (stretches.length <= 1) return sql.lit(only?.offset ?? 2);
  const half = stretches.length >> 1;
  const middle = stretches[half]?.first ?? 0;
  return sql`CASE WHEN rowid < ${sql.lit(middle)} THEN ${offsetSql(stretches.slice(0, half))} ELSE ${offsetSql(stretches.slice(half))} END`;
}

async function writeRows(
  warehouse: Warehouse,
  table: RawTable,
  stretches: readonly Stretch[],
  name: string,
): Promise<void> {
  const firsts = sql.join(stretches.map(({ first, offset }) => sql`(${sql.lit(first)}, ${sql.lit(offset)})`));
  await warehouse.run(sql`CREATE OR REPLACE TEMP TABLE ${sql.ref(name)} AS
    SELECT r AS raw_row, r + s.skipped AS source_row FROM range(${sql.lit(table.rows)}) AS t(r)
    ASOF JOIN (VALUES ${firsts}) AS s(first, skipped) ON r >= s.first`);
}

/** The rowid of a source row; `undefined` where that row was not taken. */
export function rowidOf(
  { rows, sourceRow }: Pick<RawTable, "rows" | "sourceRow">,
  row: number,
): number | undefined {
  let [from, to] = [0, rows - 1];
  while (from <= to) {
    const middle = Math.floor((from + to) / 2);
    const found = sourceRow(middle);
    if (found === row) return middle;
    if (found < row) from = middle + 1;
    else to = middle - 1;
  }
  return undefined;
}
