import { randomFrom } from "../random.ts";
import type { BinnedRows } from "./bins.ts";
import { growTree, makeScratch, type TrainingColumns } from "./grow-tree.ts";
import { leafOf, type Tree } from "./tree.ts";

export interface BoostingOptions {
  /** Trees at most; fewer where a held-out part stops improving. */
  readonly trees: number;
  readonly learningRate: number;
  readonly leaves: number;
  readonly l2: number;
  readonly minChildWeight: number;
  /** Share of the features that each tree may ask for. */
  readonly featureShare: number;
  /** Of every feature 1 where the score may only rise with it, −1 where it may only fall, 0 where it is free. */
  readonly monotone?: Int8Array;
  readonly seed: number;
  /** Trees without a better held-out loss after which it stops. */
  readonly patience?: number;
}

/** Rows to learn from: `labels` 1 or 0 and weights, both in the order of `rows`. */
export interface Lesson {
  readonly rows: Int32Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** Log-odds = start + the leaves of all trees. */
export interface BoostedTrees {
  readonly start: number;
  readonly trees: readonly Tree[];
}

/**
 * Gradient boosting of binary log-loss by second order (Friedman 2001; Chen & Guestrin 2016) over binned features.
 * With a held-out lesson and `patience` it keeps the trees up to the least held-out loss.
 */
export function trainBoosting(
  data: BinnedRows,
  lesson: Lesson,
  options: BoostingOptions,
  heldOut?: Lesson,
): BoostedTrees {
  const columns = columnsOf(data, lesson.rows);
  const start = logOddsOf(lesson);
  const scores = new Float64Array(lesson.rows.length).fill(start);
  const gradients = new Float64Array(scores.length);
  const hessians = new Float64Array(scores.length);
  const draw = featureDraw(data.features, options);
  const stop = heldOut && options.patience ? earlyStop(data, heldOut, start, options.patience) : undefined;
  const trees: Tree[] = [];
  const scratch = makeScratch(lesson.rows.length);
  while (trees.length < options.trees) {
    slopes(scores, lesson, gradients, hessians);
    const features = draw();
    const { tree, order, leaves } = growTree(columns, gradients, hessians, { ...options, features }, scratch);
    shrink(tree, options.learningRate);
    for (const { node, from, to } of leaves) {
      const value = tree.value[node] as number;
      for (let i = from; i < to; i++) {
        const row = order[i] as number;
        scores[row] = (scores[row] as number) + value;
      }
    }
    trees.push(tree);
    if (stop?.after(tree)) break;
  }
  return { start, trees: stop ? trees.slice(0, stop.best()) : trees };
}

/** Log-odds of a row whose bins begin at `offset`. */
export function logOdds({ start, trees }: BoostedTrees, bins: Uint8Array, offset: number): number {
  let sum = start;
  for (const tree of trees) sum += tree.value[leafOf(tree, bins, offset)] as number;
  return sum;
}

/** One model whose log-odds are the mean of theirs, in features and contributions too. */
export function averageOf(models: readonly BoostedTrees[]): BoostedTrees {
  const share = 1 / models.length;
  return {
    start: models.reduce((sum, { start }) => sum + start, 0) * share,
    trees: models.flatMap(({ trees }) =>
      trees.map((tree) => ({ ...tree, value: tree.value.map((value) => value * share) })),
    ),
  };
}

export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

function columnsOf({ bins, features }: BinnedRows, rows: Int32Array): TrainingColumns {
  const columns = Array.from({ length: features }, () => new Uint8Array(rows.length));
  for (let i = 0; i < rows.length; i++) {
    const offset = (rows[i] as number) * features;
    for (let f = 0; f < features; f++) (columns[f] as Uint8Array)[i] = bins[offset + f] as number;
  }
  return { rows: rows.length, columns };
}

function logOddsOf({ labels, weights }: Lesson): number {
  let positive = 0;
  let all = 0;
  for (let i = 0; i < labels.length; i++) {
    const weight = weights[i] as number;
    all += weight;
    if (labels[i] === 1) positive += weight;
  }
  const share = Math.min(1 - 1e-9, Math.max(1e-9, positive / all));
  return Math.log(share / (1 - share));
}

function slopes(scores: Float64Array, lesson: Lesson, gradients: Float64Array, hessians: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    const p = probabilityOf(scores[i] as number);
    const weight = lesson.weights[i] as number;
    gradients[i] = weight * (p - (lesson.labels[i] as number));
    hessians[i] = weight * Math.max(p * (1 - p), 1e-12);
  }
}

function shrink(tree: Tree, rate: number): void {
  for (let node = 0; node < tree.value.length; node++) tree.value[node] = (tree.value[node] as number) * rate;
}

/** Draws the features of the next tree, without repeats and in ascending order. */
function featureDraw(count: number, { featureShare, seed }: BoostingOptions): () => Int32Array {
  const random = randomFrom(seed);
  const wanted = Math.max(1, Math.min(count, Math.round(count * featureShare)));
  return () => {
    const pool = Int32Array.from({ length: count }, (_, i) => i);
    for (let i = 0; i < wanted && wanted < count; i++) {
      const j = i + Math.floor(random() * (count - i));
      const [a, b] = [pool[i] as number, pool[j] as number];
      pool[i] = b;
      pool[j] = a;
    }
    return pool.slice(0, wanted).sort();
  };
}

function earlyStop(data: BinnedRows, heldOut: Lesson, start: number, patience: number) {
  const scores = new Float64Array(heldOut.rows.length).fill(start);
  let least = lossOf(scores, heldOut);
  let best = 0;
  let grown = 0;
  return {
    after(tree: Tree): boolean {
      grown++;
      for (let i = 0; i < scores.length; i++) {
        const leaf = leafOf(tree, data.bins, (heldOut.rows[i] as number) * data.features);
        scores[i] = (scores[i] as number) + (tree.value[leaf] as number);
      }
      const loss = lossOf(scores, heldOut);
      if (loss < least) [least, best] = [loss, grown];
      return grown - best >= patience;
    },
    best: () => best,
  };
}

function lossOf(scores: Float64Array, { labels, weights }: Lesson): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    const signed = (labels[i] === 1 ? -1 : 1) * (scores[i] as number);
    const term = signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed));
    loss += (weights[i] as number) * term;
  }
  return loss;
}
