import { formatMoney } from "./values.tsx";
import { type Language, useLanguage } from "./words.ts";

/** Money to three digits, for headings and axes: `¥1.23亿`, `¥123M`. `minor`: minor units. */
export function formatCompactMoney(minor: number, currency: string, language: Language): string {
  const isNamed = currency !== "XXX";
  const locale = language === "zh" ? "zh-CN" : "en";
  const digits = isNamed
    ? (new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2)
    : 2;
  return new Intl.NumberFormat(locale, {
    ...(isNamed ? { style: "currency", currency } : {}),
    notation: "compact",
    maximumSignificantDigits: 3,
  }).format(minor / 10 ** digits);
}

/** Short on the page, in full to whoever points at it. */
export function CompactMoney({ minor, currency }: { readonly minor: string; readonly currency: string }) {
  const language = useLanguage();
  return (
    <span className="figures" title={formatMoney(minor, currency, language)}>
      {formatCompactMoney(Number(minor), currency, language)}
    </span>
  );
}

/** A share of one, with one decimal. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(share);
}

/** Never 1.00: a score is no certainty, however many findings it is made of. */
export const formatScore = (score: number): string => Math.min(score, 0.99).toFixed(2);
