import { z } from "zod";
import type { Bilingual } from "../platform/index.ts";

const suspect = z.boolean();

/**
 * The pictures a finding may ask for, each with the columns its query returns. `suspect` marks what the finding is about.
 * Labels are data (names, ids, periods); words that need translation come in the chart's titles.
 */
export const chartRows = {
  /** A histogram is drawn of `value`; suspects are marked in it. */
  distribution: z.object({ value: z.number(), suspect, label: z.string().optional() }),
  /** One line over time, with the peers' line beside it where given. `period` sorts as text (2025-03, 2025-03-31). */
  series: z.object({ period: z.string(), value: z.number(), peers: z.number().optional(), suspect }),
  /** Observed against expected share per leading digit(s) or ending. */
  digits: z.object({ digit: z.string(), observed: z.number(), expected: z.number() }),
  /** One value a day, `day` as YYYY-MM-DD, drawn as a calendar. */
  calendar: z.object({ day: z.string(), value: z.number(), suspect }),
  /** Horizontal bars, longest first. */
  bars: z.object({ label: z.string(), value: z.number(), suspect }),
  /** Points; x and y in the units of the axis titles. */
  scatter: z.object({ x: z.number(), y: z.number(), label: z.string().optional(), suspect }),
  /** Parties and what they share, e.g. seller → telephone ← customer. Kinds are kebab-case words such as employee, phone. */
  network: z.object({
    from_kind: z.string(),
    from: z.string(),
    to_kind: z.string(),
    to: z.string(),
    suspect,
  }),
  /** Documents of one deal side by side: amounts in major units. */
  documents: z.object({
    document: z.string(),
    id: z.string(),
    at: z.string().optional(),
    party: z.string().optional(),
    quantity: z.number().optional(),
    amount: z.number().optional(),
    suspect,
  }),
  /** Events in order; `at` as YYYY-MM-DD[ HH:MM]. */
  timeline: z.object({ at: z.string(), label: z.string(), value: z.number().optional(), suspect }),
  /** Places in order of time, degrees WGS 84 or as given. */
  track: z.object({
    at: z.string(),
    longitude: z.number(),
    latitude: z.number(),
    label: z.string().optional(),
    suspect,
  }),
} as const;

export type ChartKind = keyof typeof chartRows;
export type ChartRow<Kind extends ChartKind> = z.infer<(typeof chartRows)[Kind]>;

interface ChartOf<Kind extends ChartKind> {
  readonly kind: Kind;
  readonly title: Bilingual;
  readonly x?: Bilingual;
  readonly y?: Bilingual;
  readonly scale?: "linear" | "log";
  readonly rows: readonly ChartRow<Kind>[];
}

/** A chart with its data, ready to draw. */
export type Chart = { [Kind in ChartKind]: ChartOf<Kind> }[ChartKind];
