import { z } from "zod";
import { type Measure, measures } from "../summaries/measures.ts";

const stored = z.array(
  z.object({
    measure: z.string(),
    value: z.number(),
    cases: z.int(),
    isThin: z.boolean(),
    level: z.enum(["narrow", "broad", "all"]).nullable(),
    place: z.string().nullable(),
    peers: z.int().nullable(),
    median: z.number().nullable(),
    deviation: z.number().nullable(),
    percentile: z.number().nullable(),
  }),
);

const form = z.enum(["money", "share", "days", "ratio"]);

/** One figure beside those of its peers. */
export const figure = z.object({
  measure: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  meaning: z.object({ zh: z.string(), en: z.string() }),
  /** money: minor units of the party's currency; share: of one; days; ratio: a plain number. */
  form,
  value: z.number(),
  /** How many cases the value rests on; `isThin` where those are too few to compare. */
  cases: z.int(),
  isThin: z.boolean(),
  /** Absent where there are too few peers. */
  peers: z
    .object({
      level: z.enum(["narrow", "broad", "all"]),
      /** Region and department or category, as far as they tell the peers apart. */
      place: z.string(),
      count: z.int(),
      median: z.number(),
      /** Median absolute deviation. */
      deviation: z.number(),
      /** 0 lowest, 1 highest. */
      percentile: z.number(),
      /** Quantiles, to three digits; only on the party's own page. */
      values: z.array(z.number()).optional(),
    })
    .optional(),
});
export type FigureView = z.infer<typeof figure>;

/** The stored figures in the order of `measures`. */
export function figuresOf(column: unknown): FigureView[] {
  const found = new Map(stored.parse(column).map((one) => [one.measure, one]));
  return (measures as readonly Measure[]).flatMap(({ id, title, meaning, form }) => {
    const one = found.get(id);
    if (!one) return [];
    const { measure, value, cases, isThin, level, place, peers, median, deviation, percentile } = one;
    const isCompared = level !== null && peers !== null && median !== null && percentile !== null;
    return [
      {
        measure,
        title,
        meaning,
        form,
        value,
        cases,
        isThin,
        ...(isCompared
          ? {
              peers: {
                level,
                place: place ?? "",
                count: peers,
                median,
                deviation: deviation ?? 0,
                percentile,
              },
            }
          : {}),
      },
    ];
  });
}

/** Of a list: what is sorted by and compared, without the texts. */
export const listedFigure = z.object({
  measure: z.string(),
  value: z.number(),
  /** Among its peers, 0–1; absent where there are too few of them or of cases. */
  percentile: z.number().optional(),
});

export function listedFiguresOf(column: unknown, asked: readonly string[]): z.infer<typeof listedFigure>[] {
  return stored
    .parse(column)
    .filter(({ measure }) => asked.includes(measure))
    .map(({ measure, value, percentile }) => ({
      measure,
      value,
      ...(percentile === null ? {} : { percentile }),
    }));
}
