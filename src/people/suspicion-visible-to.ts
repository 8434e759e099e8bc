import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "../platform/index.ts";

/**
 * The rules for suspicions of `people.cedar` as one condition of SQL, for lists, counts, search and exports.
 * `subjects` is the column (text[], never null) of the employees whom a row tells of. It reads the tables as
 * they stand, and is worked out once a query, not once a row.
 */
export function suspicionVisibleTo({ kind, id }: Actor, subjects: Expression<string[]>): RawBuilder<SqlBool> {
  const account = kind === "person" ? id : null;
  return sql<SqlBool>`(
    EXISTS (
      SELECT 1 FROM account JOIN account_role ON account_role.account_id = account.id
      WHERE account.id = ${account} AND account.disabled_at IS NULL AND account.employee_id IS NOT NULL
        AND account_role.role IN ('lead-auditor', 'auditor'))
    AND NOT (${subjects} && ARRAY(
      WITH RECURSIVE own AS (
        SELECT employee_id AS id FROM account WHERE id = ${account}
      ), above AS (
        SELECT id FROM own
        UNION
        SELECT org_employee.manager_id FROM org_employee JOIN above USING (id)
        WHERE org_employee.manager_id IS NOT NULL
      ), below AS (
        SELECT id FROM own
        UNION
        SELECT org_employee.id FROM org_employee JOIN below ON org_employee.manager_id = below.id
      )
      SELECT id FROM above WHERE id IS NOT NULL UNION SELECT id FROM below WHERE id IS NOT NULL)))`;
}
