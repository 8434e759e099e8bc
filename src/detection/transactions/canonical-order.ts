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
