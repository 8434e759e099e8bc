import { availableParallelism } from "node:os";
import type { Bilingual } from "../../platform/index.ts";
import { canonicalOrder, reorder, reorderLabels } from "./canonical-order.ts";
import { buildFeatures } from "./features/build-features.ts";
import type { Theme } from "./features/feature.ts";
import { nearestHonest } from "./nearest-honest.ts";
import type { RankingModel } from "./ranking-model.ts";
import type { ReadTransactions } from "./read-transactions.ts";
import { sayTheme, type Told } from "./reasons.ts";
import { requireLessons } from "./require-lessons.ts";
import { scoreWithLabels } from "./score-with-labels.ts";
import { scoreWithoutLabels } from "./score-without-labels.ts";

export interface RankOptions {
  readonly seed?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly stage: Bilingual; readonly share?: number }) => void;
}

export interface Reason {
  readonly theme: Theme;
  /** In log-odds with labels, in nats of surprise without. */
  readonly weight: number;
  readonly words: Bilingual;
}

export interface RankedTransaction {
  readonly id: string;
  readonly score: number;
  /** 1 for the most suspect. */
  readonly rank: number;
  reasons(): Reason[];
  /** Id of the honest row most like it. */
  nearest(): { readonly id: string; readonly words: Bilingual } | undefined;
}

export interface TransactionRanking {
  /** Most suspect first. */
  readonly ranked: Iterable<RankedTransaction>;
  readonly rows: number;
  /** What was learned; absent without labels. */
  readonly model: RankingModel | undefined;
}

const stages = {
  features: { zh: "计算各行与同类的差异", en: "comparing every row with its peers" },
  scoring: { zh: "评估异常程度", en: "scoring how unusual each row is" },
  learning: { zh: "从检查结果中学习", en: "learning from inspections" },
  explaining: { zh: "说明得分由来", en: "explaining the scores" },
} as const;

/** Scores every row, most suspect first. The same rows give the same result in whatever order and on however many threads. */
export async function rankTransactions(
  { ids, transactions, labels }: ReadTransactions,
  { seed = 1, threads = availableParallelism(), signal, onProgress }: RankOptions = {},
): Promise<TransactionRanking> {
  if (labels) requireLessons(labels);
  const order = canonicalOrder(ids, seed);
  const ordered = reorder(transactions, order);
  const seen = labels && reorderLabels(labels, order);
  onProgress?.({ stage: stages.features });
  await breathe(signal);
  const built = buildFeatures(ordered);
  await breathe(signal);
  const told: Told = { transactions: ordered, built, labels: seen };
  if (seen === undefined) {
    onProgress?.({ stage: stages.scoring });
    await breathe(signal);
    const { scores, views } = scoreWithoutLabels(built, ordered.rows, seed);
    const weights = (row: number) =>
      views.map(({ theme, share }) => [theme, (share[row] as number) / (2 * views.length)] as const);
    return rankingOf(ids, order, scores, told, weights, undefined);
  }
  const found = await scoreWithLabels(ordered, built.features, seen, {
    seed,
    threads: Math.max(1, threads),
    ...(signal ? { signal } : {}),
    onProgress: (stage, share) => onProgress?.({ stage: stages[stage], share }),
  });
  const width = found.themes.length;
  const weights = (row: number) =>
    found.themes.map((theme, t) => [theme, found.contributions[row * width + t] as number] as const);
  return rankingOf(ids, order, found.scores, told, weights, found.model);
}

const reasonsTold = 3;
/** What adds less than this is no reason. */
const leastWeight = 0.1;

/** The few themes that raised the score most, of those that can be told; a theme that stands twice is added up. */
export function tellReasons(
  told: Told,
  row: number,
  weights: readonly (readonly [Theme, number])[],
): Reason[] {
  const byTheme = new Map<Theme, number>();
  for (const [theme, weight] of weights) byTheme.set(theme, (byTheme.get(theme) ?? 0) + weight);
  const raising = [...byTheme].filter(([, weight]) => weight >= leastWeight).sort((a, b) => b[1] - a[1]);
  const reasons: Reason[] = [];
  for (const [theme, weight] of raising) {
    if (reasons.length === reasonsTold) break;
    const words = sayTheme(told, theme, row);
    if (words) reasons.push({ theme, weight, words });
  }
  return reasons;
}

function rankingOf(
  ids: readonly string[],
  order: Int32Array,
  scores: Float64Array,
  told: Told,
  weightsOf: (row: number) => readonly (readonly [Theme, number])[],
  model: RankingModel | undefined,
): TransactionRanking {
  // Equal scores stand in the canonical order, which knows nothing of the file.
  const byScore = Int32Array.from(scores.keys()).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
  const idOf = (row: number) => ids[order[row] as number] as string;
  let nearest: ((row: number) => number | undefined) | undefined;
  const one = (row: number, at: number): RankedTransaction => ({
    id: idOf(row),
    score: scores[row] as number,
    rank: at + 1,
    reasons: () => tellReasons(told, row, weightsOf(row)),
    nearest: () => {
      nearest ??= nearestHonest(told.built, scores, told.labels);
      const found = nearest(row);
      return found === undefined ? undefined : { id: idOf(found), words: describe(told, found) };
    },
  });
  return {
    rows: ids.length,
    model,
    ranked: {
      *[Symbol.iterator]() {
        for (let at = 0; at < byScore.length; at++) yield one(byScore[at] as number, at);
      },
    },
  };
}

/** What an honest example costs, in words. */
export function describe(told: Told, row: number): Bilingual {
  const say = (themes: readonly Theme[]) => themes.flatMap((theme) => sayTheme(told, theme, row) ?? []);
  const unit = say(["price", "quantity"]);
  const said = unit.length > 0 ? unit : say(["amount"]);
  return { zh: said.map(({ zh }) => zh).join("；"), en: said.map(({ en }) => en).join("; ") };
}

/** Lets signals and progress through between long stretches of work. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
