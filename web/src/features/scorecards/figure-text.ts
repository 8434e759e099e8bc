import { formatCompactMoney, formatShare, type Language } from "../../ui/index.ts";
import type { Figure } from "./types.ts";

/** A value of a measure as people read it. */
export function figureText(
  value: number,
  form: Figure["form"],
  currency: string,
  language: Language,
): string {
  if (form === "money") return formatCompactMoney(value, currency, language);
  if (form === "share") return formatShare(value, language);
  const digits = form === "days" ? 0 : 2;
  const shown = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(value);
  if (form === "ratio") return shown;
  return language === "zh" ? `${shown} 天` : `${shown} ${shown === "1" ? "day" : "days"}`;
}
