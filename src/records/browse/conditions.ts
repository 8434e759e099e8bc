import { lexeme, type SearchQuery, searchQuery } from "../../desk/index.ts";
import { type Sql, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import type { Browse } from "./browse-input.ts";
import { filterParts } from "./filter-parts.ts";
import { entityTerm, goneTerm, kindTerm, sourceTerm } from "./record-terms.ts";
import { type Scope, withinScope } from "./scope.ts";

/** A question to `record_now n`, taken apart by what answers it. */
export interface Conditions {
  /** On columns of n, with indexes. */
  readonly indexed: readonly Sql[];
  /** The same, to be asked of row after row in the order of the list: that it is often true is known. */
  readonly walked: readonly Sql[];
  /** On the fields of `record_version v`: read row by row. */
  readonly scanned: readonly Sql[];
  /** Whether `indexed` asks for more than all records of the kind. */
  readonly isNarrow: boolean;
  /** Whether words are among it: how often they stand together the planner can only guess. */
  readonly hasTerms: boolean;
  /** To be marked in what is found. */
  readonly words: readonly string[];
}

export async function conditionsOf(kind: Kind, scope: Scope, asked: Browse): Promise<Conditions> {
  const query = asked.search ? await searchQuery(asked.search) : undefined;
  const parts = await Promise.all(asked.filter.map((filter) => filterParts(kind, filter)));
  const terms = [
    ...(asked.source === undefined ? [] : [lexeme(sourceTerm(asked.source))]),
    ...(asked.entity === undefined ? [] : [lexeme(entityTerm(asked.entity))]),
    ...(asked.gone === "only" ? [lexeme(goneTerm)] : []),
    ...parts.flatMap((part) => part.terms),
    ...(query ? [query.tsquery] : []),
  ];
  const within = withinScope(scope, kind.name, "n");
  const columns = parts.flatMap((part) => part.indexed);
  const rest = [
    sql`n.kind = ${kind.name}`,
    ...(asked.gone === "without" ? [sql`NOT n.gone`] : []),
    // A search without a word in it, of signs alone, finds nothing.
    ...(asked.search && !query ? [sql`false`] : []),
    ...(within ? [within] : []),
    ...columns,
  ];
  const tsquery = [lexeme(kindTerm(kind.name)), ...terms].join(" & ");
  const isAsked = terms.length > 0;
  return {
    indexed: isAsked ? [...rest, hasTerms(tsquery)] : rest,
    walked: isAsked ? [...rest, hasTermsWalked(tsquery)] : rest,
    scanned: parts.flatMap((part) => part.scanned),
    isNarrow: terms.length > 0 || columns.length > 0 || within !== undefined || asked.search !== undefined,
    hasTerms: terms.length > 0,
    words: wordsOf(query, parts),
  };
}

export const hasTerms = (tsquery: string) => sql`n.terms @@ ${tsquery}::tsquery`;

/**
 * Not for the index, and to the planner as likely as not. Of words that always stand together (医疗 & 疗器 & 器械) it
 * multiplies the chances, thinks a hundred thousand records a handful, and would fetch them all to sort them.
 */
export const hasTermsWalked = (tsquery: string) =>
  sql`CASE WHEN ${hasTerms(tsquery)} THEN true ELSE false END`;

function wordsOf(
  query: SearchQuery | undefined,
  parts: readonly { readonly words: readonly string[] }[],
): string[] {
  return [...new Set([...(query?.words ?? []), ...parts.flatMap(({ words }) => words)])];
}
