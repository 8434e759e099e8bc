import { type FileHandle, open } from "node:fs/promises";
import type { RefusedRow } from "./raw-table.ts";
import type { RecordSink } from "./read-carefully.ts";
import type { Reading } from "./reading.ts";
import { RowNumbers } from "./row-numbers.ts";

const flushAfter = 1024 * 1024;

/** The rows that were judged good, written anew without ambiguity, for DuckDB to read at its own speed. */
export class MendedCopy implements RecordSink {
  readonly file: string;
  readonly numbers = new RowNumbers();
  rows = 0;
  /** Cells run over several lines. */
  hasLongCells = false;
  #lines: string[] = [];
  #waiting = 0;
  readonly #reading: Reading;
  readonly #delimiter: string;
  readonly #output: FileHandle;

  private constructor(reading: Reading, delimiter: string, place: { file: string; output: FileHandle }) {
    this.#reading = reading;
    this.#delimiter = delimiter;
    this.file = place.file;
    this.#output = place.output;
  }

  static async create(reading: Reading, delimiter: string): Promise<MendedCopy> {
    const file = reading.workFile(".mended");
    return new MendedCopy(reading, delimiter, { file, output: await open(file, "wx") });
  }

  append(cells: readonly string[], row: number, isPlain: boolean): void {
    const line = isPlain ? cells.join(this.#delimiter) : cells.map(quoted).join(this.#delimiter);
    if (!isPlain) this.hasLongCells ||= line.includes("\n");
    this.#lines.push(line, "\n");
    this.#waiting += line.length;
    this.numbers.note(this.rows, row);
    this.rows += 1;
  }

  refuse(refused: RefusedRow): void {
    this.#reading.log.refuseRow(refused);
  }

  async settle(): Promise<void> {
    if (this.#waiting > flushAfter) await this.#flush();
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      await this.#output.close();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#lines.join("");
    this.#lines = [];
    this.#waiting = 0;
    await this.#output.appendFile(text);
  }
}

function quoted(cell: string): string {
  return cell === "" ? "" : `"${cell.replaceAll('"', '""')}"`;
}
