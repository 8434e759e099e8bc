import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../platform/index.ts";
import { employeesAbove, employeesBelow, holdsRole, ownEmployee } from "./sql-of-people.ts";

/**
 * The rules for suspicions of `people.cedar` as one condition of SQL, for lists, counts, search and exports.
 * `subjects` is the column (text[], never null) of the employees whom a row tells of. It reads the tables as
 * they stand, and is worked out once a query, not once a row.
 */
export function suspicionVisibleTo(actor: Actor, subjects: Expression<string[]>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    ${holdsRole(actor, "lead-auditor", "auditor")}
    AND cardinality(${ownEmployee(actor)}) > 0
    AND NOT (${subjects} && (${employeesAbove(actor)} || ${employeesBelow(actor)})))`;
}
