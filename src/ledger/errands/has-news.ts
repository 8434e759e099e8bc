import type { EventLog } from "../../platform/index.ts";

/** Entries that tell of an errand itself: were they news, a house where nothing happens would never come to rest. */
const ownTypes: ReadonlySet<string> = new Set(["ledger.stamped", "ledger.anchored", "ledger.anchor-lost"]);

const atOnce = 256;

/** Whether anything happened in the entries from `from` up to `to` but that the ledger went on errands. */
export async function hasNews(
  events: Pick<EventLog, "readEntries">,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<boolean> {
  for (let at = from; at < to; at += atOnce) {
    const entries = await events.readEntries(at, Math.min(atOnce, to - at));
    if (entries.some(({ type }) => !ownTypes.has(type))) return true;
  }
  return false;
}
