/** Clopper & Pearson's exact bounds of a share of which `hits` in `trials` were seen, by bisecting the binomial tail. */
export function binomialBounds(
  hits: number,
  trials: number,
  confidence: number,
): { readonly least: number; readonly most: number } {
  const tail = (1 - confidence) / 2;
  const least = hits === 0 ? 0 : bisect((share) => 1 - atMost(hits - 1, trials, share) - tail);
  const most = hits === trials ? 1 : bisect((share) => tail - atMost(hits, trials, share));
  return { least, most };
}

/** P(X ≤ hits), term by term. */
function atMost(hits: number, trials: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return hits >= trials ? 1 : 0;
  const odds = Math.log(share) - Math.log1p(-share);
  let log = trials * Math.log1p(-share);
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    sum += Math.exp(log);
    log += Math.log((trials - k) / (k + 1)) + odds;
  }
  return Math.min(1, sum);
}

/** Where a rising function crosses zero between 0 and 1. */
function bisect(rising: (share: number) => number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
