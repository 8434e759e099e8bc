/**
 * P(X ≥ hits) of `trials` with chance `share`, summed from the first term up, so that tiny tails keep their digits; 1
 * where no more hits are there than expected.
 */
export function binomialTail(hits: number, trials: number, share: number): number {
  if (hits <= trials * share || share >= 1) return 1;
  if (share <= 0 || hits > trials) return 0;
  const odds = Math.log(share) - Math.log1p(-share);
  let log = trials * Math.log1p(-share) + hits * odds;
  for (let k = 1; k <= hits; k++) log += Math.log((trials - k + 1) / k);
  let sum = 0;
  for (let k = hits; k <= trials; k++) {
    const term = Math.exp(log);
    sum += term;
    // Beyond the mean the terms fall faster than a geometric series.
    if (term < sum * 1e-12) break;
    log += Math.log((trials - k) / (k + 1)) + odds;
  }
  return Math.min(1, sum);
}
