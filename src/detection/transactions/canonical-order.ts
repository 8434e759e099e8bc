import { randomFrom } from "../random.ts";
import type { Labels, Party, Transactions } from "./transactions.ts";

/**
 * The rows in an order that depends on their ids and the seed alone: as good as shuffled, and the same however the file
 * was sorted. Folds and samples are taken by place in it.
 */
export function canonicalOrder(ids: readonly string[], seed: number): Int32Array {
  const hashes = Float64Array.from(ids, (id) => hashOf(id, seed));
  return Int32Array.from(ids, (_, row) => row).sort((a, b) => {
    const difference = (hashes[a] as number) - (hashes[b] as number);
    if (difference !== 0) return difference;
    return (ids[a] as string) < (ids[b] as string) ? -1 : 1;
  });
}

/**
 * The same, but so that rows of one group stand in places of one remainder modulo `folds`, as far as there is room: what
 * was judged together is learned and held out together. Rows of group −1 stand for themselves.
 */
export function foldedOrder(
  ids: readonly string[],
  groups: Int32Array,
  { seed, folds }: { readonly seed: number; readonly folds: number },
): Int32Array {
  const members = new Map<number, number[]>();
  for (const row of canonicalOrder(ids, seed)) {
    const group = groups[row] as number;
    const key = group < 0 ? -1 - row : group;
    const own = members.get(key);
    if (own) own.push(row);
    else members.set(key, [row]);
  }
  const taken = new Int32Array(folds);
  const room = (fold: number) => Math.ceil((ids.length - fold) / folds) - (taken[fold] as number);
  const roomiest = () => {
    let best = 0;
    for (let fold = 1; fold < folds; fold++) if (room(fold) > room(best)) best = fold;
    return best;
  };
  const order = new Int32Array(ids.length);
  for (const rows of members.values()) {
    let fold = roomiest();
    for (const row of rows) {
      if (room(fold) === 0) fold = roomiest();
      order[fold + folds * (taken[fold] as number)] = row;
      taken[fold] = (taken[fold] as number) + 1;
    }
  }
  return order;
}

/** FNV-1a over UTF-16 units, then mixed so that ids which differ in their last digit part company. */
function hashOf(id: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return randomFrom(hash)();
}

/** Everything about the rows, in another order. */
export function reorder(transactions: Transactions, order: Int32Array): Transactions {
  const figures = ["quantity", "amount", "unitPrice", "listPrice", "cost", "time"] as const;
  const taken = figures.flatMap((name) => {
    const values = transactions[name];
    return values ? [[name, Float64Array.from(order, (row) => values[row] as number)] as const] : [];
  });
  const { parties, currency } = transactions;
  return {
    ...transactions,
    ...Object.fromEntries(taken),
    ...(currency ? { currency: Int32Array.from(order, (row) => currency[row] as number) } : {}),
    parties: Object.fromEntries(
      Object.entries(parties).map(([kind, { codes, names }]: [string, Party]) => [
        kind,
        { names, codes: Int32Array.from(order, (row) => codes[row] as number) },
      ]),
    ),
  };
}

export const reorderLabels = (labels: Labels, order: Int32Array): Labels =>
  Int8Array.from(order, (row) => labels[row] as number);
