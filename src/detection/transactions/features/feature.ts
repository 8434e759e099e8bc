/** What a feature speaks of; reasons are told by theme, because features of one theme say the same thing twice. */
const themes = [
  "price",
  "quantity",
  "amount",
  "consistency",
  "missing",
  "repetition",
  "roundness",
  "time",
  "seller",
  "customer",
  "product",
  "channel",
  "seller-history",
  "customer-history",
  "product-history",
  "findings",
] as const;
export type Theme = (typeof themes)[number];

export interface Feature {
  readonly name: string;
  readonly theme: Theme;
  readonly values: Float32Array;
}
