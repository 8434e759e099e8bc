/** Natural logarithm of Γ(x), x > 0; Lanczos approximation (g = 7, n = 9), relative error below 1e-13. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x + 6.5;
  const series = lanczos.reduce((sum, c, i) => (i === 0 ? c : sum + c / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * P(K ≥ k) where K of n units are hit, each group having its own rate drawn from Beta(a, b): the null for shares that
 * differ from group to group more than chance alone would make them. Griffiths 1973.
 */
export function betaBinomialUpperTail(k: number, n: number, a: number, b: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  let term = Math.exp(
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + logBeta(k + a, n - k + b) - logBeta(a, b),
  );
  let sum = term;
  for (let j = k; j < n; j++) {
    term *= ((n - j) / (j + 1)) * ((a + j) / (b + n - j - 1));
    sum += term;
  }
  return Math.min(1, sum);
}

/** Beta parameters for a mean rate and the correlation of two units of one group (0 < both < 1). */
export function betaFrom(rate: number, correlation: number): { a: number; b: number } {
  const strength = 1 / correlation - 1;
  return { a: rate * strength, b: (1 - rate) * strength };
}
