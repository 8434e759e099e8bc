import { z } from "zod";
import { randomFrom } from "../../detection/index.ts";
import { share, shareOf } from "./share.ts";

const withInterval = z.object({ value: z.number(), least: z.number(), most: z.number() });
type WithInterval = z.infer<typeof withInterval>;

export const calibration = z.object({
  decided: z.int(),
  confirmed: z.int(),
  /** Decided, of both outcomes, before any figure below is told. */
  fewest: z.int(),
  /** Mean squared distance of weight and outcome; absent while too few are decided. */
  brier: withInterval.optional(),
  /** What the score would be by saying the same share of every alert: a weight that tells something is below it. */
  brierOfBaseRate: z.number().optional(),
  /** Expected calibration error: mean distance of weight and confirmed share over the bins. */
  error: z.number().optional(),
  /** What the error would stay below nineteen times of twenty if weights were the very chances. */
  errorByChance: z.number().optional(),
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      meanWeight: z.number(),
      confirmed: share,
    }),
  ),
});
export type Calibration = z.infer<typeof calibration>;

export interface Scored {
  /** 0–1. */
  readonly weight: number;
  readonly hit: boolean;
}

const fewest = 30;
const binCount = 10;
const mostResamples = 500;
/** Of very many decisions fewer do: their interval is narrow by itself, and the reader waits. */
const leastResamples = 100;
const drawsAtMost = 1_000_000;

/**
 * Weights in ten bins against the share confirmed, the Brier score (Brier 1950) with a 95 % bootstrap interval (Efron 1979,
 * percentiles), and the expected calibration error (Naeini et al. 2015). That error is never zero, not even of true chances,
 * so no bootstrap bounds it: beside it stands what chance alone would make of it (consistency resampling, Bröcker & Smith
 * 2007). All draws are seeded: the same decisions give the same figures. A weight is not made to be a probability; the
 * figures say how far it is from being one.
 */
export function calibrationOf(rows: readonly Scored[]): Calibration {
  const confirmed = rows.filter(({ hit }) => hit).length;
  const told = { decided: rows.length, confirmed, fewest };
  if (rows.length < fewest || confirmed === 0 || confirmed === rows.length) return { ...told, bins: [] };
  const rate = confirmed / rows.length;
  return {
    ...told,
    brier: bootstrapped(rows, brierOf),
    brierOfBaseRate: rate * (1 - rate),
    error: errorOf(rows),
    errorByChance: errorByChance(rows),
    bins: binsOf(rows).map((own, i) => ({
      from: i / binCount,
      to: (i + 1) / binCount,
      meanWeight: meanOf(own.map(({ weight }) => weight)),
      confirmed: shareOf(own.filter(({ hit }) => hit).length, own.length),
    })),
  };
}

export function brierOf(rows: readonly Scored[]): number {
  return meanOf(rows.map(({ weight, hit }) => (weight - (hit ? 1 : 0)) ** 2));
}

export function errorOf(rows: readonly Scored[]): number {
  const parts = binsOf(rows).map((own) => {
    const gap = meanOf(own.map(({ weight }) => weight)) - meanOf(own.map(({ hit }): number => (hit ? 1 : 0)));
    return own.length * Math.abs(gap);
  });
  return parts.reduce((sum, part) => sum + part, 0) / rows.length;
}

function binsOf(rows: readonly Scored[]): Scored[][] {
  const bins = Array.from({ length: binCount }, (): Scored[] => []);
  for (const row of rows) {
    bins[Math.min(binCount - 1, Math.max(0, Math.floor(row.weight * binCount)))]?.push(row);
  }
  return bins;
}

const meanOf = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const resamplesOf = (rows: readonly Scored[]) =>
  Math.max(leastResamples, Math.min(mostResamples, Math.floor(drawsAtMost / rows.length)));

function errorByChance(rows: readonly Scored[]): number {
  const random = randomFrom(rows.length);
  const found = Array.from({ length: resamplesOf(rows) }, () =>
    errorOf(rows.map(({ weight }) => ({ weight, hit: random() < weight }))),
  ).sort((a, b) => a - b);
  return found[Math.floor(0.95 * (found.length - 1))] ?? Number.NaN;
}

function bootstrapped(rows: readonly Scored[], statistic: (rows: readonly Scored[]) => number): WithInterval {
  const random = randomFrom(rows.length);
  const resamples = resamplesOf(rows);
  const found = Array.from({ length: resamples }, () =>
    statistic(rows.map((row) => rows[Math.floor(random() * rows.length)] ?? row)),
  ).sort((a, b) => a - b);
  const at = (quantile: number) => found[Math.floor(quantile * (resamples - 1))] ?? Number.NaN;
  return { value: statistic(rows), least: at(0.025), most: at(0.975) };
}
