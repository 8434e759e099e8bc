import { z } from "zod";

/** What a victim is told on its standard input, in one line, when its turn comes. */
export const victimOrders = z.object({
  data: z.string(),
  keys: z.string(),
  /** The person who imports and decides. */
  actor: z.string(),
  /** Where the files lie that it imports. */
  files: z.string(),
  /** Counts turns, so that no two import the same. */
  turn: z.int(),
  policyFile: z.string().optional(),
  fault: z.enum(["none", "slow-disk", "failing-disk", "torn", "full-ledger", "full-keys"]),
  chance: z.number(),
});
export type VictimOrders = z.infer<typeof victimOrders>;

/** What it tells, a line each; what it calls done is durable by then. */
export const told = z.union([
  z.object({ ready: z.number() }),
  /** The batch of an import that has ended. */
  z.object({ imported: z.string() }),
  /** An import that was accepted as a job. */
  z.object({ accepted: z.string() }),
  /** `alert/revision`, and the step that was taken. */
  z.object({ stepped: z.string(), step: z.record(z.string(), z.unknown()) }),
  /** Sealing has stopped. */
  z.object({ fault: z.string() }),
  /** An import or a step failed. */
  z.object({ failed: z.string() }),
]);
export type Told = z.infer<typeof told>;
