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
  return {
    indexed: [
      sql`n.kind = ${kind.name}`,
      ...(asked.gone === "without" ? [sql`NOT n.gone`] : []),
      ...(terms.length > 0
        ? [sql`n.terms @@ ${[lexeme(kindTerm(kind.name)), ...terms].join(" & ")}::tsquery`]
        : []),
      // A search without a word in it, of signs alone, finds nothing.
      ...(asked.search && !query ? [sql`false`] : []),
      ...(within ? [within] : []),
      ...columns,
    ],
    scanned: parts.flatMap((part) => part.scanned),
    isNarrow: terms.length > 0 || columns.length > 0 || within !== undefined || asked.search !== undefined,
    hasTerms: terms.length > 0,
    words: wordsOf(query, parts),
  };
}

function wordsOf(
  query: SearchQuery | undefined,
  parts: readonly { readonly words: readonly string[] }[],
): string[] {
  return [...new Set([...(query?.words ?? []), ...parts.flatMap(({ words }) => words)])];
}
