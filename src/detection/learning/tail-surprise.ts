/**
 * −ln of the share of rows whose value is at least as great: about 0 for the least, ln(n + 1) for a single greatest one. Ties
 * share their value. Nonparametric, so that a strictly rising transform of the values changes nothing.
 */
export function tailSurprise(values: Float32Array): Float32Array {
  const sorted = values.slice().sort();
  return values.map((value) => {
    const atLeast = sorted.length - firstAtLeast(sorted, value);
    return Math.log((sorted.length + 1) / atLeast);
  });
}

function firstAtLeast(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
