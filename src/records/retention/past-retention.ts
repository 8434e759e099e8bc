import { isHeld } from "../../ledger/index.ts";
import { type Sql, sql } from "../../platform/index.ts";
import { isVisible } from "../store/visible.ts";

/**
 * Kinds that say what is, not what happened: as long as their source has such a record it is in use, so its time
 * begins when the source has it no more.
 */
const standing: ReadonlySet<string> = new Set(["customer", "contact", "employee", "product", "price-list"]);

/** Those of `ended` that a hold keeps in spite of their age, or all but those. */
export function pastRetention(kind: string, before: string, held: "held" | "free" = "free"): Sql {
  const keeps = sql`EXISTS (SELECT FROM record_version w WHERE w.record = past.record AND ${isHeld("w")})`;
  return sql`SELECT past.* FROM (${ended(kind, before)}) past WHERE ${held === "held" ? keeps : sql`NOT ${keeps}`}`;
}

/**
 * Records of a kind that ended before a day, each once. A document ends with the latest day that any of its versions
 * tells of itself, and where none tells one, with the day it was last observed.
 */
function ended(kind: string, before: string): Sql {
  const isCandidate = sql`v.kind = ${kind} AND v.erased_at IS NULL AND ${isVisible("v")}`;
  if (standing.has(kind)) {
    return sql`SELECT v.record, true AS gone FROM record_version v
      WHERE ${isCandidate} AND v.gone AND v.observed_at < ${before}::date
        AND NOT EXISTS (SELECT FROM record_version n WHERE n.record = v.record AND n.version > v.version)`;
  }
  // A tombstone tells no day: it does not prolong the time.
  return sql`SELECT v.record, bool_or(v.gone AND v.version = (SELECT max(n.version) FROM record_version n WHERE n.record = v.record)) AS gone
    FROM record_version v WHERE ${isCandidate} AND v.happened_at < ${before}::date
      AND NOT EXISTS (SELECT FROM record_version n WHERE n.record = v.record AND NOT n.gone
        AND CASE WHEN n.happened_at = '-infinity' THEN n.observed_at >= ${before}::date
          ELSE n.happened_at >= ${before}::date END)
    GROUP BY v.record`;
}

/** The day that lies so many months before another, its month's last where the month is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const target = 12 * year + month - 1 - months;
  const last = new Date(Date.UTC(Math.floor(target / 12), (((target % 12) + 12) % 12) + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
