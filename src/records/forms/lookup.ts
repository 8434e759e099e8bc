import { type Actor, type Reader, type Sql, sql } from "../../platform/index.ts";
import { readScope, type Scope, withinScope } from "../browse/scope.ts";
import type { Kind } from "../kinds/define-kind.ts";
import type { Summary } from "./schemas.ts";
import { type SummaryRow, summaryOf } from "./summary.ts";

const most = 20;
/** Found by what people call them too; the others are too many, and are known by their number. */
const named: Readonly<Record<string, readonly string[]>> = {
  employee: ["name"],
  customer: ["name", "tax_number"],
  contact: ["name"],
  product: ["name"],
  opportunity: ["name"],
  contract: ["name"],
};

/** Records of a kind for a person who types: first those whose key begins so, then those whose name contains it. */
export async function lookUp(db: Reader, actor: Actor, kind: Kind, typed: string): Promise<Summary[]> {
  const text = typed.trim();
  const scope = await readScope(db, actor);
  const byKey = await find(db, scope, kind, sql`n.key >= ${text} AND n.key < ${`${text}\u{10ffff}`}`);
  const fields = named[kind.name];
  if (text === "" || !fields || byKey.length >= most) return byKey;
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const contains = [sql`n.key`, ...fields.map((name) => sql`v.fields->>${sql.lit(name)}`)].map(
    (value) => sql`${value} ILIKE ${like}`,
  );
  const byName = await find(db, scope, kind, sql`(${sql.join(contains, sql` OR `)})`);
  const known = new Set(byKey.map(({ record }) => record));
  return [...byKey, ...byName.filter(({ record }) => !known.has(record))].slice(0, most);
}

async function find(db: Reader, scope: Scope, kind: Kind, condition: Sql): Promise<Summary[]> {
  const within = withinScope(scope, kind.name, "n");
  const allowed = within ? sql`AND ${within}` : sql``;
  const found = sql<SummaryRow>`(SELECT v.kind, v.record, v.key, v.happened_at::text AS happened, v.fields
    FROM record_now n JOIN record_version v ON v.id = n.version_id
    WHERE n.kind = ${kind.name} AND NOT n.gone AND ${condition} ${allowed} ORDER BY n.key, n.version_id LIMIT ${most})`;
  const rows = await db.selectFrom(found.as("found")).selectAll().orderBy("key").execute();
  return rows.map(summaryOf);
}
