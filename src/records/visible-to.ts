import { type RawBuilder, type SqlBool, sql } from "kysely";
import { employeesBelow, holdsRole, ownEmployee } from "../people/index.ts";
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
export function recordVisibleTo(actor: Actor, columns: RecordColumns): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${holdsRole(actor, "lead-auditor", "auditor", "finance")}
    OR (${holdsRole(actor, "manager", "salesperson")} AND (
      ${columns.kind} = ANY (${openKinds}::text[])
      OR (${columns.kind} <> ALL (${closedKinds}::text[]) AND ${namesAnyOf(ownEmployee(actor), columns)})))
    OR (${holdsRole(actor, "manager")} AND ${columns.kind} <> ALL (${[...closedKinds, "approval"]}::text[])
      AND ${namesAnyOf(employeesBelow(actor), columns)}))`;
}

/** Everybody in sales needs them. */
export const openKinds: readonly string[] = ["product", "price-list"];
/** Nobody in sales reads them: they tell of others. */
export const closedKinds: readonly string[] = ["complaint", "change"];

/** `employees` is a text[] worked out once. */
function namesAnyOf(employees: Sql, { kind, key, refs }: RecordColumns): Sql {
  const named = sql`ARRAY(SELECT 'employee:' || id FROM unnest(${employees}) AS e(id))`;
  return sql`(${refs} && ${named} OR (${kind} = 'employee' AND ${key} = ANY (${employees})))`;
}
