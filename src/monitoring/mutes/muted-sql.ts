import { type Reader, type Sql, sql } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import type { MuteInForce } from "./mute.ts";

/** The mutes that hold today. They end by themselves: after its last day a mute is not among them. */
export async function mutesInForce(db: Reader): Promise<MuteInForce[]> {
  const rows = await db
    .selectFrom("mute")
    .select(["id", "detector", "scope", "scope_id", "until", sql<Date>`now()`.as("now")])
    .where("ended_at", "is", null)
    // Whatever the time zone, it is no earlier than yesterday there.
    .where("until", ">=", sql<string>`current_date - 1`)
    .orderBy("set_at")
    .execute();
  const [first] = rows;
  if (!first) return [];
  const { timeZone } = (await readSettings(db)).calendar;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(first.now);
  return Promise.all(
    rows
      .filter(({ until }) => until >= today)
      .map(async ({ id, detector, scope, scope_id: scopeId }) => {
        const members = scope === "org-unit" && scopeId !== null ? await membersOf(db, scopeId) : [];
        return { id, detector, scope, scopeId, members };
      }),
  );
}

/** Whoever stands above an org unit, and everyone below. */
async function membersOf(db: Reader, head: string): Promise<string[]> {
  const unit = sql<{ id: string }>`(
    WITH RECURSIVE below AS (
      SELECT ${head}::text AS id
      UNION
      SELECT org_employee.id FROM org_employee JOIN below ON org_employee.manager_id = below.id
    ) SELECT id FROM below)`;
  const rows = await db.selectFrom(unit.as("unit")).select("id").execute();
  return rows.map(({ id }) => id);
}

/** Of a row of the table of alerts: the id of the first mute that covers it, or NULL; NULL too of what is decided. */
export function muteOf(mutes: readonly MuteInForce[]): Sql {
  if (mutes.length === 0) return sql`NULL::uuid`;
  const cases = mutes.map((mute) => sql`WHEN ${covered(mute)} THEN ${mute.id}::uuid`);
  // What people have decided is told, whatever is muted.
  return sql`(CASE WHEN alert.status NOT IN ('open', 'in-review') THEN NULL::uuid ${sql.join(cases, sql` `)} END)`;
}

/** Whether any mute covers a row of the table of alerts. */
export function isMuted(mutes: readonly MuteInForce[]) {
  return mutes.length === 0 ? sql<boolean>`false` : sql<boolean>`(${muteOf(mutes)} IS NOT NULL)`;
}

export function isNotMuted(mutes: readonly MuteInForce[]) {
  return mutes.length === 0 ? sql<boolean>`true` : sql<boolean>`(${muteOf(mutes)} IS NULL)`;
}

function covered({ detector, scope, scopeId, members }: MuteInForce): Sql {
  const of = detector === null ? sql`true` : sql`alert.detector = ${detector}`;
  const subject = (kind: string) => sql`(alert.subject_kind = ${kind} AND alert.subject_id = ${scopeId})`;
  switch (scope) {
    case "all":
      return of;
    case "seller":
      return sql`(${of} AND (alert.seller IS NOT DISTINCT FROM ${scopeId} OR ${subject("seller")}))`;
    case "customer":
      return sql`(${of} AND (alert.customer IS NOT DISTINCT FROM ${scopeId} OR ${subject("customer")}))`;
    case "product":
      return sql`(${of} AND ${subject("product")})`;
    case "legal-entity":
      return sql`(${of} AND alert.legal_entities = ARRAY[${scopeId}::text])`;
    case "org-unit":
      return sql`(${of} AND CASE alert.subject_kind WHEN 'seller' THEN alert.subject_id ELSE coalesce(alert.seller, '') END = ANY(${[...members]}::text[]))`;
  }
}
