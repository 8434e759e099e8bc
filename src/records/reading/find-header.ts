export interface Header {
  /** Rows above the header that hold something. */
  readonly titles: number;
  /** Place of the header among the rows; `undefined` where the first row is already data. */
  readonly at: number | undefined;
  /** Place of the first data row. */
  readonly dataAt: number;
}

type Cells = readonly (string | null)[];

const searchedRows = 40;
const comparedRows = 100;

/** Looks for the row that names the columns; titles, dates of print and blank rows may stand above it. */
export function findHeader(rows: readonly Cells[]): Header {
  const filled = rows.map((row) => row.filter(isFilled).length);
  const first = filled.findIndex((count) => count > 0);
  if (first < 0) return { titles: 0, at: undefined, dataAt: rows.length };
  const usual = upperQuartile(filled.filter((count) => count > 0));
  const enough = usual <= 1 ? 1 : Math.max(2, Math.ceil(usual * 0.6));
  const found = filled.findIndex((count, i) => i < searchedRows && count >= enough);
  const candidate = found < 0 ? first : found;
  const titles = filled.slice(0, candidate).filter((count) => count > 0).length;
  const below = rows.slice(candidate + 1).filter((row) => row.some(isFilled));
  if (namesColumns(rows[candidate] ?? [], below.slice(0, comparedRows), titles > 0)) {
    return { titles, at: candidate, dataAt: candidate + 1 };
  }
  return { titles, at: undefined, dataAt: candidate };
}

/** A header differs from what stands below it: words above numbers, no digits above codes, names that do not repeat. */
function namesColumns(candidate: Cells, below: readonly Cells[], hasTitles: boolean): boolean {
  let votes = hasTitles ? 1 : 0;
  const names = candidate.filter(isFilled);
  if (below.length === 0) return names.every((name) => !looksLikeValue(name));
  for (const [i, name] of candidate.entries()) {
    if (!isFilled(name)) continue;
    const values = below.map((row) => row[i] ?? null).filter(isFilled);
    if (values.length === 0) continue;
    const share = (test: (value: string) => boolean) => values.filter(test).length / values.length;
    if (looksLikeValue(name)) votes -= share(looksLikeValue) > 0.7 ? 2 : 0;
    else if (share(looksLikeValue) > 0.7) votes += 2;
    else if (values.includes(name)) votes -= 2;
    else if (!/\d/.test(name) && share((value) => /\d/.test(value)) > 0.7) votes += 1;
    else if (/\d/.test(name) && share((value) => /\d/.test(value)) > 0.9) votes -= 1;
  }
  if (votes !== 0) return votes > 0;
  return new Set(names).size === names.length && names.every((name) => name.length <= 60);
}

const number = /^[-+(]?\s*[¥￥$€£]?\s*[-+]?\d[\d.,\s']*\)?\s*%?$/;
const date = /^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)?([ T]\d{1,2}:\d{2}.*)?$/;

function looksLikeValue(text: string): boolean {
  const bare = text.trim();
  return (
    number.test(bare) ||
    date.test(bare) ||
    /^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(bare) ||
    /^https?:\/\//.test(bare)
  );
}

/** Trimmed, one line, unique by a suffix; `column_N` where the source gives no name. */
export function nameColumns(header: Cells, width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, i) => {
    const clean = (header[i] ?? "").replace(/[\s\u200b\ufeff\p{Cc}]+/gu, " ").trim();
    const base = clean === "" ? `column_${i + 1}` : clean;
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}

/** Number of cells up to the last that holds something. */
export function filledWidth(row: Cells): number {
  return row.findLastIndex(isFilled) + 1;
}

function isFilled(cell: string | null): cell is string {
  return cell !== null && cell.trim() !== "";
}

function upperQuartile(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.75)] ?? 0;
}
