import { missingBin, mostBins } from "./bins.ts";

export interface SplitRules {
  readonly l2: number;
  /** Least sum of hessians on either side. */
  readonly minChildWeight: number;
  /** Least gain of a split. */
  readonly minGain?: number;
  /** Of every feature 1 where the score may only rise with it, −1 where it may only fall, 0 where it is free. */
  readonly monotone?: Int8Array;
  readonly features: Int32Array;
}

export interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
  readonly leftValue: number;
  readonly rightValue: number;
  readonly monotone: number;
}

interface Sums {
  readonly gradient: number;
  readonly hessian: number;
  /** Bounds that monotone splits above have set. */
  readonly least: number;
  readonly most: number;
}

export function leafValue(gradient: number, hessian: number, l2: number): number {
  return -gradient / (hessian + l2);
}

/**
 * The split of the greatest gain; missing values go wherever they gain more, and to the right where none stood in
 * training. The first of equals wins, so that the order of features decides and nothing else.
 */
export function findSplit(histogram: Float64Array, sums: Sums, rules: SplitRules): Split | undefined {
  let best: Split | undefined;
  for (let f = 0; f < rules.features.length; f++) {
    const feature = rules.features[f] as number;
    const of = histogram.subarray(f * mostBins * 2, (f + 1) * mostBins * 2);
    const found = bestOfFeature(of, feature, sums, rules, best?.gain ?? rules.minGain ?? 1e-9);
    if (found) best = found;
  }
  return best;
}

function bestOfFeature(
  of: Float64Array,
  feature: number,
  sums: Sums,
  rules: SplitRules,
  toBeat: number,
): Split | undefined {
  const missingGradient = of[2 * missingBin] as number;
  const missingHessian = of[2 * missingBin + 1] as number;
  const worth = worthOf(sums, rules, rules.monotone?.[feature] ?? 0);
  let last = mostBins - 1;
  while (last > 0 && of[2 * last + 1] === 0) last--;
  let best = toBeat;
  let found: { bin: number; missingLeft: boolean; gradient: number; hessian: number } | undefined;
  for (const missingLeft of missingHessian > 0 ? [false, true] : [false]) {
    let gradient = missingLeft ? missingGradient : 0;
    let hessian = missingLeft ? missingHessian : 0;
    // A split after the last bin parts the missing values from all others.
    const end = missingHessian > 0 && !missingLeft ? last : last - 1;
    for (let bin = 1; bin <= end; bin++) {
      const added = of[2 * bin + 1] as number;
      if (added === 0) continue;
      gradient += of[2 * bin] as number;
      hessian += added;
      if (hessian < rules.minChildWeight) continue;
      if (sums.hessian - hessian < rules.minChildWeight) break;
      const gain = worth(gradient, hessian);
      if (gain <= best) continue;
      best = gain;
      found = { bin, missingLeft, gradient, hessian };
    }
  }
  return found && splitOf(feature, found, best, sums, rules);
}

/** What a split gains whose left side has these sums. */
function worthOf(sums: Sums, { l2 }: SplitRules, direction: number): (g: number, h: number) => number {
  const { gradient, hessian } = sums;
  if (direction === 0 && sums.least === -Infinity && sums.most === Infinity) {
    const whole = (gradient * gradient) / (hessian + l2);
    return (g, h) => {
      const rest = gradient - g;
      return 0.5 * ((g * g) / (h + l2) + (rest * rest) / (hessian - h + l2) - whole);
    };
  }
  // −(G·v + ½(H + λ)·v²) is what a leaf of value v gains.
  const leaf = (g: number, h: number, v: number) => -(g * v + 0.5 * (h + l2) * v * v);
  const whole = leaf(gradient, hessian, within(sums, leafValue(gradient, hessian, l2)));
  return (g, h) => {
    const left = within(sums, leafValue(g, h, l2));
    const right = within(sums, leafValue(gradient - g, hessian - h, l2));
    if (direction * (right - left) < 0) return -Infinity;
    return leaf(g, h, left) + leaf(gradient - g, hessian - h, right) - whole;
  };
}

const within = ({ least, most }: Sums, value: number) => Math.min(most, Math.max(least, value));

function splitOf(
  feature: number,
  {
    bin,
    missingLeft,
    gradient,
    hessian,
  }: { bin: number; missingLeft: boolean; gradient: number; hessian: number },
  gain: number,
  sums: Sums,
  { l2, monotone }: SplitRules,
): Split {
  return {
    feature,
    bin,
    missingLeft,
    gain,
    leftGradient: gradient,
    leftHessian: hessian,
    leftValue: within(sums, leafValue(gradient, hessian, l2)),
    rightValue: within(sums, leafValue(sums.gradient - gradient, sums.hessian - hessian, l2)),
    monotone: monotone?.[feature] ?? 0,
  };
}
