import { type EventLog, type Follower, type LogEntry, sql } from "../../platform/index.ts";

/** Events that make a batch visible; each seals its batch's number. */
const types = new Set(["records.imported", "record.corrected", "record.entered", "records.observed"]);

/** The batch that an entry makes visible. */
export function batchOf({ type, seals }: LogEntry): bigint | undefined {
  return types.has(type) && seals?.batch !== undefined ? BigInt(seals.batch) : undefined;
}

/** Gives every batch the index of its event, in the order of the log: what was known by then can be asked for. */
export function followBatches(log: EventLog): Follower {
  return log.followTogether("records", async (entries, tx) => {
    const seen = entries.flatMap((entry) => {
      const batch = batchOf(entry);
      return batch === undefined ? [] : [{ batch, index: BigInt(entry.index) }];
    });
    if (seen.length === 0) return;
    const column = (name: "batch" | "index") => seen.map((one) => one[name]);
    await sql`
      UPDATE import_batch SET known_at = seen.known_at
      FROM unnest(${column("batch")}::bigint[], ${column("index")}::bigint[]) AS seen(batch, known_at)
      WHERE import_batch.id = seen.batch`.execute(tx);
  });
}
