import { formatMoney, type Language } from "../platform/index.ts";

const locale = (language: Language) => (language === "zh" ? "zh-CN" : "en");

/** Minor units as people read money. */
export const money = (minor: number, currency: string, language: Language): string =>
  formatMoney({ minor: BigInt(Math.round(minor)), currency }, language);

/** A share as a percentage with at most one decimal: 0.1234 → 12.3%. */
export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), { style: "percent", maximumFractionDigits: 1 }).format(share);

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
  new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);

/** English only: `1 day`, `2 days`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${number(count, "en")} ${count === 1 ? one : several}`;
