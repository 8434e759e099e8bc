import { FileProblem } from "./file-problem.ts";
import { filledWidth } from "./find-header.ts";
import { finishTable } from "./finish-table.ts";
import { LineCensus } from "./line-census.ts";
import type { Progress } from "./progress.ts";
import { type DelimitedText, type Loaded, readFast } from "./read-fast.ts";
import { readSlowly } from "./read-slowly.ts";
import { placeOf, type Reading, type ReadTable, type Source } from "./reading.ts";
import { type Sample, takeSample } from "./sample.ts";
import { fileSentences, noteSentences } from "./sentences.ts";
import { type DelimitedForm, noDelimiter, sniffDialect } from "./sniff-dialect.ts";
import { type Encoding, sniffEncoding } from "./sniff-encoding.ts";
import { surveyEncoding } from "./survey-encoding.ts";
import { maxColumns } from "./table-writer.ts";
import { transcode } from "./transcode.ts";

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
  const { census } = isDecoded ? decoding : source;
  const onBytes = progress.phase(isDecoded ? 0.3 : 0, 1, isDecoded ? census.bytes : sample.size);
  const pass = isDecoded ? undefined : source.pass;
  try {
    const fast = await readFast(reading, text, { name, census, pass, onBytes });
    if (fast === "undecodable" && !isDecoded && !isSurveyed) return undefined;
    const loaded =
      typeof fast === "object" ? fast : await readSlowly(reading, source, text, { name, onBytes });
    return await describe(reading, source, text, { number, ...loaded });
  } catch (error) {
    await reading.dropTable(name);
    throw error;
  } finally {
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

async function describe(
  reading: Reading,
  source: Source,
  { encoding, form }: DelimitedText,
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
