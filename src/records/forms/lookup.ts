import { type Actor, type Reader, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import type { Summary } from "./schemas.ts";
import { isShownTo, summaryColumns } from "./standing-sql.ts";
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
  const byKey = await findBy(db, actor, kind, sql`v.key >= ${text} AND v.key < ${`${text}\u{10ffff}`}`);
  const fields = named[kind.name] ?? [];
  if (text === "" || fields.length === 0 || byKey.length >= most) return byKey;
  const like = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const byName = await findBy(
    db,
    actor,
    kind,
    sql`(${sql.join(
      ["key", ...fields].map((name) =>
        name === "key" ? sql`v.key ILIKE ${like}` : sql`v.fields->>${sql.lit(name)} ILIKE ${like}`,
      ),
      sql` OR `,
    )})`,
  );
  const known = new Set(byKey.map(({ record }) => record));
  return [...byKey, ...byName.filter(({ record }) => !known.has(record))].slice(0, most);
}

async function findBy(
  db: Reader,
  actor: Actor,
  kind: Kind,
  condition: ReturnType<typeof sql>,
): Promise<Summary[]> {
  const found = sql<SummaryRow>`(SELECT ${summaryColumns} FROM record_version v
    WHERE v.kind = ${kind.name} AND ${condition} AND ${isShownTo(actor, "v")} ORDER BY v.key, v.id LIMIT ${most})`;
  const rows = await db.selectFrom(found.as("found")).selectAll().orderBy("key").execute();
  return rows.map(summaryOf);
}
