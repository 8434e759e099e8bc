import { z } from "zod";

const figures = z.object({
  score: z.number(),
  pValue: z.number().optional(),
  /** Minor units. */
  amount: z.string(),
});

/** What came of working a version of an alert out again. */
export const rerunResult = z.object({
  /** Score, p-value, amount and the versions of all records that show it are what they were. */
  same: z.boolean(),
  before: figures,
  /** Absent where it is not found any more. */
  after: figures.optional(),
  sameEvidence: z.boolean(),
  /** Records have been erased since: what rested on them cannot come out the same. */
  erased: z.boolean(),
  /** The version of the product that made it, and the one that worked it out again. */
  product: z.object({ before: z.string(), after: z.string() }),
});
export type RerunResult = z.infer<typeof rerunResult>;
