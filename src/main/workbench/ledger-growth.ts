import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { HouseLedger } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type EventLog, sql } from "../../platform/index.ts";

/** Entries of one day of the house's calendar. */
interface DayOfLog {
  readonly day: string;
  readonly entries: number;
}

const shown = 30;
const day = 86_400_000;

/**
 * Entries a day, the last days. An entry's time is not a column, and entries stand in the order of their time but for
 * what was written at once: so the first of each day is looked up by halving.
 */
export async function entriesByDay(events: EventLog, now: Date, timeZone: string): Promise<DayOfLog[]> {
  const { size } = await events.state();
  const days = lastDays(now, timeZone);
  const dayOf = dayIn(timeZone);
  let from = await firstOn(events, days[0] ?? "", { from: 0, to: size, dayOf });
  const counted: DayOfLog[] = [];
  for (const [i, one] of days.entries()) {
    const next = days[i + 1];
    const to = next === undefined ? size : await firstOn(events, next, { from, to: size, dayOf });
    counted.push({ day: one, entries: to - from });
    from = to;
  }
  const begun = counted.findIndex(({ entries }) => entries > 0);
  return begun < 0 ? [] : counted.slice(begun);
}

const dayIn = (timeZone: string) => {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  return (moment: Date) => format.format(moment);
};

function lastDays(now: Date, timeZone: string): string[] {
  const dayOf = dayIn(timeZone);
  // Half days, so that a day of 23 hours is not skipped.
  const halves = Array.from({ length: 2 * shown }, (_, i) => dayOf(new Date(now.getTime() - (i * day) / 2)));
  return [...new Set(halves)].reverse();
}

/** Index of the first entry on or after the day. */
async function firstOn(
  events: EventLog,
  wanted: string,
  { from, to, dayOf }: { readonly from: number; readonly to: number; dayOf(moment: Date): string },
): Promise<number> {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [entry] = await events.readEntries(middle, 1);
    if (entry && dayOf(entry.time) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes of the published files, and of the log in the database. */
export async function sizeOfLog({
  database,
  ledger,
}: Pick<RoomParts, "database"> & { readonly ledger: HouseLedger }) {
  const { rows } = await sql<{ bytes: bigint }>`
    SELECT pg_total_relation_size('log') + pg_total_relation_size('log_opening') AS bytes`.execute(
    database.writer,
  );
  return { files: await sizeOfFolder(ledger.tiles.folder), database: Number(rows[0]?.bytes ?? 0n) };
}

/** Files come and go while it looks. */
async function sizeOfFolder(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOfFolder(path);
    else
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return bytes;
}
