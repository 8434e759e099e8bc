import type { Bilingual } from "../../platform/index.ts";

export type FileFormat = "csv" | "xlsx" | "jsonl" | "json" | "parquet";

/**
 * One table of a source as it was read: a file, a sheet, or a member of an archive.
 * In the warehouse it is the table `name` with VARCHAR columns `c0`…`cN` in the order of `columns`; an empty cell is NULL.
 * A data row stands in the order of the source, so that its DuckDB `rowid` leads back to the source through `sourceRow`.
 */
export interface RawTable {
  /** Table in the warehouse, `raw_0`, `raw_1`, … */
  readonly name: string;
  /** Number of the table in this run; the `file` column of the kind tables. */
  readonly file: number;
  /** As the user named it. */
  readonly path: string;
  /** Sheet or archive member, where the path alone does not tell. */
  readonly member?: string;
  readonly format: FileFormat;
  /** WHATWG name, such as `utf-8`, `gb18030`, `utf-16le`, `windows-1252`; text formats only. */
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  /** Header names as they stand, trimmed, made unique by a suffix ` (2)`; `column_1`… where the source has no header. */
  readonly columns: readonly string[];
  /** Data rows that stand in the table. */
  readonly rows: number;
  /** Rows that were refused while reading. */
  readonly refused: number;
  /** SHA-256, hex, of the bytes of the file named by `path`. */
  readonly sha256: string;
  readonly bytes: number;
  /**
   * Row number as a person counts it in a spreadsheet or editor (header = 1, first data row = 2) for a DuckDB rowid.
   * Refused rows are counted, lines within quoted cells are not.
   */
  sourceRow(rowid: number): number;
}

/** A row, or a value of a row, that was not taken over; nothing is dropped without one of these. */
export interface RefusedRow {
  readonly path: string;
  readonly member?: string;
  /** As `RawTable.sourceRow` counts; `undefined` where the whole file is concerned. */
  readonly row?: number;
  readonly column?: string;
  /** At most 200 characters of what stood there. */
  readonly value?: string;
  readonly expected: Bilingual;
}

export interface ReadResult {
  readonly tables: readonly RawTable[];
  /** The first refused rows of each table, as many as are kept; `refusedTotal` counts them all. */
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  /** Files, sheets and archive members that could not be read at all; `row` is never set. */
  readonly unusable: readonly RefusedRow[];
  /** What was decided while reading and a person should know, such as a delimiter that was not obvious. */
  readonly notes: readonly Bilingual[];
}

export interface ReadOptions {
  /** Stop with a `Refusal` at the first refused row or unusable file instead of reporting it. */
  readonly strict?: boolean;
  /** Refused rows kept of each table, 1,000 unless given; all are counted. */
  readonly refusedKept?: number;
  /** A folder whose files are called by their place in it; others are called as they were given. */
  readonly root?: string | undefined;
  /** Where decoded and unpacked copies go; removed by the caller. */
  readonly workFolder: string;
  /** Bytes that everything packed in one file may unpack to, 4 GiB unless given; beyond it the file is refused. */
  readonly maxUnpackedBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { path: string; doneBytes: number; totalBytes: number }) => void;
}
