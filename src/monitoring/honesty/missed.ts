import { z } from "zod";
import { estimateMissedFraud } from "../../detection/index.ts";
import { fewestDecided } from "./share.ts";

/** What the lots of a list found among what nothing spoke against. */
export interface RandomSample {
  /** What they were drawn from. */
  readonly population: number;
  readonly drawn: number;
  readonly falsified: number;
  readonly honest: number;
  /** Looked at, and could not be told. */
  readonly untold: number;
}

export const missed = z.object({
  population: z.int(),
  drawn: z.int(),
  falsified: z.int(),
  honest: z.int(),
  untold: z.int(),
  /** Drawn, and not looked at yet. */
  waiting: z.int(),
  /** Falsified among the population, by those that could be told; absent while too few could. */
  estimate: z.number().optional(),
  /** Exact 95 % bounds, in which whatever could not be told or was not looked at counts both ways. */
  least: z.int().optional(),
  most: z.int().optional(),
});
export type Missed = z.infer<typeof missed>;

/**
 * What was missed, from a simple random sample. Whoever leaves the awkward ones for later, or writes them off as untold,
 * would bend a plain share; the bounds therefore take all of them as honest for the lower one and all as falsified for the
 * upper one (Manski 1989), around the exact interval of Clopper & Pearson for a sample of all that was drawn.
 */
export function missedOf(sample: RandomSample): Missed {
  const { population, drawn, falsified, honest, untold } = sample;
  const told = falsified + honest;
  const waiting = drawn - told - untold;
  if (told < fewestDecided) return { ...sample, waiting };
  const least = estimateMissedFraud({ population, inspected: drawn, falsified }).least;
  const most = estimateMissedFraud({ population, inspected: drawn, falsified: drawn - honest }).most;
  return { ...sample, waiting, estimate: (falsified / told) * population, least, most };
}
