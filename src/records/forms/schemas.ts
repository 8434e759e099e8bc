import { z } from "zod";

/** What answers of several routes are made of. */

export const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Types of the kinds' fields and of custom ones; those of the same name hold the same, but for money: see `of`. */
export const shownType = z.enum([
  "id",
  "name",
  "text",
  "time",
  "date",
  "money",
  "price",
  "quantity",
  "number",
  "integer",
  "rate",
  "flag",
  "currency",
  "choice",
  "yes-no",
  "reference",
]);

/** Whether a value is a field of the kind (money in minor units) or a custom one (money in major units). */
export const placeOf = z.enum(["field", "custom"]);

/** A record in one line. */
export const summary = z.object({
  kind: z.string(),
  record: z.string(),
  key: z.string(),
  name: z.string().optional(),
  /** YYYY-MM-DD */
  day: z.string().optional(),
  /** Minor units. */
  amount: z.string().optional(),
  currency: z.string().optional(),
  status: z.string().optional(),
});
export type Summary = z.output<typeof summary>;

export const kindParams = z.object({ kind: z.string().max(40) });
export const recordParams = kindParams.extend({ record: z.guid() });
