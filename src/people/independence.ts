import { type Event, type Reader, Refusal, type Tx } from "../platform/index.ts";
import { subjectOf } from "./account.ts";
import { holdersOf, removeRole } from "./queries.ts";
import { breachesIndependence, type Role, roleNames } from "./role.ts";

/** Roles without which the house cannot be run; at set-up one person may hold both, until a second exists. */
const pillars = ["administrator", "lead-auditor"] as const satisfies readonly Role[];

export function isPillar(role: Role): role is (typeof pillars)[number] {
  return (pillars as readonly Role[]).includes(role);
}

/** The accounts that run the system and audit it at once; empty is as it should be. */
export async function breachOfIndependence(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom("account_role")
    .innerJoin("account", "account.id", "account_role.account_id")
    .select(["account.id", "account_role.role"])
    .where("account.disabled_at", "is", null)
    .orderBy("account.id")
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)]
    .filter(([, held]) => breachesIndependence(held.map(({ role }) => role)))
    .map(([id]) => id);
}

export const breached = (accountId: string): Event => ({
  type: "independence.breached",
  subject: subjectOf(accountId),
});

/** A second person now holds the role: whoever held it together with the other one gives it up. */
export async function restoreIndependence(tx: Tx, role: Role, newHolder: string): Promise<Event[]> {
  if (!isPillar(role)) return [];
  const events: Event[] = [];
  for (const id of await breachOfIndependence(tx)) {
    if (id === newHolder || !(await removeRole(tx, id, role))) continue;
    const subject = subjectOf(id);
    events.push({ type: "role.revoked", subject, before: { role } });
    events.push({ type: "independence.restored", subject });
  }
  return events;
}

/** Nobody could mend it afterwards: the last one with a pillar of the house keeps it. */
export async function insistOnAnother(tx: Tx, role: Role, accountId: string): Promise<void> {
  if (!isPillar(role)) return;
  const others = (await holdersOf(tx, role)).filter((id) => id !== accountId);
  if (others.length > 0) return;
  throw new Refusal("conflict", {
    zh: `这是最后一位${roleNames[role].zh}，请先指定另一位。`,
    en: `This is the last ${roleNames[role].en}; appoint another one first.`,
  });
}
