import { randomFrom } from "../src/detection/random.ts";
import type { Transactions } from "../src/detection/transactions/transactions.ts";

/** What people do to figures, as far as it can be planted without knowing what any inspection found. */
export const plantedKinds = [
  "decimal slip",
  "price × 3 or ÷ 3",
  "swapped figures",
  "seller's shift",
] as const;
type PlantedKind = (typeof plantedKinds)[number];

export interface Planted {
  readonly transactions: Transactions;
  /** By row: the place of its kind in `plantedKinds`, −1 for none. */
  readonly kinds: Int8Array;
}

/** Sellers whose prices are shifted; of each so many rows at most. */
const shiftedSellers = 25;
const rowsOfSeller = 20;

/** Errors on rows that have both figures, `each` of every kind, drawn by the seed. */
export function plantErrors(transactions: Transactions, each: number, seed: number): Planted {
  const { quantity, amount, parties } = transactions;
  if (!quantity || !amount || !parties.seller) throw new Error("nothing to plant errors in");
  const random = randomFrom(seed * 104_729 + 17);
  const [quantities, amounts] = [quantity.slice(), amount.slice()];
  const kinds = new Int8Array(transactions.rows).fill(-1);
  const isFit = (row: number) =>
    kinds[row] === -1 && (quantity[row] as number) > 0 && (amount[row] as number) > 0;
  const plant = (row: number, kind: PlantedKind) => {
    kinds[row] = plantedKinds.indexOf(kind);
    const [q, a] = [quantity[row] as number, amount[row] as number];
    const isUp = random() < 0.5;
    const figures = random() < 0.5 ? amounts : quantities;
    if (kind === "decimal slip") figures[row] = (figures[row] as number) * (isUp ? 10 : 0.1);
    if (kind === "price × 3 or ÷ 3") figures[row] = (figures[row] as number) * (isUp ? 3 : 1 / 3);
    if (kind === "swapped figures") [quantities[row], amounts[row]] = [a, q];
  };
  for (const kind of plantedKinds.slice(0, 3)) {
    for (let planted = 0; planted < each; ) {
      const row = Math.floor(random() * transactions.rows);
      if (!isFit(row)) continue;
      plant(row, kind);
      planted++;
    }
  }
  const { codes, names } = parties.seller;
  for (let done = 0, tries = 0; done < shiftedSellers && tries < 1_000; tries++) {
    const seller = Math.floor(random() * names.length);
    const own = Array.from(codes.keys()).filter((row) => codes[row] === seller && isFit(row));
    if (own.length < rowsOfSeller) continue;
    done++;
    const factor = 2 ** (random() < 0.5 ? 1 : -1);
    for (const row of own.slice(0, Math.min(rowsOfSeller, Math.ceil(each / shiftedSellers)))) {
      kinds[row] = plantedKinds.indexOf("seller's shift");
      amounts[row] = (amounts[row] as number) * factor;
    }
  }
  return { transactions: { ...transactions, quantity: quantities, amount: amounts }, kinds };
}
