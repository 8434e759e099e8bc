import { createHash } from "node:crypto";
import { Refusal } from "../../platform/index.ts";
import { type BinnedRows, binRows, type Cuts } from "../learning/bins.ts";
import { calibrated, type Sigmoid } from "../learning/calibration.ts";
import { type Mixture, mixedLogOdds } from "../learning/mixture.ts";
import type { Layer, Network } from "../learning/network.ts";
import type { Tree } from "../learning/tree.ts";
import type { Feature } from "./features/feature.ts";
import { type History, type HistoryKind, historyFeatures } from "./history-features.ts";
import type { FoldModel } from "./learn-fold.ts";
import type { Transactions } from "./transactions.ts";

/** Models of form 1 have trees alone, and are read as before. */
const [form, before] = [2, 1];

/** What inspections had found of a party by its name, so that rows of tomorrow find their seller again. */
export interface KeptHistory {
  readonly kind: HistoryKind;
  readonly names: readonly string[];
  readonly inspected: readonly number[];
  readonly falsified: readonly number[];
}

/** A trained ranking, whole: what it needs to score other rows, and from what it learned. */
export interface RankingModel {
  /** Features in the order of the cuts; those of histories come after. */
  readonly features: readonly string[];
  readonly cuts: Cuts;
  readonly folds: number;
  readonly models: readonly FoldModel[];
  readonly histories: readonly KeptHistory[];
  readonly calibration: Sigmoid;
  /** Rows that it learned from, where it is to judge them again: by id, a bit for each of its models that must not. */
  readonly shown?: { readonly ids: readonly string[]; readonly folds: readonly number[] };
  readonly learned: {
    readonly rows: number;
    readonly inspected: number;
    readonly falsified: number;
    readonly seed: number;
    /** Moment or ledger index after which it knew nothing. */
    readonly knownAt?: number;
  };
}

/** JSON of one form, and its SHA-256: the same model is the same text. */
export function writeModel(model: RankingModel): { readonly text: string; readonly sha256: string } {
  const text = JSON.stringify({ form, ...plain(model) });
  return { text, sha256: createHash("sha256").update(text).digest("hex") };
}

export function readModel(text: string, sha256?: string): RankingModel {
  if (sha256 !== undefined && createHash("sha256").update(text).digest("hex") !== sha256)
    throw new Refusal("invalid", {
      zh: "模型内容与其校验值不符，已拒绝使用。",
      en: "The model is not the one its hash speaks of, and is not used.",
    });
  const value = JSON.parse(text) as { form: number } & ReturnType<typeof plain>;
  if (value.form !== form && value.form !== before)
    throw new Refusal("invalid", {
      zh: `模型的格式版本为 ${value.form}，本版本只能读取 ${before} 与 ${form}。`,
      en: `The model is of form ${value.form}; this version reads forms ${before} and ${form}.`,
    });
  const { form: _, cuts, models, figures, ...rest } = value;
  return {
    ...rest,
    cuts: cuts.map((of) => Float64Array.from(of)),
    models: models.map(({ fold, historyCuts, start, trees, network }) => ({
      fold,
      historyCuts: historyCuts.map((of) => Float64Array.from(of)),
      trees: { start, trees: trees.map(treeFrom) },
      ...(network ? { network: networkFrom(network, figures ?? []) } : {}),
    })),
  };
}

/**
 * Calibrated scores of rows by the mean of its folds; `shown` tells which of them learned from a row and do not judge it,
 * where any is left. A feature the rows lack is missing in every row; one the model does not know is not looked at.
 */
export function scoreWithModel(
  model: RankingModel,
  transactions: Transactions,
  features: readonly Feature[],
  shown: Uint16Array = new Uint16Array(transactions.rows),
): Float64Array {
  const base = baseBins(model, features, transactions.rows);
  const histories = keptHistories(model, transactions);
  const sums = new Float64Array(transactions.rows);
  const judges = new Uint8Array(transactions.rows);
  for (const mixture of model.models) {
    const { fold, historyCuts } = mixture;
    const history = historyBinsOf(model, histories, fold, historyCuts);
    addScores(mixture, base, history, {
      sums,
      judges,
      mayJudge: (row) => mayJudge(model, shown[row] ?? 0, fold),
    });
  }
  return sums.map((sum, row) => calibrated(model.calibration, sum / (judges[row] as number)));
}

/** Whether a fold's model is to judge a row of these bits: it did not learn from it, or all did. */
export const mayJudge = ({ folds }: Pick<RankingModel, "folds">, shown: number, fold: number): boolean =>
  (shown & (1 << fold)) === 0 || shown === (1 << folds) - 1;

export function baseBins(model: RankingModel, features: readonly Feature[], rows: number): BinnedRows {
  const byName = new Map(features.map(({ name, values }) => [name, values]));
  const absent = new Float32Array(rows).fill(Number.NaN);
  const columns = model.features.map((name) => byName.get(name) ?? absent);
  return binRows({ rows, names: model.features, columns }, model.cuts);
}

export const keptHistories = (model: RankingModel, transactions: Transactions): History[] =>
  model.histories.map((kept) => historyFor(kept, transactions));

export function historyBinsOf(
  model: Pick<RankingModel, "folds">,
  histories: readonly History[],
  fold: number,
  cuts: Cuts,
): BinnedRows {
  const found = historyFeatures(histories, { folds: model.folds, without: fold, isNew: () => true });
  const rows = histories[0]?.codes.length ?? 0;
  return binRows(
    { rows, names: found.map(({ name }) => name), columns: found.map(({ values }) => values) },
    cuts,
  );
}

interface Summing {
  readonly sums: Float64Array;
  readonly judges: Uint8Array;
  mayJudge(row: number): boolean;
}

function addScores(
  mixture: Mixture,
  base: BinnedRows,
  history: BinnedRows,
  { sums, judges, mayJudge }: Summing,
): void {
  const bins = new Uint8Array(base.features + history.features);
  for (let row = 0; row < sums.length; row++) {
    if (!mayJudge(row)) continue;
    bins.set(base.bins.subarray(row * base.features, (row + 1) * base.features));
    bins.set(history.bins.subarray(row * history.features, (row + 1) * history.features), base.features);
    sums[row] = (sums[row] as number) + mixedLogOdds(mixture, bins, 0);
    judges[row] = (judges[row] as number) + 1;
  }
}

/** The kept counts for other rows: each row is given the number that its party's name had then. */
function historyFor(
  { kind, names, inspected, falsified }: KeptHistory,
  { parties, rows }: Transactions,
): History {
  const at = new Map(names.map((name, i) => [name, i]));
  const party = parties[kind];
  const known = Int32Array.from(party?.names ?? [], (name) => at.get(name) ?? names.length);
  // One party more, that was never inspected.
  const folds = inspected.length / Math.max(1, names.length);
  const counts = (of: readonly number[]) => Int32Array.from([...of, ...new Array<number>(folds).fill(0)]);
  return {
    kind,
    codes: party
      ? party.codes.map((code) => (code < 0 ? -1 : (known[code] as number)))
      : new Int32Array(rows).fill(-1),
    inspected: counts(inspected),
    falsified: counts(falsified),
  };
}

export function keepHistory({ kind, inspected, falsified }: History, { parties }: Transactions): KeptHistory {
  return { kind, names: parties[kind]?.names ?? [], inspected: [...inspected], falsified: [...falsified] };
}

function plain({ cuts, models, ...rest }: RankingModel) {
  const base = rest.features.length;
  const [first] = models;
  return {
    ...rest,
    // The same for every network; those of histories are its own.
    ...(first?.network ? { figures: first.network.figures.slice(0, base).map((of) => [...of]) } : {}),
    cuts: cuts.map((of) => [...of]),
    models: models.map(({ fold, historyCuts, trees, network }) => ({
      fold,
      historyCuts: historyCuts.map((of) => [...of]),
      start: trees.start,
      trees: trees.trees.map(treeTo),
      ...(network ? { network: networkTo(network, base) } : {}),
    })),
  };
}

const treeTo = (tree: Tree) => ({
  feature: [...tree.feature],
  bin: [...tree.bin],
  missingLeft: [...tree.missingLeft],
  left: [...tree.left],
  right: [...tree.right],
  value: [...tree.value],
  cover: [...tree.cover],
});

const treeFrom = (tree: ReturnType<typeof treeTo>): Tree => ({
  feature: Int32Array.from(tree.feature),
  bin: Int32Array.from(tree.bin),
  missingLeft: Uint8Array.from(tree.missingLeft),
  left: Int32Array.from(tree.left),
  right: Int32Array.from(tree.right),
  value: Float64Array.from(tree.value),
  cover: Float64Array.from(tree.cover),
});

const networkTo = ({ figures, missing, usual, layers }: Network, base: number) => ({
  historyFigures: figures.slice(base).map((of) => [...of]),
  missing: [...missing],
  usual: [...usual],
  layers: layers.map(({ weights, offsets, ...size }) => ({
    ...size,
    weights: [...weights],
    offsets: [...offsets],
  })),
});

const networkFrom = (
  { historyFigures, missing, usual, layers }: ReturnType<typeof networkTo>,
  figures: readonly (readonly number[])[],
): Network => ({
  figures: [...figures, ...historyFigures].map((of) => Float64Array.from(of)),
  missing: Int32Array.from(missing),
  usual: Float64Array.from(usual),
  layers: layers.map(
    ({ weights, offsets, ...size }): Layer => ({
      ...size,
      weights: Float64Array.from(weights),
      offsets: Float64Array.from(offsets),
    }),
  ),
});
