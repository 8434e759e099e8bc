import { z } from "zod";

/** How values of a measure are spread: counts between bounds, the lowest first (one more count than bounds). */
const spread = z.object({
  measure: z.enum(["amount", "price-level", "quantity"]),
  /** Of amounts; prices and quantities are relative and need none. */
  currency: z.string().optional(),
  bounds: z.array(z.number()),
  /** The last three whole months. */
  now: z.array(z.number()),
  /** The twelve months before these, whose deciles are the bounds. */
  before: z.array(z.number()),
  /** The same three months a year earlier: part of `before`. */
  season: z.array(z.number()),
});
export type Spread = z.infer<typeof spread>;

const monthlyRows = z.object({
  /** Of the warehouse: `sales`, `payments` … */
  table: z.string(),
  /** Whole months, oldest first, without gaps: YYYY-MM. */
  months: z.array(z.object({ month: z.string(), rows: z.number() })),
});
export type MonthlyRows = z.infer<typeof monthlyRows>;

/** What a run saw, in counts: enough to tell whether a later one saw something else, and nobody's name. */
export const runProfile = z.object({
  rows: z.array(monthlyRows),
  spreads: z.array(spread),
  /** Findings by weight, in ten bins from 0 to 1. */
  weights: z.array(z.number()),
});
export type RunProfile = z.infer<typeof runProfile>;
