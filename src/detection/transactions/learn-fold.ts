import { type BinnedRows, binRows, type Cuts, cutFeatures } from "../learning/bins.ts";
import { averageOf, type BoostingOptions, type Lesson, trainBoosting } from "../learning/boosting.ts";
import type { FeatureMatrix } from "../learning/feature-matrix.ts";
import { figuresOf } from "../learning/figures.ts";
import { addMixedContributions, type Mixture, mixedLogOdds } from "../learning/mixture.ts";
import { type NetworkOptions, trainNetwork } from "../learning/train-network.ts";
import { randomFrom } from "../random.ts";
import { foldOf, type History, historyFeatures } from "./history-features.ts";
import { type Labels, positive, unlabelled } from "./transactions.ts";

/** What every fold learns from; the same for all threads. */
export interface School {
  readonly base: BinnedRows;
  /** What the bins of each feature stand for to a network. */
  readonly figures: readonly Float64Array[];
  readonly labels: Labels;
  readonly histories: readonly History[];
  readonly folds: number;
  /** By row a bit for each fold whose model learns from it. */
  readonly shown: Uint16Array;
  /** Ways of taking rows that nobody inspected, by row what they weigh: a fold's trees are the mean of one for each, its network learns by the last. */
  readonly doubts: readonly Float32Array[];
  readonly boosting: BoostingOptions;
  /** Absent where too little was found to teach one. */
  readonly network: NetworkOptions | undefined;
}

export interface FoldModel extends Mixture {
  readonly fold: number;
  readonly historyCuts: Cuts;
}

export interface FoldScores {
  readonly model: FoldModel;
  /** Rows that the model judges, none of which it learned from. */
  readonly rows: Int32Array;
  /** Their log-odds. */
  readonly scores: Float64Array;
}

/** What falsified rows weigh: they are few, and a hidden one may stand among those that read as honest. */
const positiveWeight = 2;
/** Models whose mean is the score of a row that nobody inspected. */
const mostJudges = 4;

/**
 * A bit for each model that learns from the row, by row: it is not to judge it. Drawn for row and model alone, so that
 * whoever asks gets the same answer; `chances` tell how likely a model is to be shown it where nobody inspected it.
 */
export function drawShown(labels: Labels, chances: Float32Array, folds: number, seed: number): Uint16Array {
  return Uint16Array.from(labels, (label, row) => {
    let bits = 0;
    for (let fold = 0; fold < folds; fold++) {
      if (foldOf(row, folds) === fold) continue;
      const isShown =
        label !== unlabelled ||
        randomFrom(seed * 1_000_003 + row * folds + fold)() < (chances[row] as number);
      if (isShown) bits |= 1 << fold;
    }
    return bits;
  });
}

const isShown = ({ shown }: School, row: number, fold: number): boolean =>
  (((shown[row] as number) >> fold) & 1) === 1;

/** The model of the row's own fold, and the next ones that were not shown the row either. */
export function judgesOf(school: School, row: number): number[] {
  const judges: number[] = [];
  for (let fold = 0; fold < school.folds; fold++) if (isJudge(school, row, fold)) judges.push(fold);
  return judges;
}

function isJudge(school: School, row: number, fold: number): boolean {
  const { folds } = school;
  const own = foldOf(row, folds);
  if (fold === own) return true;
  if (isShown(school, row, fold)) return false;
  let before = 1;
  for (let at = (own + 1) % folds; at !== fold; at = (at + 1) % folds)
    if (!isShown(school, row, at)) before++;
  return before < mostJudges;
}

/**
 * Learns from rows of all other folds and judges rows that it has never seen: neither their labels nor, where nobody
 * inspected them, the pretence that they are honest (Mordelet & Vert 2014, bagging for positive and unlabelled data).
 */
export function learnFold(school: School, fold: number): FoldScores {
  const history = historyMatrix(school, fold);
  const historyCuts = cutFeatures(history, fold + 1);
  const historyRows = binRows(history, historyCuts);
  const data = joinBins(school.base, historyRows);
  const { boosting, doubts, folds, network } = school;
  const lessons = doubts.map((weights) => lessonOf(school, fold, weights));
  const trees = averageOf(
    lessons.map((lesson, way) =>
      trainBoosting(data, lesson, { ...boosting, seed: boosting.seed + fold + way * folds }),
    ),
  );
  const lesson = lessons.at(-1);
  const model: FoldModel = {
    ...{ fold, historyCuts, trees },
    ...(network && lesson
      ? {
          network: trainNetwork(data, [...school.figures, ...figuresOf(history, historyRows)], lesson, {
            ...network,
            seed: network.seed + fold,
          }),
        }
      : {}),
  };
  const rows = Int32Array.from(school.labels.keys()).filter((row) => isJudge(school, row, fold));
  const scores = Float64Array.from(rows, (row) => mixedLogOdds(model, data.bins, row * data.features));
  return { model, rows, scores };
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
    addMixedContributions(model, bins, 0, { into: one, exact });
    contributions.set(one, i * width);
  }
  return { contributions };
}

const lastBins = new WeakMap<School, { readonly model: FoldModel; readonly bins: BinnedRows }>();

/** Chunks of rows of one fold come one after another, and share them. */
function historyBins(school: School, model: FoldModel): BinnedRows {
  const last = lastBins.get(school);
  if (last?.model.fold === model.fold) return last.bins;
  const bins = binRows(historyMatrix(school, model.fold), model.historyCuts);
  lastBins.set(school, { model, bins });
  return bins;
}

/** Rows that the fold's model judges are told of all other folds, as those of tomorrow will be. */
function historyMatrix(school: School, fold: number): FeatureMatrix {
  const { histories, folds, labels } = school;
  const isNew = (row: number) => !isShown(school, row, fold);
  const features = historyFeatures(histories, { folds, without: fold, isNew });
  return {
    rows: labels.length,
    names: features.map(({ name }) => name),
    columns: features.map(({ values }) => values),
  };
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

function lessonOf(school: School, fold: number, doubts: Float32Array): Lesson {
  const { labels } = school;
  const rows = Int32Array.from(labels.keys()).filter((row) => isShown(school, row, fold));
  return {
    rows,
    labels: Uint8Array.from(rows, (row) => (labels[row] === positive ? 1 : 0)),
    weights: Float64Array.from(rows, (row) => {
      if (labels[row] === positive) return positiveWeight;
      return labels[row] === unlabelled ? (doubts[row] as number) : 1;
    }),
  };
}
