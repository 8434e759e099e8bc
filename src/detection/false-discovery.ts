/**
 * Benjamini–Hochberg q-values. `tests` counts every hypothesis of the run, also those whose p was too large to report;
 * the p-values given are the smallest of them. Source: Benjamini & Hochberg (1995), step-up in its adjusted form.
 */
export function falseDiscoveryRates(pValues: readonly number[], tests: number): number[] {
  const m = Math.max(tests, pValues.length);
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const q = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank--) {
    const i = order[rank - 1] ?? 0;
    smallest = Math.min(smallest, ((pValues[i] ?? 1) * m) / rank);
    q[i] = smallest;
  }
  return q;
}
