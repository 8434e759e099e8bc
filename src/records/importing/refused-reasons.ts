import { z } from "zod";
import type { RefusedRow } from "../reading/raw-table.ts";
import { bilingual } from "./schemas.ts";

/** Rows that were refused for the same reason. */
export const reasonSchema = z.object({
  file: z.string(),
  column: z.string().optional(),
  expected: bilingual,
  rows: z.int(),
  /** As a person counts rows, and what stood there. */
  firstRow: z.int().optional(),
  example: z.string().optional(),
});
export type RefusedReason = z.infer<typeof reasonSchema>;

const reasonsTold = 100;

/** The commonest first. */
export function refusedReasons(refused: readonly RefusedRow[]): RefusedReason[] {
  const reasons = new Map<string, RefusedReason>();
  for (const { path, member, column, expected, row, value } of refused) {
    const file = member === undefined ? path : `${path} › ${member}`;
    const key = JSON.stringify([file, column, expected.en]);
    const known = reasons.get(key);
    if (known) known.rows += 1;
    else {
      const first = { ...(row === undefined ? {} : { firstRow: row }), ...(value ? { example: value } : {}) };
      reasons.set(key, { file, ...(column === undefined ? {} : { column }), expected, rows: 1, ...first });
    }
  }
  return [...reasons.values()].sort((a, b) => b.rows - a.rows).slice(0, reasonsTold);
}
