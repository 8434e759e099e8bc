import { type Day, dateParts, dayAt, dayText, type Moment, momentText } from "../calendar.ts";

export type Cell = string | number;

/** How one file of the export looks; each system of the company writes its own way. */
export interface Table<Row> {
  readonly file: string;
  readonly columns: readonly Column<Row>[];
  readonly style?: FileStyle;
}
export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => Cell | undefined;
  /** An honest slip may happen in it: a reference mistyped by hand, or a field left blank. */
  readonly slips?: "mistyped" | "blank";
}
interface FileStyle {
  readonly delimiter?: "," | ";";
  readonly encoding?: "utf-8" | "utf-8-bom" | "gb18030";
  readonly lineEnd?: "\n" | "\r\n";
}

export const column = <Row>(
  header: string,
  cell: (row: Row) => Cell | undefined,
  slips?: "mistyped" | "blank",
): Column<Row> => ({ header, cell, ...(slips ? { slips } : {}) });

export const yuan = (minor: number): string => {
  const sign = minor < 0 ? "-" : "";
  const whole = Math.abs(Math.round(minor));
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
};
export const yuanWithCommas = (minor: number): string => yuan(minor).replace(/\B(?=(\d{3})+(?=\.))/g, ",");

export const day = (value: Day | undefined): string => (value === undefined ? "" : dayText(value));
export const time = (value: Moment | undefined): string => (value === undefined ? "" : momentText(value));
export const dateOnly = (value: Moment): string => dayText(dayAt(value));
/** 2025/3/5, as spreadsheets write it. */
export const slashed = (value: Moment): string => {
  const { year, month, day: date } = dateParts(dayAt(value));
  return `${year}/${month}/${date}`;
};
/** 31.12.2025, as the accounts-receivable system was delivered. */
export const dotted = (value: Day): string => dayText(value).split("-").reverse().join(".");
/** 2025年3月5日. */
export const written = (value: Moment): string => {
  const { year, month, day: date } = dateParts(dayAt(value));
  return `${year}年${month}月${date}日`;
};
