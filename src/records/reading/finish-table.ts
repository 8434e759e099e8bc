import { nameColumns } from "./find-header.ts";
import { placeOf, type Reading } from "./reading.ts";
import type { RowNumbers } from "./row-numbers.ts";
import { noteSentences } from "./sentences.ts";

interface Unfinished {
  readonly name: string;
  readonly width: number;
  readonly rows: number;
  readonly numbers: RowNumbers;
  readonly header: readonly (string | null)[] | undefined;
  /** Totals that were already left out while reading. */
  readonly totals?: number;
}

const totalWords =
  /^(本页|本月|本年|总|累计)?(合计|总计|共计|小计|总和|汇总|累计)(金额|数)?[:：]?$|^(grand|sub-?)?totals?[:：]?$|^sum(me)?[:：]?$/i;

/** Whether a row at the end of a table sums up what stands above it: it says so, and leaves a cell empty. */
export function isTotal(cells: readonly (string | null)[]): boolean {
  const first = cells.find((cell) => cell !== null && cell.trim() !== "");
  if (!first || !totalWords.test(first.replaceAll(/[\s　]/g, ""))) return false;
  return cells.length <= 2 || cells.some((cell) => cell === null || cell.trim() === "");
}

/** Takes blank rows, totals at the end and nameless empty columns at the right away, and names the columns. */
export async function finishTable(
  reading: Reading,
  source: { path: string; member?: string },
  table: Unfinished,
): Promise<{ columns: string[]; rows: number; numbers: RowNumbers }> {
  const withoutBlank = await dropBlankRows(reading, table);
  const dropped = await dropTotals(reading, { ...table, rows: withoutBlank.rows });
  const totals = dropped + (table.totals ?? 0);
  const rows = withoutBlank.rows - dropped;
  const columns = nameColumns(table.header ?? [], await dropEmptyColumns(reading, table));
  const where = placeOf(source);
  if (totals > 0) reading.note(noteSentences.totals(where, totals));
  if (!table.header) reading.note(noteSentences.noHeader(where));
  else if (rows === 0) reading.note(noteSentences.headerOnly(where));
  return { columns, rows, numbers: withoutBlank.numbers };
}

async function dropBlankRows(reading: Reading, { name, width, rows, numbers }: Unfinished) {
  const isEmpty = Array.from({ length: width }, (_, i) => `c${i} IS NULL`).join(" AND ");
  const found = await reading.all(`SELECT rowid FROM ${name} WHERE ${isEmpty} ORDER BY rowid`);
  if (found.length === 0) return { rows, numbers };
  const blank = found.map(([rowid]) => Number(rowid));
  // Copied rather than deleted: a rowid must stay the place of the row among its neighbours.
  await reading.run(`CREATE TABLE ${name}_filled AS SELECT * FROM ${name} WHERE NOT (${isEmpty})`);
  await reading.run(`DROP TABLE ${name}`);
  await reading.run(`ALTER TABLE ${name}_filled RENAME TO ${name}`);
  return { rows: rows - blank.length, numbers: numbers.without(blank, rows) };
}

/** Deleting at the end leaves every other rowid as it is. */
async function dropTotals(reading: Reading, { name, rows }: Unfinished): Promise<number> {
  const last = await reading.all(
    `SELECT * FROM ${name} WHERE rowid >= ${Math.max(0, rows - 5)} ORDER BY rowid DESC`,
  );
  const kept = last.findIndex((cells) => !isTotal(cells as (string | null)[]));
  const totals = kept < 0 ? last.length : kept;
  if (totals > 0) await reading.run(`DELETE FROM ${name} WHERE rowid >= ${rows - totals}`);
  return totals;
}

/** Only columns right of the last name are candidates; one column always stays. */
async function dropEmptyColumns(reading: Reading, { name, width, header }: Unfinished): Promise<number> {
  if (!header) return width;
  const named = header.findLastIndex((cell) => cell !== null && cell.trim() !== "") + 1;
  let left = width;
  while (left > Math.max(1, named)) {
    const [[count] = []] = await reading.all(`SELECT count(c${left - 1}) FROM ${name}`);
    if (Number(count) > 0) break;
    await reading.run(`ALTER TABLE ${name} DROP COLUMN c${left - 1}`);
    left -= 1;
  }
  return left;
}
