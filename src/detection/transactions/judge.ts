import type { Bilingual } from "../../platform/index.ts";
import { addMixedContributions } from "../learning/mixture.ts";
import { tailSurprise } from "../learning/tail-surprise.ts";
import type { Feature, Theme } from "./features/feature.ts";
import { type HistoryKind, historyFeatures } from "./history-features.ts";
import type { FoundBefore } from "./history-words.ts";
import { nearestHonest } from "./nearest-honest.ts";
import { findingsScore, type Prepared } from "./prepared.ts";
import { describe, type Reason, tellReasons } from "./rank-transactions.ts";
import {
  baseBins,
  historyBinsOf,
  keptHistories,
  mayJudge,
  type RankingModel,
  scoreWithModel,
} from "./ranking-model.ts";
import type { Told } from "./reasons.ts";
import { scoreWithoutLabels } from "./score-without-labels.ts";
import type { Labels } from "./transactions.ts";

/** Scores of prepared transactions by a model, or, where there is none, by how unusual they are. */
export interface Judged {
  /** With a model the calibrated chance, without one nats of surprise. */
  readonly scores: Float64Array;
  /** Rows, most suspect first. */
  readonly ranked: Int32Array;
  /** The few contributions that made each score, in the order of the rows given. */
  reasons(rows: Int32Array): Reason[][];
  nearest(row: number): { readonly row: number; readonly words: Bilingual } | undefined;
}

/** `labels`, as known now, tell which rows were found honest; a model's scores do not depend on them. */
export function judge(prepared: Prepared, model: RankingModel | undefined, labels: Labels): Judged {
  const { transactions, built } = prepared;
  const shown = model && shownBits(prepared, model);
  const unlabelled = model ? undefined : surpriseOf(prepared);
  const scores =
    unlabelled?.scores ?? scoreWithModel(model as RankingModel, transactions, built.features, shown);
  const told: Told = {
    transactions,
    built,
    labels,
    ...(prepared.found ? { found: prepared.found } : {}),
    ...(model ? { history: knownHistory(prepared, model) } : {}),
  };
  const weights = (rows: Int32Array): (readonly (readonly [Theme, number])[])[] => {
    if (model && shown) return contributionsOf(prepared, model, shown, rows);
    const { views = [], findings } = unlabelled ?? {};
    return Array.from(rows, (row) => [
      ...views.map(({ theme, share }) => [theme, (share[row] as number) / (2 * views.length)] as const),
      ...(findings ? [["findings", findings[row] as number] as const] : []),
    ]);
  };
  const near = nearestHonest(built, scores, labels);
  return {
    scores,
    ranked: Int32Array.from(scores.keys()).sort(
      (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
    ),
    reasons: (rows) => weights(rows).map((of, i) => tellReasons(told, rows[i] as number, of)),
    nearest(row) {
      const found = near(row);
      return found === undefined ? undefined : { row: found, words: describe(told, found) };
    },
  };
}

/**
 * How unusual the figures are, and how seldom detectors find so much: both in nats, and added up as what is independent
 * is, for most of what detectors look at is not the price.
 */
function surpriseOf({ transactions, built, seed }: Prepared) {
  const { scores, views } = scoreWithoutLabels(built, transactions.rows, seed);
  const found = built.features.find(({ name }) => name === findingsScore);
  if (found === undefined) return { scores, views };
  const surprise = tailSurprise(found.values);
  // That nothing was found is no surprise, however few rows there are.
  const findings = surprise.map((share, row) => (found.values[row] === 0 ? 0 : share));
  return { scores: scores.map((score, row) => score + (findings[row] as number)), views, findings };
}

function shownBits({ ids }: Prepared, { shown }: RankingModel): Uint16Array {
  const known = new Map(shown?.ids.map((id, i) => [id, shown.folds[i] as number]));
  return Uint16Array.from(ids, (id) => known.get(id) ?? 0);
}

/** What the model knew, of a party's rows that it was not shown this one among. */
function knownHistory({ transactions: { parties } }: Prepared, { histories, folds }: RankingModel) {
  const byKind = new Map(
    histories.map((kept) => [kept.kind, { ...kept, at: new Map(kept.names.map((name, i) => [name, i])) }]),
  );
  return (kind: HistoryKind, row: number): FoundBefore | undefined => {
    const [kept, party] = [byKind.get(kind), parties[kind]];
    const name = party?.names[party.codes[row] ?? -1];
    if (kept === undefined || name === undefined) return undefined;
    const at = kept.at.get(name);
    const sum = (of: readonly number[]) =>
      at === undefined ? 0 : of.slice(at * folds, (at + 1) * folds).reduce((total, one) => total + one, 0);
    return { name, inspected: sum(kept.inspected), falsified: sum(kept.falsified) };
  };
}

/** So many of the rows get exact Shapley values; what is asked after them the change along the paths. */
const exactly = 1_000;

/** The mean over the models that judge a row, by theme, in log-odds. */
function contributionsOf(
  { transactions, built }: Prepared,
  model: RankingModel,
  shown: Uint16Array,
  rows: Int32Array,
): (readonly (readonly [Theme, number])[])[] {
  const some = built.features.map(({ values, ...feature }) => ({
    ...feature,
    values: Float32Array.from(rows, (row) => values[row] as number),
  }));
  const base = baseBins(model, some, rows.length);
  const histories = keptHistories(model, transactions).map((history) => ({
    ...history,
    codes: Int32Array.from(rows, (row) => history.codes[row] as number),
  }));
  const themes = themesOf(model, built.features, histories);
  const sums = Array.from(rows, () => new Float64Array(themes.length));
  const judges = new Uint8Array(rows.length);
  for (const mixture of model.models) {
    const { fold, historyCuts } = mixture;
    const history = historyBinsOf(model, histories, fold, historyCuts);
    const bins = new Uint8Array(base.features + history.features);
    for (const [i, row] of rows.entries()) {
      if (!mayJudge(model, shown[row] as number, fold)) continue;
      bins.set(base.bins.subarray(i * base.features, (i + 1) * base.features));
      bins.set(history.bins.subarray(i * history.features, (i + 1) * history.features), base.features);
      addMixedContributions(mixture, bins, 0, { into: sums[i] as Float64Array, exact: i < exactly });
      judges[i] = (judges[i] as number) + 1;
    }
  }
  return sums.map((sum, i) =>
    themes.flatMap((theme, f) =>
      theme === undefined ? [] : [[theme, (sum[f] as number) / (judges[i] as number)] as const],
    ),
  );
}

/** Theme by feature of the model; none where the rows have no such feature, of which nothing could be said. */
function themesOf(
  model: RankingModel,
  features: readonly Feature[],
  histories: ReturnType<typeof keptHistories>,
): (Theme | undefined)[] {
  const byName = new Map(features.map(({ name, theme }) => [name, theme]));
  const ofHistories = historyFeatures(histories, { folds: model.folds, without: 0, isNew: () => true });
  return [...model.features.map((name) => byName.get(name)), ...ofHistories.map(({ theme }) => theme)];
}
