import type { Bilingual } from "../../platform/index.ts";
import { type Scheme, schemes } from "../schemes.ts";
import { foldedOrder, reorder, reorderLabels } from "./canonical-order.ts";
import { type BuiltFeatures, buildFeatures } from "./features/build-features.ts";
import type { Feature } from "./features/feature.ts";
import type { RankingModel } from "./ranking-model.ts";
import { folds, scoreWithLabels } from "./score-with-labels.ts";
import type { Labels, Transactions } from "./transactions.ts";

/** Transactions of a house, each with its document. */
export interface DocumentedTransactions {
  readonly ids: readonly string[];
  /** Code of the document by row; lines of one are judged together. */
  readonly documents: Int32Array;
  readonly transactions: Transactions;
}

/** What detectors found of the rows, in the order in which they were read. */
export interface RowFindings {
  /** 0–1: how strongly all of it speaks, by row. */
  readonly score: Float32Array;
  /** The strongest of each scheme. */
  readonly byScheme: ReadonlyMap<Scheme, Float32Array>;
  words(row: number): Bilingual | undefined;
}

/** Ready to be learned from and scored; rows stand in an order of the house's own, which `order` leads back from. */
export interface Prepared {
  readonly ids: readonly string[];
  readonly documents: Int32Array;
  readonly transactions: Transactions;
  readonly built: BuiltFeatures;
  readonly order: Int32Array;
  readonly seed: number;
  /** What detectors found of a row, in words. */
  readonly found?: (row: number) => Bilingual | undefined;
}

export function prepare(
  { ids, documents, transactions }: DocumentedTransactions,
  findings?: RowFindings,
  seed = 1,
): Prepared {
  const order = foldedOrder(ids, documents, { seed, folds });
  const ordered = reorder(transactions, order);
  const built = buildFeatures(ordered);
  return {
    ids: Array.from(order, (row) => ids[row] as string),
    documents: Int32Array.from(order, (row) => documents[row] as number),
    transactions: ordered,
    built: findings
      ? { ...built, features: [...built.features, ...findingFeatures(findings, order)] }
      : built,
    order,
    seed,
    ...(findings ? { found: (row: number) => findings.words(order[row] as number) } : {}),
  };
}

export const findingsScore = "findings.score";

/** One for each scheme there is: that nothing was found of one is a figure too, and not unknown. */
function findingFeatures({ score, byScheme }: RowFindings, order: Int32Array): Feature[] {
  const theme = "findings" as const;
  const nothing = new Float32Array(order.length);
  const ordered = (values: Float32Array) => Float32Array.from(order, (row) => values[row] as number);
  return [
    { name: findingsScore, theme, values: ordered(score) },
    ...(Object.keys(schemes) as Scheme[]).map((scheme) => {
      const values = byScheme.get(scheme);
      return { name: `findings.${scheme}`, theme, values: values ? ordered(values) : nothing };
    }),
  ];
}

/** Labels given by the rows as they were read, in the order of what was prepared. */
export const labelsIn = ({ order }: Prepared, labels: Labels): Labels => reorderLabels(labels, order);

interface Learning {
  readonly threads: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Moment after which nothing was known. */
  readonly knownAt: number;
}

/** A model that remembers which rows it learned from, so that none of its parts judges what it was shown. */
export async function learnModel(
  { ids, transactions, built, seed }: Prepared,
  labels: Labels,
  { threads, signal, onProgress, knownAt }: Learning,
): Promise<RankingModel> {
  const { model, shown } = await scoreWithLabels(transactions, built.features, labels, {
    seed,
    threads,
    withReasons: false,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress: (_: string, share: number) => onProgress(share) } : {}),
  });
  const rows = Int32Array.from(shown.keys()).filter((row) => shown[row] !== 0);
  return {
    ...model,
    learned: { ...model.learned, knownAt },
    shown: {
      ids: Array.from(rows, (row) => ids[row] as string),
      folds: Array.from(rows, (row) => shown[row] as number),
    },
  };
}
