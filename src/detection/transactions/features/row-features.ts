import { groupBy, pairCodes } from "../groups.ts";
import type { Transactions } from "../transactions.ts";
import type { Feature, Theme } from "./feature.ts";
import { sizeOf } from "./group-features.ts";

const flag = (values: Float64Array, holds: (value: number) => boolean) =>
  Float32Array.from(values, (value) => (holds(value) ? 1 : 0));

/** A feature that is the same for every row says nothing. */
export function varies({ values }: Feature): boolean {
  const [first] = values;
  return values.some((value) => value !== first && !(Number.isNaN(value) && Number.isNaN(first)));
}

export function signFeatures(theme: Theme, values: Float64Array): Feature[] {
  return [
    { name: `${theme}.missing`, theme: "missing", values: flag(values, Number.isNaN) },
    { name: `${theme}.negative`, theme, values: flag(values, (value) => value < 0) },
    { name: `${theme}.zero`, theme, values: flag(values, (value) => value === 0) },
  ];
}

/** How many trailing zeros a number has, from hundredths up: 1,200.00 has two beyond its units. */
export function roundness(values: Float64Array): Float32Array {
  return Float32Array.from(values, (value) => {
    if (Number.isNaN(value) || value === 0) return Number.NaN;
    let rest = Math.round(Math.abs(value) * 100);
    let zeros = -2;
    while (zeros < 9 && rest % 10 === 0) {
      rest /= 10;
      zeros++;
    }
    return zeros;
  });
}

/** Rows of the same product with exactly the same figure; of every row 1 at least. */
export function repeats(
  product: Int32Array,
  values: Float64Array,
): { codes: Int32Array; count: Float32Array } {
  const seen = new Map<number, number>();
  const figures = Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return -1;
    const known = seen.get(value);
    if (known !== undefined) return known;
    seen.set(value, seen.size);
    return seen.size - 1;
  });
  const codes = pairCodes(product, figures);
  return { codes, count: sizeOf(groupBy(codes)) };
}

/** Figures that do not fit together: amount ≠ price × quantity, price off the list, sold below cost. */
export function consistencyFeatures(
  transactions: Transactions,
  unitPrice: Float64Array | undefined,
): Feature[] {
  const { quantity, amount, listPrice, cost } = transactions;
  const ratio = (name: string, above: Float64Array | undefined, below: (row: number) => number) => {
    if (above === undefined) return [];
    const values = Float32Array.from(above, (value, row) => {
      const log = Math.log(value / below(row));
      return Number.isFinite(log) ? log : Number.NaN;
    });
    return [{ name: `consistency.${name}`, theme: "consistency" as const, values }];
  };
  const stated = transactions.unitPrice;
  return [
    ...(stated && quantity
      ? ratio("amount", amount, (row) => (stated[row] as number) * (quantity[row] as number))
      : []),
    ...(listPrice ? ratio("list-price", unitPrice, (row) => listPrice[row] as number) : []),
    ...(cost ? ratio("cost", unitPrice, (row) => cost[row] as number) : []),
  ];
}

const day = 86_400_000;

/** Hour, weekday, days to the end of the month, and how busy the seller was that day. */
export function timeFeatures({ time, hasHours, parties }: Transactions): Feature[] {
  if (time === undefined) return [];
  const known = (of: (date: Date, ms: number) => number) =>
    Float32Array.from(time, (ms) => (Number.isNaN(ms) ? Number.NaN : of(new Date(ms), ms)));
  const theme = "time" as const;
  const days = Int32Array.from(time, (ms) => (Number.isNaN(ms) ? -1 : Math.floor(ms / day) + 40_000));
  const seller = parties.seller ?? parties.customer;
  return [
    { name: "time.missing", theme: "missing", values: flag(time, Number.isNaN) },
    ...(hasHours ? [{ name: "time.hour", theme, values: known((_, ms) => (ms % day) / 3_600_000) }] : []),
    { name: "time.weekday", theme, values: known((date) => date.getUTCDay()) },
    {
      name: "time.days-to-month-end",
      theme,
      values: known((date, ms) =>
        Math.round(
          (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) - Math.floor(ms / day) * day) / day,
        ),
      ),
    },
    ...(seller
      ? [{ name: "time.rows-that-day", theme, values: sizeOf(groupBy(pairCodes(seller.codes, days))) }]
      : []),
  ];
}
