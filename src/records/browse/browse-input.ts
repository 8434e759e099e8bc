import { z } from "zod";

/** PostgreSQL's text has no character zero. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes("\0"));

const filterOps = ["is", "contains", "from", "to", "empty", "filled"] as const;

export const filterSchema = z.object({
  field: line(100),
  /** `is` compares exactly, `contains` by words, `from` and `to` by size or time and include their bound. */
  op: z.enum(filterOps),
  /** Money in minor units; of `empty` and `filled` nothing. */
  value: line(500).default(""),
});
export type Filter = z.output<typeof filterSchema>;

/** What is asked for of one kind, apart from the page. */
export const browseInput = z.object({
  /** Words that a record must hold anywhere, also in the columns that only its source knows. */
  search: line(200).optional(),
  filter: z.array(filterSchema).max(20).default([]),
  source: line(100).optional(),
  entity: line(200).optional(),
  /** Whether what its source has no more is listed. */
  gone: z.enum(["without", "with", "only"]).default("without"),
  /** `happened`, `key` or a field of the kind. */
  sort: line(100).default("happened"),
  descending: z.boolean().default(true),
});

export type Browse = z.output<typeof browseInput>;

export const pageInput = browseInput.extend({
  /** `next` of the page before. */
  after: line(2_000).optional(),
  limit: z.int().min(1).max(5_000).default(50),
});
export type PageInput = z.input<typeof pageInput>;
export type Page = z.output<typeof pageInput>;

/** A filter as it stands in an address: `field:op:value`. */
export function parseFilter(text: string): z.input<typeof filterSchema> {
  const [, field = "", op = "", value = ""] = /^([^:]*):([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  return { field, op: op as Filter["op"], value };
}
