import type { Database, EventLog, Follower } from "../../platform/index.ts";

/** What came in and waits to be judged, the oldest first. */
export interface Waiting {
  readonly index: bigint;
  readonly batch: bigint;
  readonly acceptedAt: Date;
}

// An import begins a whole run of its own: judging its customers one by one would only do the same work twice.
const types = new Set(["records.observed", "record.entered", "record.corrected"]);

/** Subscription: `records.observed`, `record.entered`, `record.corrected` → the customers they touch are judged. */
export function followForLive(log: EventLog): Follower {
  return log.followTogether("live", async (entries, tx) => {
    const waiting = entries.flatMap(({ type, index, time, seals }) =>
      types.has(type) && seals?.batch !== undefined
        ? [{ index: BigInt(index), batch: BigInt(seals.batch), accepted_at: new Date(time) }]
        : [],
    );
    if (waiting.length === 0) return;
    await tx
      .insertInto("live_queue")
      .values(waiting)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

export async function readWaiting({ writer }: Pick<Database, "writer">, most: number): Promise<Waiting[]> {
  const rows = await writer.selectFrom("live_queue").selectAll().orderBy("index").limit(most).execute();
  return rows.map(({ index, batch, accepted_at: acceptedAt }) => ({ index, batch, acceptedAt }));
}

/** They are judged. Should the house end before this, they are judged again, which changes nothing. */
export async function forgetWaiting(
  { writer }: Pick<Database, "writer">,
  judged: readonly Waiting[],
): Promise<void> {
  const indices = judged.map(({ index }) => index);
  await writer.deleteFrom("live_queue").where("index", "in", indices).execute();
}
