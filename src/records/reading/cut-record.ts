export interface Dialect {
  readonly delimiter: string;
  /** Empty where the file uses no quotes. */
  readonly quote: string;
  readonly lineEnd: "\n" | "\r";
}

type Cut =
  | { readonly kind: "record"; readonly cells: readonly string[]; readonly next: number }
  /** `next` is the line after the one where the fault began, so that one stray quote costs one row. */
  | { readonly kind: "fault"; readonly fault: "open-quote" | "text-after-quote"; readonly next: number }
  /** The text ends before the record does. */
  | { readonly kind: "open" };

/**
 * The record that begins at `from`, after RFC 4180 with what DuckDB's reader also allows: blanks around a quoted cell,
 * quotes within an unquoted cell. `isWhole` says that no more text follows.
 */
export function cutRecord(text: string, from: number, dialect: Dialect, isWhole: boolean): Cut {
  const { delimiter, quote, lineEnd } = dialect;
  const found = text.indexOf(lineEnd, from);
  if (found < 0 && !isWhole) return { kind: "open" };
  const stop = found < 0 ? text.length : found;
  const line = text.slice(from, trimReturns(text, from, stop));
  const next = Math.min(stop + 1, text.length);
  if (quote === "" || !line.includes(quote)) return { kind: "record", cells: line.split(delimiter), next };
  return cutQuoted(text, from, { ...dialect, firstLineEnd: next }, isWhole);
}

function cutQuoted(
  text: string,
  from: number,
  { delimiter, quote, lineEnd, firstLineEnd }: Dialect & { firstLineEnd: number },
  isWhole: boolean,
): Cut {
  const cells: string[] = [];
  let lineStop = endOf(text, lineEnd, from);
  const finish = (): Cut =>
    lineStop >= text.length && !isWhole
      ? { kind: "open" }
      : { kind: "record", cells, next: Math.min(lineStop + 1, text.length) };
  for (let at = from; ; ) {
    const opening = skipBlanks(text, at, delimiter);
    if (text[opening] !== quote) {
      const comma = text.indexOf(delimiter, at);
      const isLast = comma < 0 || comma > lineStop;
      cells.push(text.slice(at, isLast ? trimReturns(text, at, lineStop) : comma));
      if (isLast) return finish();
      at = comma + 1;
      continue;
    }
    const { value, closing } = quotedCell(text, opening + 1, quote);
    if (closing < 0 || (closing + 1 >= text.length && !isWhole)) {
      return isWhole ? { kind: "fault", fault: "open-quote", next: firstLineEnd } : { kind: "open" };
    }
    cells.push(value);
    if (closing > lineStop) lineStop = endOf(text, lineEnd, closing);
    const after = skipBlanks(text, closing + 1, delimiter);
    if (text.startsWith(delimiter, after)) {
      at = after + delimiter.length;
    } else if (trimReturns(text, after, lineStop) === after) {
      return finish();
    } else {
      return { kind: "fault", fault: "text-after-quote", next: firstLineEnd };
    }
  }
}

/** A doubled quote stands for one; `closing` is -1 where the cell does not end. */
function quotedCell(text: string, from: number, quote: string): { value: string; closing: number } {
  let value = "";
  for (let at = from; ; ) {
    const end = text.indexOf(quote, at);
    if (end < 0) return { value, closing: -1 };
    if (text[end + 1] !== quote) return { value: value + text.slice(at, end), closing: end };
    value += text.slice(at, end + 1);
    at = end + 2;
  }
}

function endOf(text: string, lineEnd: string, from: number): number {
  const end = text.indexOf(lineEnd, from);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from;
  while (text[at] === " " && delimiter !== " ") at += 1;
  return at;
}

function trimReturns(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) === 13) end -= 1;
  return end;
}

export function isBlank(cells: readonly (string | null)[]): boolean {
  return cells.every((cell) => cell === null || cell.trim() === "");
}
