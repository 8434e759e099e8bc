import { type Actor, type Reader, type Sql, sql } from "../../platform/index.ts";
import { kinds } from "../kinds/kinds.ts";
import { closedKinds, openKinds } from "../visible-to.ts";

/** Which records somebody may read, as `records.cedar` has it; read once a request. */
export interface Scope {
  readonly isReaderOfAll: boolean;
  readonly isInSales: boolean;
  readonly isManager: boolean;
  readonly employee: string | undefined;
  /** The employee and everyone below. */
  readonly below: readonly string[];
}

export async function readScope(db: Reader, { kind, id }: Actor): Promise<Scope> {
  const found = sql<{ role: string; employee: string | null }>`(
    SELECT account_role.role, account.employee_id AS employee
    FROM account JOIN account_role ON account_role.account_id = account.id
    WHERE account.id = ${kind === "person" ? id : null} AND account.disabled_at IS NULL)`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  const holds = (...roles: string[]) => rows.some(({ role }) => roles.includes(role));
  const employee = rows[0]?.employee ?? undefined;
  const isManager = holds("manager");
  return {
    isReaderOfAll: holds("lead-auditor", "auditor", "finance"),
    isInSales: holds("manager", "salesperson"),
    isManager,
    employee,
    below: isManager && employee !== undefined ? await readBelow(db, employee) : [],
  };
}

async function readBelow(db: Reader, employee: string): Promise<string[]> {
  const found = sql<{ id: string }>`(
    WITH RECURSIVE below AS (
      SELECT ${employee}::text AS id
      UNION SELECT org_employee.id FROM org_employee JOIN below ON org_employee.manager_id = below.id
    ) SELECT id FROM below)`;
  return (await db.selectFrom(found.as("found")).selectAll().execute()).map(({ id }) => id);
}

/** What a record's subjects must be for it to be read; `false` where no record of the kind is. */
export function subjectsWithin(scope: Scope, kind: string): "any" | readonly string[] | false {
  if (scope.isReaderOfAll) return "any";
  if (!scope.isInSales || closedKinds.includes(kind)) return false;
  if (openKinds.includes(kind)) return "any";
  if (scope.employee === undefined) return false;
  return scope.isManager && kind !== "approval" ? scope.below : [scope.employee];
}

/** The same of one kind as a condition on `record_now`; `undefined` where it holds for every record. */
export function withinScope(scope: Scope, kind: string, alias: string): Sql | undefined {
  const subjects = subjectsWithin(scope, kind);
  if (subjects === "any") return undefined;
  if (subjects === false) return sql`false`;
  return sql`${sql.ref(`${alias}.subjects`)} && ${[...subjects]}::text[]`;
}

/** The same over all kinds at once: few conditions, for most kinds have the same. */
export function withinAnyKind(scope: Scope, alias: string): Sql {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const groups = Map.groupBy(kinds, ({ name }) => JSON.stringify(subjectsWithin(scope, name)));
  const allowed = [...groups.values()].flatMap((group) => {
    const names = group.map(({ name }) => name);
    const subjects = subjectsWithin(scope, names[0] ?? "");
    if (subjects === false) return [];
    const isOfThem = sql`${column("kind")} = ANY (${names}::text[])`;
    return subjects === "any"
      ? [isOfThem]
      : [sql`(${isOfThem} AND ${column("subjects")} && ${[...subjects]}::text[])`];
  });
  return allowed.length === 0 ? sql`false` : sql`(${sql.join(allowed, sql` OR `)})`;
}
