import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { RowNumbers } from "./row-numbers.ts";

/** More columns than this are no table a person made. */
export const maxColumns = 2_000;

/** DuckDB's appender holds rows until it is flushed; long cells would pile up. */
const flushAfter = 16 * 1024 * 1024;

/** Writes rows of text one by one into a table of VARCHAR columns `c0`…; it widens when a row is wider. */
export class TableWriter {
  readonly name: string;
  readonly numbers = new RowNumbers();
  rows = 0;
  #width: number;
  #pending = 0;
  #appender: DuckDBAppender | undefined;
  readonly #connection: DuckDBConnection;

  constructor(connection: DuckDBConnection, name: string, width: number) {
    this.#connection = connection;
    this.name = name;
    this.#width = width;
  }

  get width(): number {
    return this.#width;
  }

  async open(): Promise<this> {
    const columns = Array.from({ length: this.#width }, (_, i) => `c${i} VARCHAR`);
    await this.#connection.run(`CREATE TABLE ${this.name} (${columns.join(", ")})`);
    this.#appender = await this.#connection.createAppender(this.name);
    return this;
  }

  /** `cells` are at most `width`; absent and empty ones are NULL. */
  append(cells: readonly (string | null | undefined)[], sourceRow: number): void {
    const appender = this.#appender;
    if (!appender) throw new Error(`Table ${this.name} is closed.`);
    for (let i = 0; i < this.#width; i += 1) {
      const cell = cells[i];
      if (cell === null || cell === undefined || cell === "") {
        appender.appendNull();
      } else {
        appender.appendVarchar(cell);
        this.#pending += cell.length;
      }
    }
    appender.endRow();
    this.numbers.note(this.rows, sourceRow);
    this.rows += 1;
    if (this.#pending > flushAfter) this.#flush();
  }

  async widen(width: number): Promise<void> {
    this.close();
    for (let i = this.#width; i < width; i += 1) {
      await this.#connection.run(`ALTER TABLE ${this.name} ADD COLUMN c${i} VARCHAR`);
    }
    this.#width = Math.max(width, this.#width);
    this.#appender = await this.#connection.createAppender(this.name);
  }

  close(): void {
    if (!this.#appender) return;
    this.#flush();
    this.#appender.closeSync();
    this.#appender = undefined;
  }

  #flush(): void {
    this.#appender?.flushSync();
    this.#pending = 0;
  }
}
