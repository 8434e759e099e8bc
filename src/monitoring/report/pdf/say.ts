import type { Bilingual, Language } from "../../../platform/index.ts";
import { breakable } from "./breakable.ts";

/** Any text in the language of the print, fit for its lines. */
export type Say = (text: Bilingual | string) => string;

export const sayIn =
  (language: Language): Say =>
  (text) =>
    breakable(typeof text === "string" ? text : text[language]);
