import { probabilityOf } from "./boosting.ts";

/** Probability = 1 ÷ (1 + exp(−(slope × score + offset))); strictly rising, so that it changes no rank. */
export interface Sigmoid {
  readonly slope: number;
  readonly offset: number;
}

/**
 * Platt's calibration by Newton's method, with his targets that keep a perfect separation finite (Platt 1999; Lin, Lin
 * & Weng 2007). The slope is kept above zero: where scores say nothing it is nearly flat, never upside down.
 */
export function fitSigmoid(scores: ArrayLike<number>, labels: ArrayLike<number>): Sigmoid {
  let positives = 0;
  for (let i = 0; i < labels.length; i++) positives += labels[i] as number;
  const negatives = labels.length - positives;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  let slope = 1;
  let offset = Math.log((positives + 1) / (negatives + 1)) - meanOf(scores);
  let loss = lossAt(slope, offset, scores, labels, high, low);
  for (let round = 0; round < 100; round++) {
    const step = newtonStep(slope, offset, scores, labels, high, low);
    let size = 1;
    let next = loss;
    while (size > 1e-6) {
      next = lossAt(slope - size * step.slope, offset - size * step.offset, scores, labels, high, low);
      if (next < loss) break;
      size /= 2;
    }
    if (!(next < loss - 1e-10)) break;
    slope -= size * step.slope;
    offset -= size * step.offset;
    loss = next;
  }
  return { slope: Math.max(slope, 1e-6), offset };
}

export const calibrated = ({ slope, offset }: Sigmoid, score: number): number =>
  probabilityOf(slope * score + offset);

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}

function newtonStep(
  slope: number,
  offset: number,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  high: number,
  low: number,
) {
  let [gs, go, hss, hso, hoo] = [0, 0, 1e-9, 0, 1e-9];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    const p = probabilityOf(slope * score + offset);
    const miss = p - (labels[i] === 1 ? high : low);
    const weight = Math.max(p * (1 - p), 1e-12);
    gs += miss * score;
    go += miss;
    hss += weight * score * score;
    hso += weight * score;
    hoo += weight;
  }
  const determinant = hss * hoo - hso * hso;
  return { slope: (gs * hoo - go * hso) / determinant, offset: (go * hss - gs * hso) / determinant };
}

function lossAt(
  slope: number,
  offset: number,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  high: number,
  low: number,
): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    const x = slope * (scores[i] as number) + offset;
    const target = labels[i] === 1 ? high : low;
    loss += Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));
  }
  return loss;
}

/** Steps of a rising function: from `scores[i]` up, `values[i]`. */
export interface Steps {
  readonly scores: Float64Array;
  readonly values: Float64Array;
}

/**
 * Isotonic regression by pooling adjacent violators (Barlow et al. 1972): the rising steps nearest to the labels. Shows
 * whether the sigmoid fits; it ties scores, and is therefore no ranking.
 */
export function fitIsotonic(scores: ArrayLike<number>, labels: ArrayLike<number>): Steps {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => (scores[a] as number) - (scores[b] as number) || a - b,
  );
  const pools: Pool[] = [];
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from] as number] as number;
    const pool = { from: score, sum: 0, count: 0 };
    // Equal scores are one step from the outset.
    for (; from < order.length && scores[order[from] as number] === score; from++) {
      pool.sum += labels[order[from] as number] as number;
      pool.count++;
    }
    pools.push(pool);
    mergeDown(pools);
  }
  return {
    scores: Float64Array.from(pools, ({ from }) => from),
    values: Float64Array.from(pools, ({ sum, count }) => sum / count),
  };
}

interface Pool {
  readonly from: number;
  sum: number;
  count: number;
}

function mergeDown(pools: Pool[]): void {
  for (let top = pools.at(-1), below = pools.at(-2); top && below; top = pools.at(-1), below = pools.at(-2)) {
    if (below.sum / below.count < top.sum / top.count) return;
    below.sum += top.sum;
    below.count += top.count;
    pools.pop();
  }
}

export function stepAt({ scores, values }: Steps, score: number): number {
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scores[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  return (values[Math.max(0, low - 1)] as number) ?? Number.NaN;
}
