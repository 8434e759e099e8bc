import type { RawBuilder } from "kysely";
import { type Sql, sql } from "../../platform/index.ts";

/** text[] of the commitments that acts of erasing took from a place (`record:` or `alert:` with the version's id). */
export function lostAt(place: Sql): RawBuilder<string[]> {
  return sql<string[]>`ARRAY(SELECT jsonb_object_keys(e.leaf::jsonb->'erased') FROM erased_commitment e
    WHERE e.place = ${place} AND e.leaf::jsonb->>'form' = 'erased/1')`;
}
