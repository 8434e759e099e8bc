import { z } from "zod";
import type { AlertStatus } from "../tables.ts";

/** What a person may do with an alert; stands in the event's `after` and in `alert_step`. */
export const alertStep = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reviewed") }),
  z.object({ kind: z.literal("confirmed"), reason: z.string() }),
  z.object({ kind: z.literal("cleared"), reason: z.string() }),
  z.object({ kind: z.literal("duplicate"), of: z.uuid(), reason: z.string().optional() }),
  z.object({ kind: z.literal("reopened"), reason: z.string() }),
  z.object({ kind: z.literal("assigned"), assignee: z.string().optional() }),
  z.object({ kind: z.literal("noted"), text: z.string() }),
  z.object({ kind: z.literal("checked"), check: z.int(), done: z.boolean(), text: z.string().optional() }),
]);
export type AlertStep = z.infer<typeof alertStep>;

/** The status that a step leads to; `undefined` where it changes none. */
export const statusAfter: { readonly [Kind in AlertStep["kind"]]: AlertStatus | undefined } = {
  reviewed: "in-review",
  confirmed: "confirmed",
  cleared: "innocent",
  duplicate: "duplicate",
  reopened: "open",
  assigned: undefined,
  noted: undefined,
  checked: undefined,
};

/** Where a status may be reached from: what was decided is opened again, with a reason, before it is decided anew. */
export const reachedFrom: { readonly [Kind in AlertStep["kind"]]: readonly AlertStatus[] } = {
  reviewed: ["open"],
  confirmed: ["open", "in-review"],
  cleared: ["open", "in-review"],
  duplicate: ["open", "in-review"],
  reopened: ["in-review", "confirmed", "innocent", "duplicate"],
  assigned: ["open", "in-review", "confirmed", "innocent", "duplicate"],
  noted: ["open", "in-review", "confirmed", "innocent", "duplicate"],
  checked: ["open", "in-review", "confirmed", "innocent", "duplicate"],
};
