import { z } from "zod";

/** Minor units as decimal text. */
export const minor = z.string();
export const amount = z.object({ currency: z.string(), amount: minor });
export const bilingual = z.object({ zh: z.string(), en: z.string() });

const storedAmounts = z.array(amount);
/** `amounts` of a JSON column. */
export const amountsOf = (stored: unknown) => storedAmounts.parse(stored ?? []);
