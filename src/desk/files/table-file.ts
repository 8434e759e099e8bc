import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { writeXlsxStream } from "hucre/xlsx";
import { csvLine, csvMark } from "./csv-text.ts";

export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

export type Cell = string | number | null;

/** Media types of the files. */
export const tableTypes: Readonly<Record<TableFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A file for spreadsheets from rows, the heading first, row by row as it is taken: nothing of it is held. */
export function tableFile(
  rows: AsyncIterable<Cell[]>,
  { format, name }: { readonly format: TableFormat; readonly name: string },
): Readable {
  if (format === "csv") return Readable.from(csvOf(rows));
  return Readable.fromWeb(writeXlsxStream(rows, { name, freezePane: { rows: 1 } }) as ReadableStream);
}

async function* csvOf(rows: AsyncIterable<Cell[]>): AsyncGenerator<string> {
  yield csvMark;
  let lines = "";
  for await (const row of rows) {
    lines += csvLine(row.map((cell) => (cell === null ? "" : String(cell))));
    if (lines.length < 1 << 16) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}

/** Fifteen digits are what a spreadsheet's number keeps; what is longer stays text. */
export function numberCell(text: string): Cell {
  return text.replace(/[^\d]/g, "").length <= 15 && Number.isFinite(Number(text)) ? Number(text) : text;
}
