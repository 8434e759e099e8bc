import { sql } from "../../platform/index.ts";
import { daysBefore, findInStore, recentOf, type TouchedRow } from "../../records/index.ts";
import { type Day, layNear, mostRows, type SliceParts } from "./lay-near.ts";

interface Recent {
  readonly recent: readonly TouchedRow[];
  /** The first day whose rows have to be known beside them. */
  readonly since: string;
}

/** What is new, and happened not long before the newest of it; the others are judged beside everything. */
export function recentAmong(
  touched: readonly TouchedRow[],
  { today, days }: { readonly today: string; readonly days: number },
): Recent & { readonly others: readonly TouchedRow[] } {
  const newest = touched.reduce((last, { day = "" }) => (day > last && day <= today ? day : last), "");
  if (newest === "") return { recent: [], others: touched, since: today };
  const first = daysBefore(newest, days);
  const isRecent = ({ version, isPast, day, refs }: TouchedRow) =>
    version === 1 &&
    !isPast &&
    // A line without a day has that of its document, which is found by its reference.
    (day === undefined ? refs.some((ref) => !ref.startsWith("customer:")) : day >= first && day <= today);
  const { recent = [], others = [] } = Object.groupBy(touched, (row) =>
    isRecent(row) ? "recent" : "others",
  );
  return { recent, others, since: daysBefore(first, days) };
}

interface SuspectsAmong {
  readonly by: ReadonlyMap<string, ReadonlySet<string>>;
  readonly failed: readonly string[];
  readonly leftOut: number;
}

export async function suspectsAmong(
  parts: SliceParts,
  day: Day,
  { recent, since, customers }: Recent & { readonly customers: readonly string[] },
): Promise<SuspectsAmong> {
  const { session, bench } = parts;
  const near = await recentOf(recent, customers, since, findInStore(session));
  if (near.size > mostRows) {
    if (customers.length === 1) return { by: new Map(), failed: [], leftOut: 1 };
    const half = Math.ceil(customers.length / 2);
    const first = await suspectsAmong(parts, day, { recent, since, customers: customers.slice(0, half) });
    const second = await suspectsAmong(parts, day, { recent, since, customers: customers.slice(half) });
    const by = new Map(first.by);
    for (const [detector, some] of second.by)
      by.set(detector, new Set([...(by.get(detector) ?? []), ...some]));
    return { by, failed: [...first.failed, ...second.failed], leftOut: first.leftOut + second.leftOut };
  }
  const { asOf, only } = await layNear(parts, day, near);
  const restingOn = recent.reduce((least, { id }) => Math.min(least, id), Number.MAX_SAFE_INTEGER);
  const { fiscalYearStart } = day;
  const { by, failed } = await bench.suspects(customers, { asOf, fiscalYearStart, only, restingOn });
  return { by, failed: [...failed.keys()], leftOut: 0 };
}

/** Those about whom an alert stands that what has come in may change, and the detectors of these. */
export async function standingAbout({ database, bench }: SliceParts, customers: readonly string[]) {
  const local = bench.local.map(({ id }) => id);
  const rows = await database.reader
    .selectFrom("alert")
    .select(["customer", "detector"])
    .distinct()
    // As one list: a statement takes no more than 65,535 values, and a slice may touch more customers.
    .where(sql<boolean>`customer = ANY (${[...customers]}::text[])`)
    .where("found", "=", true)
    .where("detector", "in", local)
    .execute();
  return {
    customers: rows.flatMap(({ customer }) => customer ?? []),
    detectors: rows.map(({ detector }) => detector),
  };
}
