import type { Language } from "./language.ts";

/** Minor units of an ISO 4217 currency; `XXX` stands where the source names none. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

const exponents = new Map<string, number>([
  ...[
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
  ].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
]);

/** Digits after the decimal point (ISO 4217); 2 for every currency not listed, `XXX` included. */
export function minorDigits(currency: string): number {
  return exponents.get(currency) ?? 2;
}

export function majorUnits({ minor, currency }: Money): number {
  return Number(minor) / 10 ** minorDigits(currency);
}

/** `¥1,234.50`, `US$1,234.50`, or the bare number where the source names no currency. */
export function formatMoney(money: Money, language: Language): string {
  const digits = minorDigits(money.currency);
  const value = majorUnits(money);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const locale = language === "zh" ? "zh-CN" : "en";
  if (money.currency === "XXX") return new Intl.NumberFormat(locale, fraction).format(value);
  return new Intl.NumberFormat(locale, { style: "currency", currency: money.currency, ...fraction }).format(
    value,
  );
}
