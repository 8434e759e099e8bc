import { z } from "zod";
import type { DryRun } from "../store/dry-run.ts";
import { reasonSchema, refusedReasons } from "./refused-reasons.ts";
import { bilingual, countSchema, countsJson } from "./schemas.ts";

/** What an import would do, as people see it. */
export const dryRunSchema = z.object({
  counts: z.array(countSchema),
  refusedTotal: z.int(),
  reasons: z.array(reasonSchema),
  notes: z.array(bilingual),
  sentence: bilingual,
});
export type DryRunReport = z.infer<typeof dryRunSchema>;

export function reportOf({ counts, refused, refusedTotal, notes, sentence }: DryRun): DryRunReport {
  return {
    counts: countsJson(Object.entries(counts)),
    refusedTotal,
    reasons: refusedReasons(refused),
    notes: [...notes],
    sentence,
  };
}
