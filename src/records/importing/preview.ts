import { z } from "zod";
import { kinds } from "../kinds/kinds.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { bilingual } from "./schemas.ts";

const kindName = z.enum(kinds.map(({ name }) => name));
const source = mappingSchema.shape.sources.element;

/** How a column would be read as a value of each class; absent settings mean the plain form. */
const form = z.object({
  date: z.string().optional(),
  zone: z.string().optional(),
  decimal: z.enum([".", ","]).optional(),
  factor: z.number().optional(),
  rate: z.enum(["percent", "fraction"]).optional(),
});

const column = z.object({
  name: z.string(),
  /** Of the first rows, in their order; empty cells are empty texts. */
  samples: z.array(z.string()),
  /** Share of empty cells. */
  empty: z.number(),
  forms: z.object({ time: form, money: form, number: form, rate: form }),
});

const guessedField = z.object({
  field: z.string(),
  /** Place among the table's columns. */
  column: z.int(),
  confidence: z.number(),
  why: bilingual,
});

/** What the table would be as a kind; the likeliest first. */
const candidate = z.object({ kind: kindName, fields: z.array(guessedField) });

/** Where the amounts' currency comes from: `open` where nothing tells it. */
const currencyOrigin = z.enum(["column", "header", "marks", "open", "none"]);

const table = z.object({
  path: z.string(),
  member: z.string().optional(),
  format: z.enum(["csv", "xlsx", "jsonl", "json", "parquet"]),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  rows: z.int(),
  refused: z.int(),
  bytes: z.int(),
  columns: z.array(column),
  /** What it was taken for, as a part of a mapping; what is open is left out. */
  source,
  /** 0–1; 1 where a kept mapping says it. */
  confidence: z.number(),
  isKept: z.boolean(),
  question: bilingual.optional(),
  candidates: z.array(candidate),
  currency: currencyOrigin,
  /** It may have a header of several rows: the first row below the header looks like one too. */
  doubleHeader: z.boolean(),
});

const unusable = z.object({ path: z.string(), member: z.string().optional(), expected: bilingual });

export const previewSchema = z.object({
  tables: z.array(table),
  unusable: z.array(unusable),
  refusedTotal: z.int(),
  /** The first rows that could not even be read. */
  refused: z.array(
    z.object({
      path: z.string(),
      member: z.string().optional(),
      row: z.int().optional(),
      column: z.string().optional(),
      value: z.string().optional(),
      expected: bilingual,
    }),
  ),
  notes: z.array(bilingual),
  /** The kept mapping that was used, or fits best. */
  kept: z.object({ name: z.string(), version: z.int() }).optional(),
});

export type Preview = z.infer<typeof previewSchema>;
export type PreviewTable = z.infer<typeof table>;
export type PreviewColumn = z.infer<typeof column>;
export type Candidate = z.infer<typeof candidate>;
