import type { RawBuilder, SqlBool } from "kysely";
import {
  employeesBelow,
  holdsRole,
  ownEmployee,
  type PeopleAccess,
  type Resource,
  type Role,
} from "../../people/index.ts";
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

const readsAll: readonly Role[] = ["lead-auditor", "auditor", "finance"];

/** Figures of a seller, or of a customer that is that seller's, as Cedar judges them. */
export function scorecardResource(seller: string): Resource {
  return { type: "Scorecard", id: seller === "" ? "-" : seller, subjects: seller === "" ? [] : [seller] };
}

/**
 * The rules of `monitoring.cedar` for sales figures as one condition of SQL. `seller` is the column with the employee
 * whose figures a row holds (text, never null; empty where nobody is known).
 */
export function salesVisibleTo(actor: Actor, seller: Sql): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${holdsRole(actor, ...readsAll)}
    OR (${holdsRole(actor, "salesperson")} AND ${seller} = ANY (${ownEmployee(actor)}))
    OR (${holdsRole(actor, "manager")} AND ${seller} = ANY (${employeesBelow(actor)})))`;
}
