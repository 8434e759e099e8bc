import { z } from "zod";
import { binomialBounds } from "../../detection/index.ts";

/** With fewer decided than this nothing is said of a share: the interval would cover nearly everything. */
export const fewestDecided = 5;

/** A share with its exact 95 % bounds; without them where there are too few to say. */
export const share = z.object({
  hits: z.int(),
  trials: z.int(),
  share: z.number().optional(),
  least: z.number().optional(),
  most: z.number().optional(),
});
export type Share = z.infer<typeof share>;

export function shareOf(hits: number, trials: number, fewest = fewestDecided): Share {
  if (trials < fewest) return { hits, trials };
  return { hits, trials, share: hits / trials, ...binomialBounds(hits, trials, 0.95) };
}
