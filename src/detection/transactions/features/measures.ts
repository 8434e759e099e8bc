import { type Groups, groupBy, pairCodes } from "../groups.ts";
import type { Transactions } from "../transactions.ts";

/** Logarithms of what transactions measure, and the peers they are measured against. */
export interface Measures {
  readonly quantity?: Float64Array;
  readonly amount?: Float64Array;
  readonly price?: Float64Array;
  /** The price itself, for words. */
  readonly unitPrice?: Float64Array;
  /** Rows of the same product and currency; of the same currency where no file names products. */
  readonly peers: Groups;
  /** Amounts: of the same product and currency; quantities: of the same product. */
  readonly product: Groups;
}

export function measuresOf(transactions: Transactions): Measures {
  const { rows, quantity, amount, parties, currency } = transactions;
  const everybody = new Int32Array(rows);
  const product = parties.product?.codes ?? everybody;
  const unitPrice = transactions.unitPrice ?? quotientOf(amount, quantity);
  const peers = currency === undefined ? product : pairCodes(product, currency);
  const groups = groupBy(peers);
  return {
    ...(quantity === undefined ? {} : { quantity: logarithms(quantity) }),
    ...(amount === undefined ? {} : { amount: logarithms(amount) }),
    ...(unitPrice === undefined ? {} : { price: logarithms(unitPrice), unitPrice }),
    peers: groups,
    product: currency === undefined ? groups : groupBy(product),
  };
}

function quotientOf(amount: Float64Array | undefined, quantity: Float64Array | undefined) {
  if (amount === undefined || quantity === undefined) return undefined;
  return amount.map((value, row) => (quantity[row] === 0 ? Number.NaN : value / (quantity[row] as number)));
}

/** Of the size; the sign is a feature of its own. Zero has no logarithm. */
function logarithms(values: Float64Array): Float64Array {
  return values.map((value) => (value === 0 ? Number.NaN : Math.log(Math.abs(value))));
}
