import type { Language } from "../../ui/index.ts";

const locales = { zh: "zh-CN", en: "en" } as const;

/** To three digits, without a point where there are thousands: 5.86, 1.2万. */
export const short = (value: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { notation: "compact", maximumSignificantDigits: 3 }).format(
    value,
  );

/** Two digits however small: 0.043 %. */
export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: "percent", maximumSignificantDigits: 2 }).format(share);

/** Nothing is certain: a chance is never told as one. */
export const chanceText = (chance: number, language: Language): string =>
  chance > 0.99 ? `> ${percent(0.99, language)}` : percent(chance, language);
