export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Bins of equal width (Freedman & Diaconis 1981, held between 8 and 48), or of equal ratio on a log scale. Values on a
 * log scale are all above 0.
 */
export function histogramBins(values: readonly number[], scale: "linear" | "log"): Bin[] {
  const scaled = (scale === "log" ? values.map(Math.log10) : [...values]).sort((a, b) => a - b);
  const first = scaled[0];
  const last = scaled.at(-1);
  if (first === undefined || last === undefined) return [];
  // Values that differ in their last digits only have no room for edges between them.
  const size = Math.max(Math.abs(first), Math.abs(last), scale === "log" ? 1 : 0);
  const isOne = last - first <= 1e-9 * size;
  const span = isOne ? Math.max(Math.abs(first) * 0.1, 1e-6) : last - first;
  const low = isOne ? first - span / 2 : first;
  const n = isOne ? 1 : binCount(scaled, span);
  const counts = new Array<number>(n).fill(0);
  for (const value of scaled) {
    const i = Math.min(n - 1, Math.max(0, Math.floor(((value - low) / span) * n)));
    counts[i] = (counts[i] ?? 0) + 1;
  }
  const edge = (i: number) => {
    const at = low + (span * i) / n;
    return scale === "log" ? 10 ** at : at;
  };
  return counts.map((count, i) => ({ from: edge(i), to: edge(i + 1), count }));
}

function binCount(sorted: readonly number[], span: number): number {
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const width = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length);
  const n = width > 0 ? Math.ceil(span / width) : Math.ceil(Math.sqrt(sorted.length));
  return Math.min(48, Math.max(8, n));
}
