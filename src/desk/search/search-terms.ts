import { splitRuns } from "./split-runs.ts";

/**
 * What is stored of a text, so that `searchQuery` finds it. Of Chinese, every pair of neighbours and the last
 * character: whichever way a reader's words are cut, they are found in it, and a name that no dictionary knows too.
 * Of a code, its parts and the whole without signs. Each once.
 */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const { isHan, text: run } of splitRuns(text.slice(0, longestText))) {
    for (const term of isHan ? hanTerms(run) : codeTerms(run)) terms.add(term.slice(0, longestTerm));
  }
  return [...terms];
}

const longestText = 2_000;
export const longestTerm = 60;

/** Pairs of neighbours; `lone` gives the last character too. */
function hanTerms(run: string): string[] {
  const characters = [...run];
  return [...pairsOf(characters), characters.at(-1) ?? ""];
}

export function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, i) => (characters[i] ?? "") + character);
}

function codeTerms(run: string): string[] {
  const parts = partsOf(run);
  return parts.length > 1 ? [...parts, parts.join("")] : parts;
}

export function partsOf(code: string): string[] {
  return code.split(/[-_./#+:]/);
}
