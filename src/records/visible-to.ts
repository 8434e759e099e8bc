import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor, Sql } from "../platform/index.ts";

/** Columns, or pieces of SQL, of what is asked about: its kind, its key and its `refs` (text[], never null). */
export interface RecordColumns {
  readonly kind: Sql;
  readonly key: Sql;
  readonly refs: Sql;
}

/** Those of a table that has them under these names, such as `record_version`. */
export function columnsOf(alias: string): RecordColumns {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return { kind: column("kind"), key: column("key"), refs: column("refs") };
}

/**
 * The rules of `records.cedar` for reading as one condition of SQL, for lists, counts, search and exports. The
 * version that it is asked about is the latest that is not a tombstone. It reads accounts and the org chart as they
 * stand, once a query, not once a row.
 */
export function recordVisibleTo({ kind, id }: Actor, columns: RecordColumns): RawBuilder<SqlBool> {
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
  return sql<SqlBool>`(${holds(...readers)}
    OR (${holds("manager", "salesperson")} AND (
      ${columns.kind} = ANY (${openKinds}::text[])
      OR (${columns.kind} <> ALL (${closedKinds}::text[]) AND ${namesAnyOf(own, columns)})))
    OR (${holds("manager")} AND ${columns.kind} <> ALL (${[...closedKinds, "approval"]}::text[])
      AND ${namesAnyOf(below, columns)}))`;
}

const readers = ["lead-auditor", "auditor", "finance"];
/** Everybody in sales needs them. */
export const openKinds: readonly string[] = ["product", "price-list"];
/** Nobody in sales reads them: they tell of others. */
export const closedKinds: readonly string[] = ["complaint", "change"];

/** `employees` is a text[] worked out once. */
function namesAnyOf(employees: Sql, { kind, key, refs }: RecordColumns): Sql {
  const named = sql`ARRAY(SELECT 'employee:' || id FROM unnest(${employees}) AS e(id))`;
  return sql`(${refs} && ${named} OR (${kind} = 'employee' AND ${key} = ANY (${employees})))`;
}
