import type { Bilingual } from "../platform/index.ts";
import type { Detector } from "./define-detector.ts";

/** The formula as it was applied: each `{parameter}` in its text stands as the value the run used. */
export function formulaOf({ formula }: Detector, params: Readonly<Record<string, unknown>>): Bilingual {
  const filled = (text: string) =>
    text.replace(/\{([A-Za-z]+)\}/g, (written, name: string) =>
      params[name] === undefined ? written : String(params[name]),
    );
  return { zh: filled(formula.zh), en: filled(formula.en) };
}
