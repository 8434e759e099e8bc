import { lexeme } from "./lexeme.ts";
import { longestTerm, pairsOf, partsOf } from "./search-terms.ts";
import { segment } from "./segment.ts";

export interface SearchQuery {
  /** For PostgreSQL: `terms @@ query::tsquery`. */
  readonly tsquery: string;
  /** What to mark in the texts found, in small letters and half-width. */
  readonly words: readonly string[];
}

const mostWords = 16;

/** Of what a person typed; all its words must be there, codes may go on. `undefined` where there is no word in it. */
export async function searchQuery(text: string): Promise<SearchQuery | undefined> {
  const words = [...new Set(await segment(text))].slice(0, mostWords);
  if (words.length === 0) return undefined;
  return { tsquery: words.map(conditionOf).join(" & "), words };
}

function conditionOf(word: string): string {
  const characters = [...word];
  if (/^\p{Script=Han}/u.test(word)) {
    const [first = "", second] = characters;
    if (second === undefined) return `${lexeme(first)}:*`;
    return pairsOf(characters).map(lexeme).join(" & ");
  }
  const parts = partsOf(word);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return beginning(only);
  const last = parts.at(-1) ?? "";
  const each = [...parts.slice(0, -1).map(cut).map(lexeme), beginning(last)].join(" & ");
  return `((${each}) | ${beginning(parts.join(""))})`;
}

const cut = (term: string) => term.slice(0, longestTerm);

/** One letter alone begins too much. */
function beginning(term: string): string {
  return [...term].length < 2 ? lexeme(term) : `${lexeme(cut(term))}:*`;
}
