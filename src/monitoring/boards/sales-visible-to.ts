import type { RawBuilder, SqlBool } from "kysely";
import type { PeopleAccess, Resource } from "../../people/index.ts";
import { type Actor, type Sql, sql } from "../../platform/index.ts";

/** Whose sales somebody sees: the company's, those of whoever stands below, one's own, or none. */
export type SalesScope = "all" | "team" | "own" | "none";

export function salesScopeOf(access: PeopleAccess, actor: Actor): SalesScope {
  const { roles = [], employee } = access.memberOf(actor) ?? {};
  if (roles.some((role) => readsAll.includes(role))) return "all";
  if (employee === undefined) return "none";
  if (roles.includes("manager")) return "team";
  return roles.includes("salesperson") ? "own" : "none";
}

const readsAll: readonly string[] = ["lead-auditor", "auditor", "finance"];

/** Figures of a seller, or of a customer that is that seller's, as Cedar judges them. */
export function scorecardResource(seller: string): Resource {
  return { type: "Scorecard", id: seller === "" ? "-" : seller, subjects: seller === "" ? [] : [seller] };
}

/**
 * The rules of `monitoring.cedar` for sales figures as one condition of SQL. `seller` is the column with the employee
 * whose figures a row holds (text, never null; empty where nobody is known).
 */
export function salesVisibleTo({ kind, id }: Actor, seller: Sql): RawBuilder<SqlBool> {
  const account = kind === "person" ? id : null;
  const holds = (...roles: string[]) => sql`EXISTS (
    SELECT FROM account JOIN account_role ON account_role.account_id = account.id
    WHERE account.id = ${account} AND account.disabled_at IS NULL AND account_role.role = ANY (${roles}::text[]))`;
  const own = sql`ARRAY(SELECT employee_id FROM account WHERE id = ${account} AND employee_id IS NOT NULL)`;
  const below = sql`ARRAY(
    WITH RECURSIVE below AS (
      SELECT employee_id AS id FROM account WHERE id = ${account} AND employee_id IS NOT NULL
      UNION
      SELECT org_employee.id FROM org_employee JOIN below ON org_employee.manager_id = below.id
    ) SELECT id FROM below)`;
  return sql<SqlBool>`(${holds(...readsAll)}
    OR (${holds("salesperson")} AND ${seller} = ANY (${own}))
    OR (${holds("manager")} AND ${seller} = ANY (${below})))`;
}
