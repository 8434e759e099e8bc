import { z } from "zod";
import type { JobView } from "../../platform/index.ts";
import { kinds } from "../kinds/kinds.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { sourceName } from "../store/import-input.ts";

export const bilingual = z.object({ zh: z.string(), en: z.string() });

export const jobState = z.enum(["waiting", "running", "done", "failed", "cancelled"]);

/** How far a job is. */
export const jobSchema = z.object({
  id: z.guid(),
  state: jobState,
  /** From 0 to 100. */
  percent: z.number(),
  words: bilingual.optional(),
});
export type JobJson = z.infer<typeof jobSchema>;

export function jobJson({ id, state, percent, words }: JobView): JobJson {
  return { id, state, percent, ...(words ? { words } : {}) };
}

/** What a person has decided about an upload. */
export const planSchema = z.strictObject({
  source: sourceName,
  complete: z.boolean(),
  mapping: mappingSchema,
});
export type Plan = z.infer<typeof planSchema>;

/** What came, or would come, of the rows of one kind. */
export const countSchema = z.object({
  kind: z.string(),
  title: bilingual,
  observed: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  gone: z.int(),
  returned: z.int(),
});
export type CountJson = z.infer<typeof countSchema>;

type Counted = Omit<CountJson, "kind" | "title" | "unchanged">;

function countJson(kind: string, counted: Counted): CountJson {
  const { observed, added, changed, gone, returned } = counted;
  const title = kinds.find(({ name }) => name === kind)?.title ?? { zh: kind, en: kind };
  const unchanged = observed - added - changed - returned;
  return { kind, title, observed, added, changed, unchanged, gone, returned };
}

/** In the order of the kinds, as everywhere else. */
export function countsJson(counts: Iterable<readonly [string, Counted]>): CountJson[] {
  const order = kinds.map(({ name }) => name as string);
  return [...counts]
    .map(([kind, counted]) => countJson(kind, counted))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
