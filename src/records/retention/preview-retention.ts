import { type Reader, type Sql, sql } from "../../platform/index.ts";
import { dayIn } from "../settings/days.ts";
import { readSettings } from "../settings/queries.ts";
import { monthsBefore, pastRetention } from "./past-retention.ts";

/** Of a kind that has a period of retention: since when its records are kept. */
export interface KeptSince {
  readonly kind: string;
  readonly before: string;
}

export interface PastRetention extends KeptSince {
  readonly records: number;
  /** Past their retention too, and kept by a hold. */
  readonly held: number;
}

/** By the settings as they stand, in the business time zone. */
export async function keptSince(db: Reader, now: Date): Promise<KeptSince[]> {
  const { retention, calendar } = await readSettings(db);
  const today = dayIn(now, calendar.timeZone);
  return retention.kinds.map(({ kind, months }) => ({ kind, before: monthsBefore(today, months) }));
}

/** What the next run would erase: nothing is changed. */
export async function previewRetention(db: Reader, now: Date): Promise<PastRetention[]> {
  const found: PastRetention[] = [];
  for (const { kind, before } of await keptSince(db, now)) {
    const count = (held: "held" | "free") => countPast(db, sql`(${pastRetention(kind, before, held)})`);
    found.push({ kind, before, records: await count("free"), held: await count("held") });
  }
  return found;
}

async function countPast(db: Reader, past: Sql): Promise<number> {
  const { n } = await db
    .selectFrom(past.as("past"))
    .select(sql<bigint>`count(*)`.as("n"))
    .executeTakeFirstOrThrow();
  return Number(n);
}
