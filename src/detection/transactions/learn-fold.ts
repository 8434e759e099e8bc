import { type BinnedRows, binRows, type Cuts, cutFeatures } from "../learning/bins.ts";
import {
  type BoostedTrees,
  type BoostingOptions,
  type Lesson,
  logOdds,
  trainBoosting,
} from "../learning/boosting.ts";
import { addContributions, addPathContributions } from "../learning/tree-contributions.ts";
import { randomFrom } from "../random.ts";
import type { Feature } from "./features/feature.ts";
import { foldOf, type History, historyFeatures } from "./history-features.ts";
import { type Labels, positive, unlabelled } from "./transactions.ts";

/** What every fold learns from; the same for all threads. */
export interface School {
  readonly base: BinnedRows;
  readonly labels: Labels;
  readonly histories: readonly History[];
  readonly folds: number;
  /**
   * By row: how likely a model is to be shown it as honest where nobody inspected it. It weighs the inverse, so that the
   * whole weighs as much as though all were shown.
   */
  readonly chances: Float32Array;
  readonly boosting: BoostingOptions;
}

export interface FoldModel {
  readonly fold: number;
  readonly historyCuts: Cuts;
  readonly trees: BoostedTrees;
}

export interface FoldScores {
  readonly model: FoldModel;
  /** Log-odds of the rows of the fold, in their order. */
  readonly scores: Float64Array;
}

/**
 * Learns from the rows of all other folds and scores those of this one, which it has never seen: neither their labels
 * nor, where nobody inspected them, the pretence that they are honest (Mordelet & Vert 2014, bagging for positive and
 * unlabelled data; here by folds, so that every row is judged alike).
 */
export function learnFold(school: School, fold: number): FoldScores {
  const history = historyMatrix(
    historyFeatures(school.histories, { folds: school.folds, without: fold }),
    school.labels.length,
  );
  const historyCuts = cutFeatures(history, fold + 1);
  const data = joinBins(school.base, binRows(history, historyCuts));
  const trees = trainBoosting(data, lessonOf(school, fold), {
    ...school.boosting,
    seed: school.boosting.seed + fold,
  });
  const scores: number[] = [];
  for (let row = fold; row < data.rows; row += school.folds) {
    scores.push(logOdds(trees, data.bins, row * data.features));
  }
  return { model: { fold, historyCuts, trees }, scores: Float64Array.from(scores) };
}

export interface Explanation {
  /** Contributions of every feature of every row asked for, row by row, in log-odds. */
  readonly contributions: Float32Array;
}

/** How the fold's model came to the scores of some of its rows; `exact` by Shapley values, else along the paths. */
export function explainFold(school: School, model: FoldModel, rows: Int32Array, exact: boolean): Explanation {
  const history = historyBins(school, model);
  const width = school.base.features + history.features;
  const contributions = new Float32Array(rows.length * width);
  const one = new Float64Array(width);
  const bins = new Uint8Array(width);
  for (const [i, row] of rows.entries()) {
    const { base } = school;
    bins.set(base.bins.subarray(row * base.features, (row + 1) * base.features));
    bins.set(history.bins.subarray(row * history.features, (row + 1) * history.features), base.features);
    one.fill(0);
    (exact ? addContributions : addPathContributions)(model.trees, bins, 0, one);
    contributions.set(one, i * width);
  }
  return { contributions };
}

const lastBins = new WeakMap<School, { readonly model: FoldModel; readonly bins: BinnedRows }>();

/** Chunks of rows of one fold come one after another, and share them. */
function historyBins(school: School, model: FoldModel): BinnedRows {
  const last = lastBins.get(school);
  if (last?.model.fold === model.fold) return last.bins;
  const features = historyFeatures(school.histories, { folds: school.folds, without: model.fold });
  const bins = binRows(historyMatrix(features, school.labels.length), model.historyCuts);
  lastBins.set(school, { model, bins });
  return bins;
}

function historyMatrix(features: readonly Feature[], rows: number) {
  return { rows, names: features.map(({ name }) => name), columns: features.map(({ values }) => values) };
}

function joinBins(base: BinnedRows, history: BinnedRows): BinnedRows {
  const features = base.features + history.features;
  const bins = new Uint8Array(new SharedArrayBuffer(base.rows * features));
  for (let row = 0; row < base.rows; row++) {
    const to = row * features;
    for (let f = 0; f < base.features; f++) bins[to + f] = base.bins[row * base.features + f] as number;
    for (let f = 0; f < history.features; f++) {
      bins[to + base.features + f] = history.bins[row * history.features + f] as number;
    }
  }
  return { rows: base.rows, features, bins };
}

function lessonOf({ labels, folds, chances, boosting }: School, fold: number): Lesson {
  const random = randomFrom(boosting.seed * 1000 + fold);
  const rows: number[] = [];
  for (let row = 0; row < labels.length; row++) {
    const isDrawn = random() < (chances[row] as number);
    if (foldOf(row, folds) !== fold && (labels[row] !== unlabelled || isDrawn)) rows.push(row);
  }
  return {
    rows: Int32Array.from(rows),
    labels: Uint8Array.from(rows, (row) => (labels[row] === positive ? 1 : 0)),
    weights: Float64Array.from(rows, (row) =>
      labels[row] === unlabelled ? 1 / (chances[row] as number) : 1,
    ),
  };
}
