import { type Actor, type Sql, sql } from "../../platform/index.ts";
import { isVisible } from "../store/visible.ts";
import { columnsOf, recordVisibleTo } from "../visible-to.ts";

/** Whether a version is how its record stands, or, where the record is gone, how it last stood. */
function isStanding(version: string): Sql {
  return sql`NOT ${sql.ref(`${version}.gone`)} AND ${sql.ref(`${version}.version`)} = (
    SELECT n.version FROM record_version n WHERE n.record = ${sql.ref(`${version}.record`)} AND NOT n.gone
    AND ${isVisible("n")} ORDER BY n.version DESC LIMIT 1)`;
}

/** A standing version of a record that the person may read. */
export function isShownTo(actor: Actor, version: string): Sql {
  return sql`${isVisible(version)} AND ${isStanding(version)} AND ${recordVisibleTo(actor, columnsOf(version))}`;
}

export const summaryColumns = sql`v.kind, v.record, v.key, v.happened_at::text AS happened, v.fields, v.id`;
