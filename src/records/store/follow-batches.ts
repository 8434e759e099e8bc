import { type EventLog, type Follower, type LogEntry, sql } from "../../platform/index.ts";

/** Events that make a batch visible; each seals its batch's number. */
const types = new Set(["records.imported", "record.corrected", "record.entered", "records.observed"]);

/** The batches that entries make visible, with the index of each. */
export const batchesOf = (entries: readonly LogEntry[]) =>
  entries.flatMap(({ type, index, seals }) =>
    types.has(type) && seals?.batch !== undefined
      ? [{ batch: BigInt(seals.batch), index: BigInt(index) }]
      : [],
  );

/** Gives every batch the index of its event, in the order of the log: what was known by then can be asked for. */
export function followBatches(log: EventLog): Follower {
  return log.followTogether("records", async (entries, tx) => {
    const seen = batchesOf(entries);
    if (seen.length === 0) return;
    const column = (name: "batch" | "index") => seen.map((one) => one[name]);
    await sql`
      UPDATE import_batch SET known_at = seen.known_at
      FROM unnest(${column("batch")}::bigint[], ${column("index")}::bigint[]) AS seen(batch, known_at)
      WHERE import_batch.id = seen.batch`.execute(tx);
  });
}
