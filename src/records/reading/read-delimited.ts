import { copyFile, symlink } from "node:fs/promises";
import { resolve } from "node:path";
import { FilePass } from "./file-pass.ts";
import { FileProblem } from "./file-problem.ts";
import { filledWidth } from "./find-header.ts";
import { finishTable } from "./finish-table.ts";
import { LineCensus } from "./line-census.ts";
import { MendedCopy } from "./mended-copy.ts";
import type { Progress } from "./progress.ts";
import { maxRecordBytes, type RecordSink, readCarefully } from "./read-carefully.ts";
import { literal, placeOf, type Reading, type ReadTable, type Source } from "./reading.ts";
import { RowNumbers } from "./row-numbers.ts";
import { type Sample, takeSample } from "./sample.ts";
import { fileSentences, noteSentences } from "./sentences.ts";
import { type DelimitedForm, noDelimiter, sniffDialect } from "./sniff-dialect.ts";
import { type Encoding, sniffEncoding } from "./sniff-encoding.ts";
import { surveyEncoding } from "./survey-encoding.ts";
import { maxColumns, TableWriter } from "./table-writer.ts";
import { transcode } from "./transcode.ts";

/** Where the text stands as UTF-8, and what is known of it. */
interface Text {
  readonly file: string;
  readonly start: number;
  readonly encoding: Encoding;
  readonly form: DelimitedForm;
}

interface Loaded {
  readonly rows: number;
  readonly numbers: RowNumbers;
  readonly totals: number;
}

/** CSV and its relatives. DuckDB reads what is clean; whatever it stumbles over is read again record by record. */
export async function readDelimited(
  reading: Reading,
  source: Source,
  progress: Progress,
): Promise<ReadTable[]> {
  const sample = await takeSample(source.file);
  const sniffed = sniffEncoding(sample);
  if (!sniffed) throw new FileProblem(fileSentences.noise());
  const number = reading.takeNumber();
  const table = await readAs(reading, source, { sample, encoding: sniffed, progress, number });
  if (table) return [table];
  const encoding = { name: await surveyEncoding(source.file), mark: sniffed.mark };
  const again = await readAs(reading, source, { sample, encoding, progress, number, isSurveyed: true });
  return again ? [again] : [];
}

interface Attempt {
  readonly sample: Sample;
  readonly encoding: Encoding;
  readonly progress: Progress;
  readonly number: number;
  /** The whole file has been asked for its encoding, not only a sample. */
  readonly isSurveyed?: boolean;
}

/** `undefined` where the file turns out not to be in the encoding its sample is in. */
async function readAs(
  reading: Reading,
  source: Source,
  { sample, encoding, progress, number, isSurveyed }: Attempt,
): Promise<ReadTable | undefined> {
  const form = sniffForm(sample, encoding);
  const isDecoded = encoding.name !== "utf-8";
  const decoding = { census: new LineCensus(), onBytes: progress.phase(0, 0.3, sample.size) };
  const file = isDecoded ? await transcode(reading, source.file, encoding, decoding) : source.file;
  const text = { file, start: isDecoded ? 0 : encoding.mark, encoding, form };
  const name = `raw_${number}`;
  const onBytes = progress.phase(isDecoded ? 0.3 : 0, 1, isDecoded ? decoding.census.bytes : sample.size);
  const pass = isDecoded ? undefined : (source.pass ?? new FilePass(file, {}));
  try {
    const fast = await readFast(reading, text, {
      name,
      census: pass?.census ?? decoding.census,
      pass,
      onBytes,
    });
    if (fast === "undecodable" && !isDecoded && !isSurveyed) return undefined;
    const loaded =
      typeof fast === "object" ? fast : await readSlowly(reading, source, text, { name, onBytes });
    return await describe(reading, source, text, { number, ...loaded });
  } catch (error) {
    await reading.dropTable(name);
    throw error;
  } finally {
    if (pass !== source.pass) pass?.stop();
    if (isDecoded) await reading.discard(file);
  }
}

function sniffForm(sample: Sample, encoding: Encoding): DelimitedForm {
  const head = sample.head.subarray(encoding.mark);
  const isWhole = sample.head.length === sample.size;
  const text = new TextDecoder(encoding.name, { ignoreBOM: true }).decode(head, { stream: !isWhole });
  if (!isWhole && !/[\r\n]/.test(text)) throw new FileProblem(fileSentences.noLineEnd(head.length));
  const form = sniffDialect(text, isWhole);
  if (Math.max(form.width, form.header?.length ?? 0) > maxColumns) {
    throw new FileProblem(fileSentences.tooWide(maxColumns));
  }
  return form;
}

interface FastOptions {
  readonly name: string;
  readonly census: LineCensus;
  /** Absent where the census is already complete. */
  readonly pass: FilePass | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** `undefined` where DuckDB's reader does not take the file as it is. */
async function readFast(
  reading: Reading,
  text: Text,
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
  text: Text,
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
  { file, start, encoding, form }: Text,
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
async function load(
  reading: Reading,
  text: Text,
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

interface SlowOptions {
  readonly name: string;
  readonly onBytes: (bytes: number) => void;
}

/** Judges record by record; DuckDB then loads a copy that holds the good ones only. */
async function readSlowly(
  reading: Reading,
  source: Source,
  text: Text,
  { name, onBytes }: SlowOptions,
): Promise<Loaded> {
  const { file, start, encoding, form } = text;
  const copy = await MendedCopy.create(reading, form.delimiter);
  try {
    let totals: number;
    try {
      const careful = { form, start, encoding: encoding.name, onBytes };
      totals = await readCarefully(reading, { ...source, file }, copy, careful);
    } finally {
      await copy.close();
    }
    const mended = { ...text, file: copy.file, form: { ...form, quote: '"', skippedLines: 0 } };
    const failure = await load(reading, mended, name, !copy.hasLongCells);
    const isComplete = !failure && (await reading.count(name)) === copy.rows;
    if (!isComplete) await readOneByOne(reading, source, text, name);
    return { rows: copy.rows, numbers: copy.numbers, totals };
  } finally {
    await reading.discard(copy.file);
  }
}

/** For what DuckDB's reader refuses even when it is clean, such as rows of several megabytes. */
async function readOneByOne(
  reading: Reading,
  source: Source,
  { file, start, encoding, form }: Text,
  name: string,
): Promise<void> {
  await reading.dropTable(name);
  const writer = await new TableWriter(reading.warehouse.connection, name, form.width).open();
  try {
    const sink: RecordSink = {
      append: (cells, row) => writer.append(cells, row),
      // They were told when the copy was made.
      refuse: () => undefined,
    };
    const careful = { form, start, encoding: encoding.name, onBytes: () => undefined };
    await readCarefully(reading, { ...source, file }, sink, careful);
  } finally {
    writer.close();
  }
}

async function describe(
  reading: Reading,
  source: Source,
  { encoding, form }: Text,
  { number, rows, numbers, totals }: Loaded & { number: number },
): Promise<ReadTable> {
  const name = `raw_${number}`;
  const where = placeOf(source);
  const named = filledWidth(form.header ?? []);
  const width = Math.max(form.width, named);
  for (let i = form.width; i < width; i += 1) {
    await reading.run(`ALTER TABLE ${name} ADD COLUMN c${i} VARCHAR`);
  }
  if (encoding.name === "windows-1252") reading.note(noteSentences.encoding(where, encoding.name));
  if (form.agreement < 0.9 && rows > 3) reading.note(noteSentences.delimiter(where, form.delimiter));
  if (form.titles > 0) reading.note(noteSentences.titles(where, form.titles));
  if (form.header && named !== form.width && rows > 0) {
    reading.note(noteSentences.headerWidth(where, named, form.width));
  }
  const finished = await finishTable(reading, source, {
    name,
    width,
    rows,
    numbers,
    header: form.header,
    totals,
  });
  return {
    name,
    file: number,
    ...(source.member === undefined ? {} : { member: source.member }),
    format: "csv",
    encoding: encoding.name,
    ...(form.delimiter === noDelimiter ? {} : { delimiter: form.delimiter }),
    ...(form.quote === "" ? {} : { quote: form.quote }),
    ...finished,
  };
}
