import { visibleText } from "./visible-text.ts";

/** The mark of UTF-8, by which spreadsheets know it. */
export const csvMark = "\ufeff";

/** Rows for a spreadsheet: UTF-8 with its mark, CRLF (RFC 4180), no cell that acts as a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return csvMark + rows.map(csvLine).join("");
}

/** One row of it, with its end. */
export function csvLine(row: readonly string[]): string {
  return `${row.map(csvCell).join(",")}\r\n`;
}

const plainNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); full-width forms of
 * the same signs too, which some spreadsheets fold. Plain numbers stay numbers.
 */
function csvCell(value: string): string {
  const acts = /^[\s]*[=+\-@＝＋－＠|]/u.test(value) || /^[\t\r\n]/.test(value);
  const shown = visibleText(value);
  const text = acts && !plainNumber.test(value) ? `'${shown.trimStart()}` : shown;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
