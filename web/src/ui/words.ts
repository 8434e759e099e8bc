import { useSyncExternalStore } from "react";

export type Language = "zh" | "en";

/** Every text a person sees exists in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

const key = "plumbline.language";
const listeners = new Set<() => void>();
let language: Language = chosen();

/** Chinese first: English only where it was chosen, or where the browser asks for it and nothing was. */
function chosen(): Language {
  const kept = localStorage.getItem(key);
  if (kept === "zh" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("zh") || !navigator.language.startsWith("en")
    ? "zh"
    : "en";
}

export function setLanguage(next: Language): void {
  localStorage.setItem(key, next);
  language = next;
  tellThePage();
  for (const listener of listeners) listener();
}

/** Screen readers and fonts go by it, and so does the language of the server's refusals. */
export function tellThePage(): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of a component in the reader's language; the table stands beside the component. */
export function useWords<Words>(words: { readonly zh: Words; readonly en: NoInfer<Words> }): Words {
  return words[useLanguage()];
}

/** For texts that come in both languages from the server or from a table. */
export function useText(): (text: Bilingual) => string {
  const current = useLanguage();
  return (text) => text[current];
}
