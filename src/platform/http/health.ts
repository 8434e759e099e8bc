import { z } from "zod";
import type { EventLog } from "../log/event-log.ts";

export const healthBody = z.object({
  status: z.enum(["ok", "failing"]),
  database: z.enum(["reachable", "unreachable"]),
  /** Entries in the log, events that wait for their index, and for how long none of them got one. */
  log: z.object({ size: z.int(), waiting: z.int(), stalledSeconds: z.int() }).optional(),
  /** Followers of the log that an entry holds up: what they keep is out of date, and people still work. */
  heldUp: z.int().optional(),
});

export type Health = z.infer<typeof healthBody>;

/** The sequencer needs milliseconds: so long without progress means that it does not work. */
const stalledAfter = 15; // seconds
const patience = 5_000; // milliseconds

/** `clock` in milliseconds, monotonic. */
export function createHealth(
  events: Pick<EventLog, "state" | "followers">,
  clock: () => number = () => performance.now(),
): () => Promise<Health> {
  let last = { size: -1, at: clock() };
  return async () => {
    const state = await Promise.race([
      events.state().catch(() => undefined),
      new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined).unref()),
    ]);
    if (!state) return { status: "failing", database: "unreachable" };
    if (state.size !== last.size || state.waiting === 0) last = { size: state.size, at: clock() };
    const stalledSeconds = Math.floor((clock() - last.at) / 1_000);
    return {
      status: stalledSeconds >= stalledAfter ? "failing" : "ok",
      database: "reachable",
      log: { ...state, stalledSeconds },
      heldUp: events.followers().filter((follower) => follower.failure() !== undefined).length,
    };
  };
}
