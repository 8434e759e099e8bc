import { z } from "zod";
import type { MonthlyRows, RunProfile, Spread } from "./run-profile.ts";
import { stabilityOf } from "./stability-index.ts";

/** Something is not as it was: what moved, from where to where, and whether it did so a year before too. */
export const driftNotice = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("rows"),
    table: z.string(),
    month: z.string(),
    rows: z.number(),
    /** Median of the months before. */
    usual: z.number(),
    /** The same month a year before. */
    yearBefore: z.number().optional(),
  }),
  z.object({
    what: z.literal("spread"),
    measure: z.enum(["amount", "price-level", "quantity"]),
    currency: z.string().optional(),
    index: z.number(),
    /** Medians by the bins: minor units for amounts. */
    medianBefore: z.number(),
    medianNow: z.number(),
    /** It moved against the same months of the year before as well: the season does not explain it. */
    isSeasonal: z.boolean(),
  }),
  z.object({
    what: z.literal("weights"),
    index: z.number(),
    findings: z.number(),
    findingsBefore: z.number(),
  }),
  z.object({
    what: z.literal("detector"),
    detector: z.string(),
    kept: z.number(),
    before: z.number(),
  }),
]);
type DriftNotice = z.infer<typeof driftNotice>;

/** Every comparison, whether or not it is worth a notice: what a person who doubts the notices wants to see. */
export interface Drift {
  readonly notices: DriftNotice[];
  readonly compared: number;
}

/** A run as far as drift is concerned. */
export interface ProfiledRun {
  readonly profile: RunProfile | undefined;
  /** Findings kept by each detector that ran. */
  readonly kept: ReadonlyMap<string, number>;
}

/** What moved within the data of a run, and between its findings and those of the run before. */
export function driftOf(run: ProfiledRun, before: ProfiledRun | undefined): Drift {
  const { rows = [], spreads = [] } = run.profile ?? {};
  const found = [
    ...rows.map(rowsMoved),
    ...spreads.map(spreadMoved),
    ...(run.profile && before?.profile ? [weightsMoved(run.profile, before.profile)] : []),
    ...(before ? [...run.kept].map(([id, kept]) => detectorMoved(id, kept, before.kept.get(id))) : []),
  ];
  return { notices: found.filter((one) => one !== undefined), compared: found.length };
}

const fewestMonths = 6;
const leastRatio = 1.5;
const mostDeviations = 4;

/**
 * The last whole month against up to twelve before, by median and median absolute deviation of logarithms. A month that
 * is as the same month a year before is the season, and no news.
 */
function rowsMoved({ table, months }: MonthlyRows): DriftNotice | undefined {
  const last = months.at(-1);
  const reference = months.slice(-13, -1).map(({ rows }) => rows);
  if (!last || reference.length < fewestMonths) return undefined;
  const logs = reference.map((rows) => Math.log(rows + 1));
  const centre = medianOf(logs);
  // Counts differ by chance alone as √n does: the spread is never taken to be less.
  const chance = 1 / Math.sqrt(Math.exp(centre));
  const deviation = Math.max(1.4826 * medianOf(logs.map((log) => Math.abs(log - centre))), chance, 0.05);
  const distance = Math.log(last.rows + 1) - centre;
  if (Math.abs(distance) < Math.log(leastRatio) || Math.abs(distance) < mostDeviations * deviation)
    return undefined;
  const yearBefore = months.at(-13)?.rows;
  if (yearBefore !== undefined && isNear(last.rows, yearBefore)) return undefined;
  return {
    what: "rows",
    table,
    month: last.month,
    rows: last.rows,
    usual: Math.round(medianOf(reference)),
    ...(yearBefore === undefined ? {} : { yearBefore }),
  };
}

const isNear = (a: number, b: number) => Math.abs(Math.log((a + 1) / (b + 1))) < Math.log(leastRatio);

const shift = 0.1;
const certain = 0.001;

const hasMoved = ({ index, pValue }: ReturnType<typeof stabilityOf>) => index > shift && pValue < certain;

function spreadMoved({ measure, currency, bounds, now, before, season }: Spread): DriftNotice | undefined {
  const stability = stabilityOf(before, now);
  if (!hasMoved(stability)) return undefined;
  const seasonCount = season.reduce((sum, count) => sum + count, 0);
  return {
    what: "spread",
    measure,
    ...(currency === undefined ? {} : { currency }),
    index: stability.index,
    medianBefore: medianOfBins(bounds, before),
    medianNow: medianOfBins(bounds, now),
    isSeasonal: seasonCount >= 50 && !hasMoved(stabilityOf(season, now)),
  };
}

function weightsMoved(now: RunProfile, before: RunProfile): DriftNotice | undefined {
  const stability = stabilityOf(before.weights, now.weights);
  if (!hasMoved(stability)) return undefined;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    what: "weights",
    index: stability.index,
    findings: sum(now.weights),
    findingsBefore: sum(before.weights),
  };
}

/** Twice as many or half, and by more than chance: √a and √b of two Poisson counts differ by √½ at one deviation. */
function detectorMoved(detector: string, kept: number, before: number | undefined): DriftNotice | undefined {
  if (before === undefined) return undefined;
  const distance = Math.abs(Math.sqrt(kept) - Math.sqrt(before)) / Math.SQRT1_2;
  const ratio = (Math.max(kept, before) + 1) / (Math.min(kept, before) + 1);
  if (ratio < 2 || distance < mostDeviations) return undefined;
  return { what: "detector", detector, kept, before };
}

/** Within its bin by straight line; the outermost bins have but one bound, which then stands for them. */
export function medianOfBins(bounds: readonly number[], counts: readonly number[]): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let passed = 0;
  for (const [i, count] of counts.entries()) {
    if (passed + count >= half && count > 0) {
      const [low, high] = [bounds[i - 1], bounds[i]];
      if (low === undefined || high === undefined) return low ?? high ?? 0;
      return low + ((half - passed) / count) * (high - low);
    }
    passed += count;
  }
  return bounds.at(-1) ?? 0;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}
