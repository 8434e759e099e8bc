import type { Bilingual } from "../../platform/index.ts";
import { randomFrom } from "../random.ts";
import { averagePrecision, precisionAlong } from "./average-precision.ts";

/** Held-out inspections that neither model learned from, scored by both. */
export interface Contest {
  readonly labels: ArrayLike<number>;
  readonly inService: ArrayLike<number>;
  readonly candidate: ArrayLike<number>;
}

export interface ContestOptions {
  readonly resamples?: number;
  readonly seed?: number;
  /** Share of the resamples in which the candidate must be better. */
  readonly certainty?: number;
  /** Falsified rows below which nothing is decided. */
  readonly leastPositives?: number;
}

export interface Decision {
  readonly takesOver: boolean;
  readonly inService: number;
  readonly candidate: number;
  /** 95 % interval of candidate − in service, by resampling. */
  readonly difference: { readonly least: number; readonly most: number };
  /** Share of the resamples in which the candidate was better. */
  readonly certainty: number;
  readonly why: Bilingual;
}

/**
 * Whether a new model takes over: both are judged on the same resamples of the same inspections (paired bootstrap; Efron &
 * Tibshirani 1993), by average precision. In doubt the one in service stays.
 */
export function compareModels(contest: Contest, options: ContestOptions = {}): Decision {
  const { resamples = 1_000, seed = 1, certainty: wanted = 0.9, leastPositives = 20 } = options;
  const { labels } = contest;
  const inService = averagePrecision(contest.inService, labels);
  const candidate = averagePrecision(contest.candidate, labels);
  const positives = Array.from(labels).filter((label) => label === 1).length;
  const differences = positives === 0 ? [] : resampled(contest, resamples, seed);
  const certainty =
    differences.filter((difference) => difference > 0).length / Math.max(1, differences.length);
  const at = (share: number) => differences[Math.floor(share * (differences.length - 1))] ?? Number.NaN;
  const decided = { inService, candidate, difference: { least: at(0.025), most: at(0.975) }, certainty };
  if (positives < leastPositives)
    return { ...decided, takesOver: false, why: tooFew(positives, leastPositives) };
  const takesOver = candidate > inService && certainty >= wanted;
  return { ...decided, takesOver, why: reasonOf(takesOver, certainty, wanted) };
}

/** Candidate − in service on every resample, ascending. */
function resampled({ labels, inService, candidate }: Contest, resamples: number, seed: number): number[] {
  const random = randomFrom(seed);
  const orderOf = (scores: ArrayLike<number>) =>
    Int32Array.from({ length: labels.length }, (_, i) => i).sort(
      (a, b) => (scores[b] as number) - (scores[a] as number),
    );
  const [first, second] = [orderOf(inService), orderOf(candidate)];
  const weights = new Int32Array(labels.length);
  const differences: number[] = [];
  while (differences.length < resamples) {
    weights.fill(0);
    for (let i = 0; i < labels.length; i++) {
      const row = Math.floor(random() * labels.length);
      weights[row] = (weights[row] as number) + 1;
    }
    const difference =
      precisionAlong(second, candidate, labels, weights) - precisionAlong(first, inService, labels, weights);
    differences.push(Number.isNaN(difference) ? 0 : difference);
  }
  return differences.sort((a, b) => a - b);
}

const tooFew = (found: number, wanted: number): Bilingual => ({
  zh: `留出的检查结果中只有 ${found} 行造假，少于 ${wanted} 行，不足以判断；沿用现有模型。`,
  en: `Only ${found} of the held-out inspections were falsified, fewer than ${wanted}: too few to tell, so the model in service stays.`,
});

function reasonOf(takesOver: boolean, certainty: number, wanted: number): Bilingual {
  const [found, needed] = [`${(100 * certainty).toFixed(0)} %`, `${(100 * wanted).toFixed(0)} %`];
  return takesOver
    ? {
        zh: `在 ${found} 的重抽样中新模型更好，达到所要求的 ${needed}；新模型接替。`,
        en: `The new model was better in ${found} of the resamples, and ${needed} were asked for: it takes over.`,
      }
    : {
        zh: `在 ${found} 的重抽样中新模型更好，未达到所要求的 ${needed}；沿用现有模型。`,
        en: `The new model was better in ${found} of the resamples, and ${needed} were asked for: the one in service stays.`,
      };
}
