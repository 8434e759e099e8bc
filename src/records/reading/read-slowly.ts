import { MendedCopy } from "./mended-copy.ts";
import { type RecordSink, readCarefully } from "./read-carefully.ts";
import { type DelimitedText, type Loaded, load } from "./read-fast.ts";
import type { Reading, Source } from "./reading.ts";
import { TableWriter } from "./table-writer.ts";

interface SlowOptions {
  readonly name: string;
  readonly onBytes: (bytes: number) => void;
}

/** Judges record by record; DuckDB then loads a copy that holds the good ones only. */
export async function readSlowly(
  reading: Reading,
  source: Source,
  text: DelimitedText,
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
  { file, start, encoding, form }: DelimitedText,
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
