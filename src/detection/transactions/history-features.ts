import type { Feature, Theme } from "./features/feature.ts";
import { type Labels, negative, type PartyKind, positive, type Transactions } from "./transactions.ts";

/** Inspections of a party as though this many more had found the usual share. */
const prior = 20;

/** What inspections found about a party's other rows, apart by fold, so that no row is told of its own label. */
export interface History {
  readonly kind: PartyKind;
  readonly codes: Int32Array;
  /** Inspected and falsified rows by code × fold. */
  readonly inspected: Int32Array;
  readonly falsified: Int32Array;
}

export const foldOf = (row: number, folds: number): number => row % folds;

export function historiesOf({ parties }: Transactions, labels: Labels, folds: number): History[] {
  return (["product", "seller", "customer"] as const).flatMap((kind) => {
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

/**
 * Smoothed share of falsified among the inspected rows of each party, and how many were inspected. The model of fold
 * `without` never sees the labels of that fold; a row it learns from is, besides, told nothing of its own fold, so that
 * it is described as a row that nobody has inspected will be (out-of-fold target encoding; Micci-Barreca 2001).
 */
export function historyFeatures(histories: readonly History[], folds: number, without: number): Feature[] {
  return histories.flatMap(({ kind, codes, inspected, falsified }) => {
    const theme: Theme = `${kind as "product" | "seller" | "customer"}-history`;
    const share = new Float32Array(codes.length).fill(Number.NaN);
    const count = new Float32Array(codes.length).fill(Number.NaN);
    const base = baseShare(inspected, falsified, folds, without);
    const sums = new Int32Array(2);
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] as number;
      if (code < 0) continue;
      const own = foldOf(row, folds);
      const used = folds - (own === without || without < 0 ? (without < 0 ? 0 : 1) : 2);
      addUp(inspected, falsified, code * folds, folds, without, own, sums);
      const [seen = 0, bad = 0] = sums;
      share[row] = (bad + prior * base) / (seen + prior);
      count[row] = (seen * folds) / Math.max(1, used);
    }
    return [
      { name: `${theme}.share`, theme, values: share },
      { name: `${theme}.inspected`, theme, values: count },
    ];
  });
}

function addUp(
  inspected: Int32Array,
  falsified: Int32Array,
  at: number,
  folds: number,
  without: number,
  own: number,
  sums: Int32Array,
): void {
  let seen = 0;
  let bad = 0;
  for (let fold = 0; fold < folds; fold++) {
    if (fold === without || (without >= 0 && fold === own)) continue;
    seen += inspected[at + fold] as number;
    bad += falsified[at + fold] as number;
  }
  sums[0] = seen;
  sums[1] = bad;
}

function baseShare(inspected: Int32Array, falsified: Int32Array, folds: number, without: number): number {
  let seen = 0;
  let bad = 0;
  for (let at = 0; at < inspected.length; at++) {
    if (at % folds === without) continue;
    seen += inspected[at] as number;
    bad += falsified[at] as number;
  }
  return seen === 0 ? 0 : bad / seen;
}
