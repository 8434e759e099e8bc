import { z } from "zod";

const cell = z.union([z.string().max(20_000), z.boolean(), z.number(), z.null()]);

/**
 * What a program says of one record. Forms of values as everywhere in the house: money as a whole number of minor
 * units, moments as `2026-11-23 09:30:00`, days as `2026-11-23`; what is null or absent is not said.
 */
export const givenObservation = z.strictObject({
  /** The message's own name: one that comes again changes nothing, however late. */
  id: z.string().min(1).max(200).optional(),
  kind: z.string().max(60),
  fields: z.record(z.string().max(100), cell),
  /** The source's own row, custom fields included. */
  own: z
    .record(z.string().min(1).max(200), z.union([z.string().max(20_000), z.number(), z.null()]))
    .optional(),
  /** Which of the records that share the key. */
  occurrence: z.int().min(1).max(1_000_000).default(1),
  /** The source has it no more; its key is enough. */
  gone: z.boolean().default(false),
});
export type GivenObservation = z.output<typeof givenObservation>;

/** CloudEvents 1.0, structured mode, JSON format: what matters stands in `data`, the event's id names the message. */
const cloudEvent = z
  .looseObject({
    specversion: z.literal("1.0"),
    id: z.string().min(1).max(100),
    source: z.string().min(1).max(500),
    type: z.string().min(1).max(200),
    data: givenObservation.omit({ id: true }),
  })
  .transform(({ id, source, data }): GivenObservation => ({ ...data, id: `${source}\n${id}`.slice(0, 700) }));

const mostAtOnce = 1_000;

const one = z.union([cloudEvent, givenObservation]);
/** One observation, an array of them, or either as CloudEvents. */
export const observationsBody = z
  .union([one, z.array(one).min(1).max(mostAtOnce)])
  .transform((given) => (Array.isArray(given) ? given : [given]));
