import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Bilingual, Warehouse } from "../../platform/index.ts";
import type { FilePass } from "./file-pass.ts";
import type { LineCensus } from "./line-census.ts";
import type { RawTable, ReadOptions } from "./raw-table.ts";
import type { RefusalLog } from "./refusal-log.ts";
import type { RowNumbers } from "./row-numbers.ts";

/** Bytes to read, and how a person calls them. `file` is `path` itself or an unpacked or decoded copy of it. */
export interface Source {
  readonly path: string;
  readonly member?: string;
  readonly file: string;
  readonly census: LineCensus;
  /** The walk through `file` that fills the census; absent for copies, whose lines are counted already. */
  readonly pass?: FilePass;
}

/** A table that stands in the warehouse; what concerns its file is added by `readFiles`. */
export interface ReadTable extends Pick<RawTable, "name" | "file" | "format" | "columns" | "rows"> {
  readonly member?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly numbers: RowNumbers;
}

/** What one call of `readFiles` carries along. */
export class Reading {
  readonly warehouse: Warehouse;
  readonly options: ReadOptions;
  readonly log: RefusalLog;
  readonly notes: Bilingual[] = [];
  /** A folder of this call's own within the work folder. */
  readonly folder: string;
  #nextTable: number;
  #nextFile = 0;

  constructor(
    warehouse: Warehouse,
    options: ReadOptions,
    log: RefusalLog,
    place: { folder: string; firstTable: number },
  ) {
    this.warehouse = warehouse;
    this.options = options;
    this.log = log;
    this.folder = place.folder;
    this.#nextTable = place.firstTable;
  }

  /** Number of the next table; its name is `raw_` and the number. */
  takeNumber(): number {
    this.#nextTable += 1;
    return this.#nextTable - 1;
  }

  /** A path that nothing stands at yet; names within archives are never used as paths. */
  workFile(ending: string): string {
    this.#nextFile += 1;
    return join(this.folder, `${this.#nextFile}${ending}`);
  }

  async discard(file: string): Promise<void> {
    await rm(file, { force: true });
  }

  checkAborted(): void {
    this.options.signal?.throwIfAborted();
  }

  /** A statement that an abort interrupts. */
  async run(statement: string): Promise<void> {
    this.checkAborted();
    const interrupt = () => this.warehouse.connection.interrupt();
    this.options.signal?.addEventListener("abort", interrupt, { once: true });
    try {
      await this.warehouse.connection.run(statement);
    } catch (error) {
      this.checkAborted();
      throw error;
    } finally {
      this.options.signal?.removeEventListener("abort", interrupt);
    }
  }

  /** Rows of numbers and texts. */
  async all(query: string): Promise<unknown[][]> {
    this.checkAborted();
    return (await this.warehouse.connection.runAndReadAll(query)).getRows();
  }

  async count(table: string): Promise<number> {
    const [[count] = []] = await this.all(`SELECT count(*) FROM ${table}`);
    return Number(count);
  }

  async dropTable(table: string): Promise<void> {
    await this.warehouse.connection.run(`DROP TABLE IF EXISTS ${table}`);
  }

  note(sentence: Bilingual): void {
    this.notes.push(sentence);
  }
}

export function placeOf({ path, member }: { path: string; member?: string }): string {
  return member === undefined ? path : `${path} › ${member}`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
