import { z } from "zod";
import type { Choice } from "../../ledger/index.ts";

const names = z.array(z.string().max(200)).max(500);

/** What is to be disclosed of personal and free-text fields: names as in the leaf, such as `fields.phone`. */
export const personalChoice = z.union([z.literal("all"), names]);
export type PersonalChoice = z.infer<typeof personalChoice>;

/** The same in an address: `*` for all, else names between commas. */
export const personalQuery = z
  .string()
  .max(20_000)
  .default("")
  .transform((text): PersonalChoice => (text === "*" ? "all" : names.parse(text.split(",").filter(Boolean))));

export function choiceOf(personal: PersonalChoice): Choice {
  const chosen = new Set(personal === "all" ? [] : personal);
  return (name) => personal === "all" || chosen.has(name);
}
