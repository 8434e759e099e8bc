/**
 * Upper tail of the standard normal distribution, P(Z > z); relative error below 1.2e-7.
 * Source: Numerical Recipes, 3rd ed., §6.2.2 (erfc by Chebyshev fitting), which stays accurate deep in the tail.
 */
export function normalUpperTail(z: number): number {
  return 0.5 * erfc(z / Math.SQRT2);
}

const coefficients = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const polynomial = coefficients.reduceRight((sum, c) => sum * t + c, 0);
  const tail = t * Math.exp(-x * x + polynomial);
  return x >= 0 ? tail : 2 - tail;
}
