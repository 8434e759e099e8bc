// Decimals as text, exactly: no floating point stands between what a person types and what is stored.

/** Digits after the point in a currency's amounts. */
export function minorDigits(currency: string | undefined): number {
  if (!currency || !/^[A-Z]{3}$/.test(currency) || currency === "XXX") return 2;
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

/** Moves the point: `shift("13", -2)` is `0.13`, `shift("1234.5", 2)` is `123450`; what is no number stays as it is. */
export function shift(text: string, by: number): string {
  const [, sign = "", whole = "", part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "") return text;
  const figures = by < 0 ? whole.padStart(1 - by, "0") + part : whole + part.padEnd(by, "0");
  const point = (by < 0 ? Math.max(whole.length, 1 - by) : whole.length) + by;
  const before = figures.slice(0, point).replace(/^0+(?=\d)/, "");
  const after = figures.slice(point).replace(/0+$/, "");
  return `${sign}${before}${after === "" ? "" : `.${after}`}`;
}

/** Minor units as they are written: `29335.60`. */
export function majorOf(minor: string, digits: number): string {
  const major = shift(minor, -digits);
  if (digits === 0 || !isDecimal(major)) return major;
  const [whole = "", part = ""] = major.split(".");
  return `${whole}.${part.padEnd(digits, "0")}`;
}

/** What a person types as a number: with or without grouping, by either alphabet's marks. */
export function plainNumber(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/[\s,¥￥$€£_]/g, "")
    .replace(/^\+/, "");
}

export const isDecimal = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** `value` times ten to the power `places`, as a whole number; what lies beyond is dropped. */
function scaled(value: string, places: number): bigint {
  const [whole = "0"] = shift(value, places).split(".");
  return BigInt(whole);
}

/** Half away from zero, as invoices are rounded. */
function divideRounded(value: bigint, by: bigint): bigint {
  const half = value < 0n ? -(by / 2n) : by / 2n;
  return (value + half) / by;
}

const places = 6;
const unit = 10n ** BigInt(places);

/** A quantity times a price in major units: minor units. `undefined` where either is no number. */
export function amountOf(quantity: string, price: string, digits: number): bigint | undefined {
  if (!isDecimal(quantity) || !isDecimal(price)) return undefined;
  const product = scaled(quantity, places) * scaled(price, places) * 10n ** BigInt(digits);
  return divideRounded(product, unit * unit);
}

/** What of an amount with tax is not tax; `rate` in percent. */
export function netOf(gross: bigint, rate: string): bigint | undefined {
  if (!isDecimal(rate)) return undefined;
  const percent = scaled(rate, places);
  return divideRounded(gross * 100n * unit, 100n * unit + percent);
}
