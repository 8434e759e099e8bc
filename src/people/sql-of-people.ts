import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor, Sql } from "../platform/index.ts";
import type { Role } from "./role.ts";

// What the rooms' conditions of visibility are made of. They read accounts and the org chart as they stand, and are
// worked out once a query, not once a row. Who is no person has no account, so nothing holds for them.

const accountOf = ({ kind, id }: Actor) => (kind === "person" ? id : null);

/** Whether the actor's account is in use and holds one of the roles. */
export function holdsRole(actor: Actor, ...roles: readonly Role[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`EXISTS (
    SELECT FROM account JOIN account_role ON account_role.account_id = account.id
    WHERE account.id = ${accountOf(actor)} AND account.disabled_at IS NULL
      AND account_role.role = ANY (${[...roles]}::text[]))`;
}

/** text[] of the employee whom the actor's account is linked to; empty where it is linked to none. */
export function ownEmployee(actor: Actor): Sql {
  return sql`ARRAY(SELECT employee_id FROM account WHERE id = ${accountOf(actor)} AND employee_id IS NOT NULL)`;
}

/** text[] of that employee and of everyone below in the org chart. */
export function employeesBelow(actor: Actor): Sql {
  return sql`ARRAY(
    WITH RECURSIVE below AS (
      SELECT unnest(${ownEmployee(actor)}) AS id
      UNION
      SELECT org_employee.id FROM org_employee JOIN below ON org_employee.manager_id = below.id
    ) SELECT id FROM below)`;
}

/** text[] of that employee and of everyone above. */
export function employeesAbove(actor: Actor): Sql {
  return sql`ARRAY(
    WITH RECURSIVE above AS (
      SELECT unnest(${ownEmployee(actor)}) AS id
      UNION
      SELECT org_employee.manager_id FROM org_employee JOIN above USING (id)
      WHERE org_employee.manager_id IS NOT NULL
    ) SELECT id FROM above)`;
}
