/** One line of the table: a measured value and, where the project states one, its limit. */
export interface Result {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
  readonly limit?: { readonly most: number } | { readonly least: number };
}

export function formatResult({ what, value, unit, note, limit }: Result): string {
  const bound = limit && ("most" in limit ? limit.most : limit.least);
  const within = limit && ("most" in limit ? value <= limit.most : value >= limit.least);
  const stated = limit ? `${"most" in limit ? "≤" : "≥"} ${bound} ${unit}` : "";
  const ratio = bound === undefined ? "" : (value / bound).toFixed(2);
  const verdict = within === undefined ? "" : within ? "met" : "NOT MET";
  const columns = [
    what.padEnd(52),
    // A share is told finely enough to be held against its limit.
    `${value.toFixed(unit === "" && value < 1 ? 4 : 2)} ${unit}`.padStart(13),
    stated.padStart(12),
    ratio.padStart(6),
    verdict.padEnd(8),
  ];
  return `${columns.join("  ")} ${note ?? ""}`.trimEnd();
}
