import type { EventLog, Follower, LogEntry } from "../../platform/index.ts";

/** Events that make a batch visible; each seals its batch's number. */
const types = new Set(["records.imported", "record.corrected", "record.entered", "records.observed"]);

/** The batch that an entry makes visible. */
export function batchOf({ type, seals }: LogEntry): bigint | undefined {
  return types.has(type) && seals?.batch !== undefined ? BigInt(seals.batch) : undefined;
}

/** Gives every batch the index of its event, in the order of the log: what was known by then can be asked for. */
export function followBatches(log: EventLog): Follower {
  return log.followLog("records", async (entry: LogEntry, tx) => {
    const batch = batchOf(entry);
    if (batch === undefined) return;
    await tx
      .updateTable("import_batch")
      .set({ known_at: BigInt(entry.index) })
      .where("id", "=", batch)
      .execute();
  });
}
