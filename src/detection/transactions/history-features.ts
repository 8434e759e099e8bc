import type { Feature, Theme } from "./features/feature.ts";
import { type Labels, negative, positive, type Transactions } from "./transactions.ts";

/** Inspections of a party as though this many more had found the usual share. */
const prior = 20;

const historyKinds = ["product", "seller", "customer"] as const;
export type HistoryKind = (typeof historyKinds)[number];

/** What inspections found about a party's other rows, apart by fold, so that no row is told of its own label. */
export interface History {
  readonly kind: HistoryKind;
  /** Party of every row; −1 for none. */
  readonly codes: Int32Array;
  /** Inspected and falsified rows by code × fold. */
  readonly inspected: Int32Array;
  readonly falsified: Int32Array;
}

export const foldOf = (row: number, folds: number): number => row % folds;

export function historiesOf({ parties }: Transactions, labels: Labels, folds: number): History[] {
  return historyKinds.flatMap((kind) => {
    const party = parties[kind];
    if (party === undefined) return [];
    const { codes, names } = party;
    const inspected = new Int32Array(names.length * folds);
    const falsified = new Int32Array(names.length * folds);
    for (let row = 0; row < codes.length; row++) {
      const label = labels[row] as number;
      const code = codes[row] as number;
      if (code < 0 || (label !== positive && label !== negative)) continue;
      const at = code * folds + foldOf(row, folds);
      inspected[at] = (inspected[at] as number) + 1;
      if (label === positive) falsified[at] = (falsified[at] as number) + 1;
    }
    return [{ kind, codes, inspected, falsified }];
  });
}

export interface FoldView {
  readonly folds: number;
  /** The fold whose labels the model never sees. */
  readonly without: number;
  /** Whether a row is none that the model learns from; without it, it learns from all but those of its own fold. */
  isNew?(row: number): boolean;
}

/**
 * Smoothed share of falsified among the inspected rows of each party, and how many were inspected. A row that the model
 * learns from is told nothing of its own fold either, so that it is described as one that nobody has inspected will be
 * (out-of-fold target encoding; Micci-Barreca 2001). A row that it only judges is told all that the model may know.
 */
export function historyFeatures(histories: readonly History[], view: FoldView): Feature[] {
  return histories.flatMap((history) => {
    const theme: Theme = `${history.kind}-history`;
    const rows = history.codes.length;
    const share = new Float32Array(rows).fill(Number.NaN);
    const count = new Float32Array(rows).fill(Number.NaN);
    const bases = Float64Array.from({ length: view.folds }, (_, own) => baseShare(history, view, own));
    for (let row = 0; row < rows; row++) {
      const code = history.codes[row] as number;
      if (code < 0) continue;
      const own = view.isNew?.(row) ? view.without : foldOf(row, view.folds);
      let seen = 0;
      let bad = 0;
      for (let fold = 0; fold < view.folds; fold++) {
        if (fold === view.without || fold === own) continue;
        seen += history.inspected[code * view.folds + fold] as number;
        bad += history.falsified[code * view.folds + fold] as number;
      }
      share[row] = (bad + prior * (bases[own] as number)) / (seen + prior);
      // As though all folds had been counted, whether one or two were left out.
      count[row] = (seen * view.folds) / (view.folds - (own === view.without ? 1 : 2));
    }
    return [
      { name: `${theme}.share`, theme, values: share },
      { name: `${theme}.inspected`, theme, values: count },
    ];
  });
}

function baseShare({ inspected, falsified }: History, { folds, without }: FoldView, own: number): number {
  let seen = 0;
  let bad = 0;
  for (let at = 0; at < inspected.length; at++) {
    if (at % folds === without || at % folds === own) continue;
    seen += inspected[at] as number;
    bad += falsified[at] as number;
  }
  return seen === 0 ? 0 : bad / seen;
}
