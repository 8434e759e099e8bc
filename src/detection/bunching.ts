import { randomFrom } from "./random.ts";

export interface Bunching {
  readonly observed: number;
  /** What the polynomial through the bins outside makes of the window. */
  readonly expected: number;
  readonly excess: number;
  /** 2.5 % and 97.5 % quantiles of the excess over bootstrap samples. */
  readonly interval: readonly [number, number];
  /** Excess ÷ its bootstrap standard deviation. */
  readonly z: number;
}

export interface BunchingOptions {
  /** Bins [from, to) hold the bunched mass; bins [from, clear) are left out of the fit, since mass was moved there or away. */
  readonly from: number;
  readonly to: number;
  readonly clear: number;
  readonly degree?: number;
  readonly runs?: number;
  readonly seed?: number;
}

/**
 * Excess mass in a window of a histogram: a polynomial is fitted to the bins outside it (Chetty et al. 2011), and the
 * whole is repeated on Poisson bootstrap samples of the bins. Counts must have at least degree + 2 bins outside.
 */
export function bunchingOf(counts: readonly number[], options: BunchingOptions): Bunching {
  const { runs = 200, seed = 1 } = options;
  const random = randomFrom(seed);
  const { observed, expected } = measure(counts, options);
  const samples = Array.from({ length: runs }, () => {
    const drawn = measure(
      counts.map((count) => poisson(count, random)),
      options,
    );
    return drawn.observed - drawn.expected;
  }).sort((a, b) => a - b);
  const mean = samples.reduce((sum, value) => sum + value, 0) / runs;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, runs - 1);
  const quantile = (share: number) => samples[Math.round(share * (runs - 1))] ?? 0;
  const excess = observed - expected;
  return {
    observed,
    expected,
    excess,
    interval: [quantile(0.025), quantile(0.975)],
    z: excess / Math.max(Math.sqrt(variance), 1),
  };
}

function measure(counts: readonly number[], { from, to, clear, degree = 3 }: BunchingOptions) {
  const scale = counts.length / 2;
  const x = (bin: number) => (bin + 0.5) / scale - 1;
  const outside = counts.flatMap((count, bin) =>
    bin < from || bin >= clear ? [[x(bin), count] as const] : [],
  );
  const fitted = fitPolynomial(outside, degree);
  let observed = 0;
  let expected = 0;
  for (let bin = from; bin < to; bin++) {
    observed += counts[bin] ?? 0;
    expected += Math.max(0, fitted(x(bin)));
  }
  return { observed, expected };
}

/** Least squares by normal equations and Gaussian elimination with pivoting; x should lie in [−1, 1]. */
export function fitPolynomial(
  points: readonly (readonly [x: number, y: number])[],
  degree: number,
): (x: number) => number {
  const size = degree + 1;
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => points.reduce((sum, [x]) => sum + x ** (i + j), 0)),
    points.reduce((sum, [x, y]) => sum + y * x ** i, 0),
  ]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(at(i, k)) > Math.abs(at(pivot, k))) pivot = i;
    const [upper, lower] = [rows[pivot] ?? [], rows[k] ?? []];
    rows[k] = upper;
    if (pivot !== k) rows[pivot] = lower;
    for (let i = 0; i < size; i++) {
      if (i === k || at(k, k) === 0) continue;
      const factor = at(i, k) / at(k, k);
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(k, j));
    }
  }
  const coefficients = rows.map((row, i) => (row[i] ? (row[size] ?? 0) / row[i] : 0));
  return (x) => coefficients.reduceRight((sum, c) => sum * x + c, 0);
}

/**
 * McCrary (2008): the jump of the log density at a cut-off, by local linear fits with a triangular kernel to the bins on
 * either side. `bandwidth` in bins. Negative where the density drops, as it does just above a limit that is kept under.
 */
export function densityJump(
  counts: readonly number[],
  cut: number,
  bandwidth: number,
): { jump: number; z: number } | undefined {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const side = (first: number, last: number) => {
    let [s0, s1, s2, t0, t1] = [0, 0, 0, 0, 0];
    for (let bin = Math.max(0, first); bin < Math.min(counts.length, last); bin++) {
      const d = bin + 0.5 - cut;
      const weight = 1 - Math.abs(d) / bandwidth;
      if (weight <= 0) continue;
      const y = counts[bin] ?? 0;
      s0 += weight;
      s1 += weight * d;
      s2 += weight * d * d;
      t0 += weight * y;
      t1 += weight * d * y;
    }
    return (s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1);
  };
  const below = side(cut - bandwidth, cut) / n;
  const above = side(cut, cut + bandwidth) / n;
  if (!(below > 0 && above > 0)) return undefined;
  const jump = Math.log(above) - Math.log(below);
  const error = Math.sqrt(((24 / 5) * (1 / above + 1 / below)) / (n * bandwidth));
  return { jump, z: jump / error };
}

/** Poisson draws; by multiplication for small means (Knuth), by the normal for large ones, where it differs by nothing that matters. */
function poisson(mean: number, random: () => number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const least = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > least) {
    product *= random();
    count++;
  }
  return count;
}
