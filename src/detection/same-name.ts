import { type Sql, sql } from "../platform/index.ts";

/**
 * Whether two names or ids may be one party: equal as written, or once folded, or one within the other (a branch, an
 * abbreviation). Folding is dear, so callers compare as written first and ask this only of what differs.
 */
export function sameParty(a: Sql, b: Sql): Sql {
  return sql`(CASE WHEN ${a} = ${b} THEN true ELSE coalesce(contains(party_name(${a}), party_name(${b})) OR contains(party_name(${b}), party_name(${a})), false) END)`;
}
