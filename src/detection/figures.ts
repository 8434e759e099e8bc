import { formatMoney, type Language } from "../platform/index.ts";

const locale = (language: Language) => (language === "zh" ? "zh-CN" : "en");

/** Minor units as people read money. */
export const money = (minor: number, currency: string, language: Language): string =>
  formatMoney({ minor: BigInt(Math.round(minor)), currency }, language);

const formats = new Map<string, Intl.NumberFormat>();

/** Kept by what it was asked for: making one takes longer than a thousand uses of it. */
function formatOf(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const kept = formats.get(key) ?? new Intl.NumberFormat(locale(language), options);
  formats.set(key, kept);
  return kept;
}

/** At most six significant digits, thousands grouped. */
export const figure = (value: number, language: Language): string =>
  formatOf(language, { maximumSignificantDigits: 6 }).format(value);

/** A share as a percentage with at most one decimal: 0.1234 → 12.3%. */
export const percent = (share: number, language: Language): string =>
  formatOf(language, { style: "percent", maximumFractionDigits: 1 }).format(share);

/** A unit price in major units; small prices keep four digits, because there the cents are the price. */
export function unitPrice(price: number, currency: string, language: Language): string {
  const digits =
    Math.abs(price) >= 1
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumSignificantDigits: 4 };
  const style = currency === "XXX" ? {} : { style: "currency", currency };
  return new Intl.NumberFormat(locale(language), { ...style, ...digits } as Intl.NumberFormatOptions).format(
    price,
  );
}

/** A count or a ratio, thousands grouped. */
export const number = (value: number, language: Language, decimals = 0): string =>
  formatOf(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);

/** English only: `1 day`, `2 days`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${number(count, "en")} ${count === 1 ? one : several}`;
