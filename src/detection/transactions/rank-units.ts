import { binomialTail } from "./binomial-tail.ts";

/** A document, customer or seller by what its transactions' places in the ranking say. */
export interface RankedUnit {
  readonly unit: number;
  /** In nats: e^−score is about the share of units of its size that stand so by chance. */
  readonly score: number;
  readonly rows: number;
  /** What says most: so many of its rows stand among the first `share` of all. */
  readonly leading: { readonly rows: number; readonly share: number };
  /** Its most suspect rows, three at most. */
  readonly top: readonly number[];
}

const topKept = 3;
/** What lies behind the first tenth of all is no suspicion, however many such rows a unit has. */
const frontShare = 0.1;

/**
 * Units by their transactions: for its first, its first two, four, eight … rows, how likely it is that so many of n rows
 * stand so far in front by chance (binomial tail), the least of these times how many were looked at (Bonferroni). Neither
 * large nor small units are favoured; a single glaring row counts, and so does a large part of the rows somewhat in front
 * (after Berk & Jones 1979). Only rows among the first tenth of all count. `codes` names the unit of every row, −1 for none; `ranked` holds the rows, most suspect first.
 */
export function rankUnits(codes: Int32Array, ranked: Int32Array): RankedUnit[] {
  const places = new Map<number, number[]>();
  for (const [place, row] of ranked.entries()) {
    const code = codes[row] as number;
    if (code < 0) continue;
    const own = places.get(code);
    if (own) own.push(place);
    else places.set(code, [place]);
  }
  const units = [...places].map(([unit, own]) => scored(unit, own, ranked));
  // The order of the map is that of the first places, so that equal scores stand by them.
  return units.sort((a, b) => b.score - a.score);
}

function scored(unit: number, places: readonly number[], ranked: Int32Array): RankedUnit {
  const rows = places.length;
  const shareAt = (hits: number) => ((places[hits - 1] as number) + 1) / (ranked.length + 1);
  let least = 1;
  let looked = 0;
  let leading = { rows: 1, share: shareAt(1) };
  for (let hits = 1; hits <= rows; hits *= 2) {
    looked++;
    if (shareAt(hits) > frontShare) continue;
    const tail = binomialTail(hits, rows, shareAt(hits));
    if (tail < least) [least, leading] = [tail, { rows: hits, share: shareAt(hits) }];
  }
  return {
    unit,
    rows,
    leading,
    score: Math.max(0, -Math.log(least * looked)),
    top: places.slice(0, topKept).map((place) => ranked[place] as number),
  };
}
