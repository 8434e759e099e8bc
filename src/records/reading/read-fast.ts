import { copyFile, symlink } from "node:fs/promises";
import { resolve } from "node:path";
import type { FilePass } from "./file-pass.ts";
import type { LineCensus } from "./line-census.ts";
import { maxRecordBytes, type RecordSink, readCarefully } from "./read-carefully.ts";
import { literal, type Reading } from "./reading.ts";
import { RowNumbers } from "./row-numbers.ts";
import type { DelimitedForm } from "./sniff-dialect.ts";
import type { Encoding } from "./sniff-encoding.ts";

/** Where the text stands as UTF-8, and what is known of it. */
export interface DelimitedText {
  readonly file: string;
  readonly start: number;
  readonly encoding: Encoding;
  readonly form: DelimitedForm;
}

export interface Loaded {
  readonly rows: number;
  readonly numbers: RowNumbers;
  readonly totals: number;
}

interface FastOptions {
  readonly name: string;
  readonly census: LineCensus;
  /** Absent where the census is already complete. */
  readonly pass: FilePass | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** `undefined` where DuckDB's reader does not take the file as it is. */
export async function readFast(
  reading: Reading,
  text: DelimitedText,
  { name, census, pass, onBytes }: FastOptions,
): Promise<Loaded | "undecodable" | undefined> {
  const { form } = text;
  if (form.lineEnd === "\r" || census.longestLine > maxRecordBytes) return undefined;
  pass?.follow((bytes) => {
    onBytes(bytes);
    // DuckDB would hold a line without end in memory before it complains.
    if (census.longestLine > maxRecordBytes) reading.warehouse.connection.interrupt();
  });
  // Where quoted cells run over lines DuckDB's parallel reader may lose its place; alone it keeps it.
  let isParallel = !form.hasLongCells;
  let failure = await load(reading, text, name, isParallel);
  if (failure && isParallel && census.longestLine <= maxRecordBytes && /quote|state machine/i.test(failure)) {
    isParallel = false;
    failure = await load(reading, text, name, isParallel);
  }
  pass?.follow(onBytes);
  await pass?.done;
  if (failure) return /unicode|utf-?8/i.test(failure) ? "undecodable" : undefined;
  return census.hasNul ? undefined : verify(reading, text, { name, census, isParallel });
}

/** Every line must have become a row, or else what stands between the rows is looked for. */
async function verify(
  reading: Reading,
  text: DelimitedText,
  { name, census, isParallel }: { name: string; census: LineCensus; isParallel: boolean },
): Promise<Loaded | undefined> {
  const { form } = text;
  const blankBelow = census.blankWithin - form.skippedBlankLines;
  const expected = Math.max(0, census.lines - form.skippedLines);
  let rows = await reading.count(name);
  const numbers = new RowNumbers();
  numbers.note(0, form.skippedRecords + 1);
  if (rows === expected && (blankBelow <= 0 || form.width === 1)) return { rows, numbers, totals: 0 };
  if (form.width === 1 && rows === expected + census.trailingBlank) return { rows, numbers, totals: 0 };
  if (isParallel) {
    if (await load(reading, text, name, false)) return undefined;
    rows = await reading.count(name);
  }
  const located = await locateRows(reading, text);
  return located?.rows === rows ? { ...located, totals: 0 } : undefined;
}

/** Finds the rows without keeping them, counting as DuckDB's reader does; `undefined` where one would be refused. */
async function locateRows(
  reading: Reading,
  { file, start, encoding, form }: DelimitedText,
): Promise<Loaded | undefined> {
  const numbers = new RowNumbers();
  let rows = 0;
  let refused = 0;
  const append = (_cells: readonly string[], row: number) => {
    numbers.note(rows, row);
    rows += 1;
  };
  const sink: RecordSink = {
    append,
    refuse: () => {
      refused += 1;
    },
    blank: (cells, row) => {
      if (form.width === 1 || cells.length > 1) append(cells, row);
    },
  };
  const careful = { form, start, encoding: encoding.name, onBytes: () => undefined };
  const totals = await readCarefully(reading, { path: file, file }, sink, careful);
  return refused + totals > 0 ? undefined : { rows, numbers, totals: 0 };
}

/** Loads the table and returns DuckDB's complaint, if any. */
export async function load(
  reading: Reading,
  text: DelimitedText,
  name: string,
  isParallel: boolean,
): Promise<string | undefined> {
  const { form } = text;
  const columns = Array.from({ length: form.width }, (_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  const options = [
    "auto_detect = false",
    "header = false",
    `skip = ${form.skippedLines}`,
    `columns = {${columns}}`,
    `delim = ${literal(form.delimiter)}`,
    `quote = ${literal(form.quote)}`,
    `escape = ${literal(form.quote)}`,
    "strict_mode = true",
    "null_padding = false",
    "compression = 'none'",
    "hive_partitioning = false",
    `parallel = ${isParallel}`,
  ];
  const path = literal(await plainPath(reading, text.file));
  try {
    await reading.run(`CREATE OR REPLACE TABLE ${name} AS FROM read_csv(${path}, ${options.join(", ")})`);
    return undefined;
  } catch (error) {
    reading.checkAborted();
    await reading.dropTable(name);
    return error instanceof Error ? error.message : String(error);
  }
}

/** DuckDB takes a name with `*`, `?` or `[` for a pattern; such a file is read by another name. */
export async function plainPath(reading: Reading, file: string): Promise<string> {
  const absolute = resolve(file);
  if (!/[*?[\]{}]|:\/\//.test(absolute)) return absolute;
  const link = reading.workFile(".link");
  await symlink(absolute, link).catch(() => copyFile(absolute, link));
  return link;
}
