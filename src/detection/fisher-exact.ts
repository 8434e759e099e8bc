import { logGamma } from "./beta-binomial.ts";

/** Of `n` units `k` show what is looked for. */
export interface Counted {
  readonly k: number;
  readonly n: number;
}

/**
 * Fisher's exact test, two-sided: how often chance alone would spread the same hits over the two groups at least as
 * unevenly, by the probability of each table (Fisher 1935; Freeman & Halton 1951). 1 where a group is empty.
 */
export function fisherExact(one: Counted, other: Counted): number {
  const hits = one.k + other.k;
  const all = one.n + other.n;
  if (one.n === 0 || other.n === 0 || hits === 0 || hits === all) return 1;
  const first = Math.max(0, hits - other.n);
  const last = Math.min(one.n, hits);
  const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const logOf = (k: number) => logChoose(one.n, k) + logChoose(other.n, hits - k) - logChoose(all, hits);
  // Tables as likely as the one seen count among those as extreme, rounding included.
  const seen = logOf(one.k) + 1e-7;
  let sum = 0;
  for (let k = first; k <= last; k++) {
    const log = logOf(k);
    if (log <= seen) sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
