import { type Reader, sql } from "../../platform/index.ts";

/** How live detection fares, without a word of what it judges. */
export interface LiveFacts {
  /** Batches that wait to be judged, and for how many seconds the oldest has. */
  readonly waiting: number;
  readonly behind: number;
  /** Of the last slice. */
  readonly judgedAt: Date | undefined;
  readonly customers: number;
  readonly milliseconds: number;
  /** Detectors that failed in it; `slice` where it failed as a whole. */
  readonly failed: readonly string[];
  /** Customers with too many records to be judged at once: left to whole runs. */
  readonly leftOut: number;
  /** Number of the baseline that is judged by; absent while there is none. */
  readonly baseline: number | undefined;
}

export async function readLive(db: Reader, now: Date): Promise<LiveFacts> {
  const state = await db.selectFrom("live_state").selectAll().executeTakeFirstOrThrow();
  const queue = await db
    .selectFrom("live_queue")
    .select([sql<number>`count(*)::integer`.as("waiting"), sql<Date | null>`min(accepted_at)`.as("oldest")])
    .executeTakeFirstOrThrow();
  const { newest } = await db
    .selectFrom("detection_baseline")
    .select((eb) => eb.fn.max("number").as("newest"))
    .executeTakeFirstOrThrow();
  return {
    waiting: queue.waiting,
    behind: queue.oldest ? Math.max(0, (now.getTime() - queue.oldest.getTime()) / 1_000) : 0,
    judgedAt: state.judged_at ?? undefined,
    customers: state.customers ?? 0,
    milliseconds: state.milliseconds ?? 0,
    failed: state.failed,
    leftOut: Number(state.left_out),
    baseline: newest === null ? undefined : Number(newest),
  };
}
