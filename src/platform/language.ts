export type Language = "zh" | "en";

/** Every text a person sees exists in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

export function languageFrom(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith("en") ? "en" : "zh";
}
