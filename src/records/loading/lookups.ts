import { type Sql, sql } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { lookupKinds } from "../mapping/references.ts";
import type { Part } from "./part.ts";
import { columnOf } from "./row-currency.ts";

/** Records that others name come first, so that their names are there to be looked up. */
export function referredFirst(parts: readonly Part[]): Part[] {
  const rank = ({ kind }: Part) => ((lookupKinds as readonly string[]).includes(kind.name) ? 0 : 1);
  return [...parts].sort((a, b) => rank(a) - rank(b));
}

/** Joins `lookup_<field>` with the id of the one record that bears the name in the cell; two of a name give none. */
export function lookupJoins({ table, fields }: Part): Sql {
  const joins = Object.entries(fields).flatMap(([field, from]) => {
    if (!("column" in from) || !from.lookup) return [];
    const master = kindNamed(from.lookup);
    const [key] = master?.key ?? [];
    if (!master || key === undefined) return [];
    const id = sql.ref(key);
    return [
      sql`LEFT JOIN (SELECT name, min(${id}) AS id FROM ${sql.ref(master.table)} WHERE name IS NOT NULL GROUP BY name HAVING count(DISTINCT ${id}) = 1)
        AS ${sql.ref(`lookup_${field}`)} ON ${sql.ref(`lookup_${field}.name`)} = trim(raw.${columnOf(table, from.column)})`,
    ];
  });
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `);
}
