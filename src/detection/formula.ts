import type { Bilingual, Language } from "../platform/index.ts";
import type { Detector } from "./define-detector.ts";

/** The formula as it was applied: each `{parameter}` in its text stands as the value the run used. */
export function formulaOf({ formula }: Detector, params: Readonly<Record<string, unknown>>): Bilingual {
  const filled = (language: Language) =>
    formula[language].replace(/\{([A-Za-z]+)\}/g, (written, name: string) =>
      params[name] === undefined ? written : valueText(params[name], language),
    );
  return { zh: filled("zh"), en: filled("en") };
}

function valueText(value: unknown, language: Language): string {
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return { zh: "无", en: "none" }[language];
  return value.join(language === "zh" ? "、" : ", ");
}
