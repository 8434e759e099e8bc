import { randomFrom } from "./random.ts";

/** How many leading digits a test looks at. */
export type Leading = 1 | 2;

/** Shares of the leading digits 1…9 or 10…99 under Benford's law. */
export function benfordShares(leading: Leading): number[] {
  const first = 10 ** (leading - 1);
  return Array.from({ length: 9 * first }, (_, i) => Math.log10(1 + 1 / (first + i)));
}

/** Mean absolute deviation of the observed shares from the expected ones. */
export function meanAbsoluteDeviation(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return shares.reduce((sum, share, i) => sum + Math.abs((counts[i] ?? 0) / n - share), 0) / shares.length;
}

/** E[MAD] of n draws from the shares themselves: mean √(2p(1−p)/(πn)), the mean of a half-normal per cell. */
export function expectedDeviation(shares: readonly number[], n: number): number {
  return shares.reduce((sum, p) => sum + Math.sqrt((2 * p * (1 - p)) / (Math.PI * n)), 0) / shares.length;
}

export type Conformity = "close" | "acceptable" | "marginal" | "nonconforming" | "withheld";

/** Nigrini's bounds (2012) and the sizes below which 'nonconforming' and 'close' are sampling noise. */
const bounds = {
  1: { close: 0.006, acceptable: 0.012, marginal: 0.015, judgeFrom: 980, closeFrom: 6_100 },
  2: { close: 0.0012, acceptable: 0.0018, marginal: 0.0022, judgeFrom: 5_200, closeFrom: 17_500 },
} as const;

export const nonconformityBound = (leading: Leading): number => bounds[leading].marginal;

/** Nigrini's verdict on a MAD, withheld where n is too small for it to mean anything. */
export function conformity(mad: number, n: number, leading: Leading): Conformity {
  const { close, acceptable, marginal, judgeFrom, closeFrom } = bounds[leading];
  if (mad > marginal) return n < judgeFrom ? "withheld" : "nonconforming";
  if (mad <= close) return n < closeFrom ? "withheld" : "close";
  return mad <= acceptable ? "acceptable" : "marginal";
}

export interface Simulated {
  /** Mean and standard deviation of the MAD of n draws. */
  readonly mean: number;
  readonly deviation: number;
  /** (exceedances + 1) ÷ (runs + 1): never 0, since the observed sample is one of those that could be drawn. */
  readonly upperTail: number;
}

/**
 * The MAD of samples of n that follow the shares, and how often it reaches the one observed. Beyond `mostDraws` a sample
 * of that size is drawn and its MAD scaled by √, which is its rate of convergence.
 */
export function simulateDeviation(
  observed: number,
  shares: readonly number[],
  n: number,
  { runs = 999, seed = 1, mostDraws = 2_000 } = {},
): Simulated {
  const draws = Math.min(n, mostDraws);
  const scale = Math.sqrt(draws / n);
  const digitOf = sampler(shares, randomFrom(seed));
  const mads = Array.from({ length: runs }, () => {
    const counts = new Array<number>(shares.length).fill(0);
    for (let i = 0; i < draws; i++) {
      const digit = digitOf();
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    return meanAbsoluteDeviation(counts, shares) * scale;
  });
  const mean = mads.reduce((sum, mad) => sum + mad, 0) / runs;
  const variance = mads.reduce((sum, mad) => sum + (mad - mean) ** 2, 0) / Math.max(runs - 1, 1);
  const reached = mads.filter((mad) => mad >= observed).length;
  return { mean, deviation: Math.sqrt(variance), upperTail: (reached + 1) / (runs + 1) };
}

/** Draws cell numbers with the given shares by inverting their cumulative sum. */
function sampler(shares: readonly number[], random: () => number): () => number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let sum = 0;
  const cumulative = shares.map((share) => {
    sum += share / total;
    return sum;
  });
  return () => {
    const u = random();
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (u < (cumulative[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Shares of the second digit 0…9 under Benford's law: .1197, .1139, … .0850. */
export function secondDigitShares(): number[] {
  const pairs = benfordShares(2);
  return Array.from({ length: 10 }, (_, second) =>
    Array.from({ length: 9 }, (_, first) => pairs[first * 10 + second] ?? 0).reduce((sum, p) => sum + p, 0),
  );
}

/** Nigrini's bound (2012) of nonconformity for second digits. */
export const secondDigitBound = 0.012;
