import { cutRecord, type Dialect, isBlank } from "./cut-record.ts";
import { filledWidth, findHeader } from "./find-header.ts";

export interface DelimitedForm extends Dialect {
  /** Cells of a data row as the source writes them. */
  readonly width: number;
  /** Header cells; `undefined` where there is no header. */
  readonly header: readonly string[] | undefined;
  readonly titles: number;
  /** Lines before the first data row, and how many records and blank lines they are. */
  readonly skippedLines: number;
  readonly skippedRecords: number;
  readonly skippedBlankLines: number;
  /** Quoted cells run over several lines. */
  readonly hasLongCells: boolean;
  /** Share of rows that agree with the delimiter. */
  readonly agreement: number;
}

/** Stands for "one column": it occurs in no text, so that a comma in a list of names splits nothing. */
export const noDelimiter = "\x1f";

interface Row {
  readonly cells: readonly string[];
  readonly lines: number;
  readonly isFault: boolean;
}

const sampledRows = 500;
/** A comma stands inside numbers and texts; the others seldom do, so they are asked first. */
const delimiters = ["\t", ";", "|", ","];

/** `text` is the beginning of the file without byte-order mark; `isWhole` says that it is all of it. */
export function sniffDialect(text: string, isWhole: boolean): DelimitedForm {
  const lineEnd = text.includes("\n") || !text.includes("\r") ? "\n" : "\r";
  const announced = /^"?sep=([\t -~])"?\r?\n/i.exec(text);
  const body = announced ? text.slice(announced[0].length) : text;
  const options = announced?.[1] ? [announced[1]] : delimiters;
  const tried = options.map((delimiter) => bestQuote(body, delimiter, lineEnd, isWhole));
  const chosen = choose(tried) ?? bestQuote(body, noDelimiter, lineEnd, isWhole);
  return describe(chosen, announced ? 1 : 0, lineEnd);
}

interface Tried {
  readonly delimiter: string;
  readonly quote: string;
  readonly rows: readonly Row[];
  readonly width: number;
  readonly agreement: number;
}

function bestQuote(text: string, delimiter: string, lineEnd: "\n" | "\r", isWhole: boolean): Tried {
  const attempt = (quote: string) => {
    const rows = sampleRows(text, { delimiter, quote, lineEnd }, isWhole);
    return { delimiter, quote, rows, ...agreementOf(rows) };
  };
  const usual = attempt('"');
  const at = delimiter.replace(/[|\\^$.*+?()[\]{}]/g, "\\$&");
  const single = new RegExp(`(^|${at}|\\n)'[^'\\n]+'(?=${at}|\\r?\\n|$)`, "g");
  const faults = usual.rows.filter((row) => row.isFault).length;
  // Inch marks and the like fault often and enclose nothing; a stray quote in a quoted file is damage.
  const enclosed = text.match(new RegExp(`(^|${at}|\\n)"[^"\\n]*"(?=${at}|\\r?\\n|$)`, "g"))?.length ?? 0;
  const isUnquoted = faults >= 3 && faults > enclosed;
  // A file that quotes with ' does so in most rows, its header among them; a cell or two in ' are words of the source.
  const isSingle =
    !text.includes('"') && (text.match(single)?.length ?? 0) >= Math.max(2, usual.rows.length / 2);
  const others = [...(isUnquoted ? [""] : []), ...(isSingle ? ["'"] : [])];
  return others.map(attempt).reduce((best, other) => {
    const isBetter = other.width >= 2 && other.width >= best.width && other.agreement >= best.agreement;
    return isBetter && (other.agreement > best.agreement + 0.02 || other.quote === "'") ? other : best;
  }, usual);
}

function sampleRows(text: string, dialect: Dialect, isWhole: boolean): Row[] {
  const rows: Row[] = [];
  for (let from = 0; from < text.length && rows.length < sampledRows; ) {
    let cut = cutRecord(text, from, dialect, isWhole);
    if (cut.kind === "open") {
      // Near the end of a sample the record is merely cut; far from it a quote was left open.
      if (from > 0 && text.length - from < 64 * 1024) break;
      cut = { kind: "fault", fault: "open-quote", next: nextLine(text, from, dialect.lineEnd) };
    }
    const raw = text.slice(from, cut.next);
    const lines = raw.split(dialect.lineEnd).length - (raw.endsWith(dialect.lineEnd) ? 1 : 0);
    rows.push({ cells: cut.kind === "record" ? cut.cells : [raw], lines, isFault: cut.kind === "fault" });
    from = cut.next;
  }
  return rows;
}

function nextLine(text: string, from: number, lineEnd: string): number {
  const end = text.indexOf(lineEnd, from);
  return end < 0 ? text.length : end + 1;
}

/** The width most rows have, and the share of rows that have it. */
function agreementOf(rows: readonly Row[]): { width: number; agreement: number } {
  const counts = new Map<number, number>();
  const filled = rows.filter((row) => row.isFault || !isBlank(row.cells));
  for (const row of filled) {
    if (!row.isFault) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  }
  const [width, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
  return { width, agreement: count / Math.max(1, filled.length) };
}

function choose(tried: readonly Tried[]): Tried | undefined {
  const several = tried.filter((one) => one.width >= 2);
  const comma = several.find((one) => one.delimiter === ",");
  const sure = several.find((one) => one.delimiter !== "," && one.agreement >= 0.97);
  if (sure && !(comma && comma.agreement >= 0.97 && comma.width >= 2 * sure.width)) return sure;
  const best = several.toSorted((a, b) => weight(b) - weight(a))[0];
  if (best && best.agreement >= 0.4) return best;
  return undefined;
}

function weight({ agreement, width }: Tried): number {
  return agreement ** 2 * (1 - 1 / width);
}

function describe(chosen: Tried, announcedLines: number, lineEnd: "\n" | "\r"): DelimitedForm {
  const { rows, delimiter, quote, agreement } = chosen;
  const found = findHeader(rows.map((row) => row.cells));
  const skipped = rows.slice(0, found.dataAt);
  const header = found.at === undefined ? undefined : rows[found.at]?.cells;
  return {
    delimiter,
    quote,
    lineEnd,
    width: dataWidth(rows.slice(found.dataAt), header, chosen.width),
    header,
    titles: found.titles,
    skippedLines: skipped.reduce((sum, row) => sum + row.lines, announcedLines),
    skippedRecords: skipped.length + announcedLines,
    skippedBlankLines: skipped.filter((row) => row.cells.length === 1 && row.cells[0] === "").length,
    hasLongCells: rows.some((row) => row.lines > 1),
    agreement,
  };
}

/** The header rules, unless nearly all of several rows agree on another width. */
function dataWidth(data: readonly Row[], header: readonly string[] | undefined, usual: number): number {
  const full = data.filter((row) => !row.isFault && !isBlank(row.cells));
  const { width, agreement } = agreementOf(full);
  if (full.length >= 3 && agreement >= 0.9) return width;
  return header ? Math.max(1, header.length > usual ? filledWidth(header) : header.length) : usual;
}
