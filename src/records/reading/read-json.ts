import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import type { Bilingual } from "../../platform/index.ts";
import { FileProblem } from "./file-problem.ts";
import { finishTable } from "./finish-table.ts";
import { flatten, parseObject } from "./json-object.ts";
import { JsonCutter, shapeOf } from "./json-values.ts";
import { LineCensus } from "./line-census.ts";
import type { Progress } from "./progress.ts";
import { maxRecordBytes } from "./read-carefully.ts";
import type { Reading, ReadTable, Source } from "./reading.ts";
import { takeSample } from "./sample.ts";
import { fileSentences, rowSentences } from "./sentences.ts";
import { sniffEncoding } from "./sniff-encoding.ts";
import { maxColumns, TableWriter } from "./table-writer.ts";
import { transcode } from "./transcode.ts";

/** JSON Lines, an array of objects, or an object with such an array in it. */
export async function readJson(
  reading: Reading,
  source: Source,
  { format, progress }: { format: "json" | "jsonl"; progress: Progress },
): Promise<ReadTable[]> {
  const sample = await takeSample(source.file);
  const encoding = sniffEncoding(sample) ?? { name: "utf-8" as const, mark: 0 };
  const isDecoded = encoding.name !== "utf-8";
  const decoding = { census: new LineCensus(), onBytes: progress.phase(0, 0.2, sample.size) };
  const file = isDecoded ? await transcode(reading, source.file, encoding, decoding) : source.file;
  const number = reading.takeNumber();
  const objects = new ObjectTable(reading, source, `raw_${number}`);
  try {
    const onBytes = progress.phase(isDecoded ? 0.2 : 0, 1, isDecoded ? decoding.census.bytes : sample.size);
    const start = isDecoded ? 0 : encoding.mark;
    await objects.open();
    if (format === "jsonl") await readLines(reading, objects, { file, start, onBytes });
    else await readList(reading, objects, { file, start, onBytes });
    const table = await objects.finish();
    if (table.rows === 0) throw new FileProblem(fileSentences.noRecords());
    return [{ ...table, file: number, format, encoding: encoding.name }];
  } catch (error) {
    await objects.discard();
    throw error;
  } finally {
    if (isDecoded) await reading.discard(file);
  }
}

interface Bytes {
  readonly file: string;
  readonly start: number;
  readonly onBytes: (bytes: number) => void;
}

async function readLines(
  reading: Reading,
  objects: ObjectTable,
  { file, start, onBytes }: Bytes,
): Promise<void> {
  let carry: Buffer = Buffer.alloc(0);
  let isLong = false;
  for await (const chunk of createReadStream(file, {
    start,
    highWaterMark: 1024 * 1024,
  }) as AsyncIterable<Buffer>) {
    reading.checkAborted();
    onBytes(chunk.length);
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, end);
      if (isLong) objects.refuse(carry.subarray(0, 1_000), rowSentences.tooLong(maxRecordBytes));
      else objects.take(carry.length === 0 ? line : Buffer.concat([carry, line]));
      carry = Buffer.alloc(0);
      isLong = false;
      from = end + 1;
    }
    await objects.settle();
    if (!isLong) carry = Buffer.concat([carry, chunk.subarray(from)]);
    isLong ||= carry.length > maxRecordBytes;
    if (isLong) carry = carry.subarray(0, 1_000);
  }
  if (isLong) objects.refuse(carry, rowSentences.tooLong(maxRecordBytes));
  else objects.take(carry);
  await objects.settle();
}

async function readList(
  reading: Reading,
  objects: ObjectTable,
  { file, start, onBytes }: Bytes,
): Promise<void> {
  const { head } = await takeSample(file);
  const shape = shapeOf(head.subarray(start));
  const cutter = new JsonCutter(
    {
      element: (bytes) => objects.take(bytes),
      tooLong: (bytes) => objects.refuse(bytes, rowSentences.tooLong(maxRecordBytes)),
    },
    { cap: maxRecordBytes, floor: shape.depth === 0 ? 0 : 1 },
  );
  const stream = createReadStream(file, { start: start + shape.from, highWaterMark: 256 * 1024 });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    reading.checkAborted();
    onBytes(chunk.length);
    cutter.take(chunk);
    await objects.settle();
  }
  if (!cutter.isComplete) objects.refuse(Buffer.alloc(0), rowSentences.jsonBroken());
}

/** A table that gains a column with every new name. Rows wait until the columns they need are there. */
class ObjectTable {
  readonly #reading: Reading;
  readonly #source: Source;
  readonly #writer: TableWriter;
  readonly #columns = new Map<string, number>();
  #waiting: { cells: (string | null)[]; row: number }[] = [];
  #row = 0;

  constructor(reading: Reading, source: Source, name: string) {
    this.#reading = reading;
    this.#source = source;
    this.#writer = new TableWriter(reading.warehouse.connection, name, 1);
  }

  async open(): Promise<void> {
    await this.#writer.open();
  }

  take(bytes: Buffer): void {
    if (bytes.every((byte) => byte <= 0x20 && byte !== 0)) {
      this.#row += 1;
      return;
    }
    if (!isUtf8(bytes)) {
      this.refuse(bytes, rowSentences.undecodable("utf-8"));
      return;
    }
    const object = parseObject(bytes.toString("utf8"));
    if (!object) {
      this.refuse(bytes, rowSentences.notJson());
      return;
    }
    const cells = this.#cellsOf(object);
    if (cells === "nested") {
      this.refuse(bytes, rowSentences.notJson());
      return;
    }
    if (cells === "wide") {
      this.refuse(bytes, rowSentences.tooManyColumns(maxColumns));
      return;
    }
    this.#row += 1;
    if (cells.some((cell) => cell?.includes("\0"))) {
      this.#row -= 1;
      this.refuse(bytes, rowSentences.nulByte());
      return;
    }
    this.#waiting.push({ cells, row: this.#row });
  }

  refuse(bytes: Buffer, expected: Bilingual): void {
    this.#row += 1;
    const { path, member } = this.#source;
    const value = bytes.toString("utf8", 0, 1_000);
    const where = { path, ...(member === undefined ? {} : { member }), row: this.#row };
    this.#reading.log.refuseRow({ ...where, ...(value === "" ? {} : { value }), expected });
  }

  async settle(): Promise<void> {
    if (this.#columns.size > this.#writer.width) await this.#writer.widen(this.#columns.size);
    for (const { cells, row } of this.#waiting) this.#writer.append(cells, row);
    this.#waiting = [];
  }

  async finish(): Promise<Pick<ReadTable, "name" | "columns" | "rows" | "numbers" | "member">> {
    this.#writer.close();
    const { name, width, rows, numbers } = this.#writer;
    const { member } = this.#source;
    const header = [...this.#columns.keys()];
    const finished = await finishTable(this.#reading, this.#source, { name, width, rows, numbers, header });
    return { name, ...(member === undefined ? {} : { member }), ...finished };
  }

  async discard(): Promise<void> {
    this.#writer.close();
    await this.#reading.dropTable(this.#writer.name);
  }

  #cellsOf(object: object): (string | null)[] | "nested" | "wide" {
    const cells: (string | null)[] = [];
    try {
      for (const [name, text] of flatten(object)) {
        let at = this.#columns.get(name);
        if (at === undefined) {
          if (this.#columns.size >= maxColumns) return "wide";
          at = this.#columns.size;
          this.#columns.set(name, at);
        }
        while (cells.length < at) cells.push(null);
        cells[at] = text;
      }
      return cells;
    } catch (error) {
      if (error instanceof RangeError) return "nested";
      throw error;
    }
  }
}
