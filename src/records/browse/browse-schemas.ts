import { z } from "zod";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { referredKind } from "../mapping/references.ts";
import type { RecordRow } from "../store/list-records.ts";
import { browseInput, filterSchema, pageInput, parseFilter } from "./browse-input.ts";
import type { BrowsePage, Total } from "./browse-records.ts";
import type { VisibleCount } from "./list-kinds.ts";
import { amountField, timeField } from "./main-fields.ts";
import { isSortIndexed } from "./sort-order.ts";

const total = z.object({
  count: z.int(),
  /** Where false, there are more than these. */
  isExact: z.boolean(),
});

export const recordRow = z.object({
  record: z.string(),
  kind: z.string(),
  source: z.string(),
  key: z.string(),
  /** Which one of the records that share the key, from 1. */
  occurrence: z.int(),
  version: z.int(),
  observedAt: z.iso.datetime(),
  /** Business time, without a time zone. */
  happenedAt: z.string().optional(),
  legalEntity: z.string().optional(),
  gone: z.boolean(),
  /** Money in minor units of the field `currency`, every number as its exact text. */
  fields: z.record(z.string(), z.union([z.string(), z.boolean()])),
});

export const recordPage = z.object({
  rows: z.array(recordRow),
  next: z.string().optional(),
  /** Of a first page, unless only reading everything would tell. */
  total: total.optional(),
  /** To be marked in the rows: small letters, half-width. */
  words: z.array(z.string()),
  /** Versions that were imported just now and are not listed yet. */
  behind: z.int(),
});

export const foundRecords = z.object({
  kinds: z.array(z.object({ kind: z.string(), total, rows: z.array(recordRow) })),
  words: z.array(z.string()),
});

export const kindView = z.object({
  kind: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  key: z.array(z.string()),
  /** The fields by which lists of any length are sorted and narrowed at once. */
  time: z.string().optional(),
  amount: z.string().optional(),
  fields: z.array(
    z.object({
      name: z.string(),
      zh: z.string(),
      en: z.string(),
      type: z.enum([
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
      ]),
      isPersonal: z.boolean(),
      /** The kind of record that it names. */
      refersTo: z.string().optional(),
      /** Whether any record fills it. */
      isFilled: z.boolean(),
      /** Whether sorting by it has an index; else more than 10,000 records are read whole, which may be refused. */
      isSortedFast: z.boolean(),
    }),
  ),
  count: z.object({ records: z.int(), versions: z.int(), gone: z.int(), isExact: z.boolean() }),
});

/** `field:op:value`, once for each condition. */
const filters = z
  .preprocess((given) => (given === undefined ? given : [given].flat()), z.array(z.string().max(700)).max(20))
  .optional()
  .transform((texts = []) => texts.map(parseFilter))
  .pipe(z.array(filterSchema));
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const address = { filter: filters, descending: flag.default(true) };
export const browseQuery = browseInput.extend(address);
export const pageQuery = pageInput.extend({
  ...address,
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(50),
});

export function rowView({ observedAt, own: _, ...row }: RecordRow): z.input<typeof recordRow> {
  const { happenedAt, legalEntity, ...rest } = row;
  return {
    ...rest,
    fields: { ...row.fields },
    observedAt: observedAt.toISOString(),
    ...(happenedAt === undefined ? {} : { happenedAt }),
    ...(legalEntity === undefined ? {} : { legalEntity }),
  };
}

export function pageView(
  { rows, next, total, words }: BrowsePage,
  behind: number,
): z.input<typeof recordPage> {
  return {
    rows: rows.map(rowView),
    words: [...words],
    behind,
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total: { ...total } satisfies Total }),
  };
}

export function viewOfKind(
  kind: Kind,
  count: VisibleCount,
  filled: ReadonlySet<string>,
): z.input<typeof kindView> {
  const [time, amount] = [timeField(kind), amountField(kind)];
  return {
    kind: kind.name,
    title: { ...kind.title },
    key: [...kind.key],
    ...(time === undefined ? {} : { time }),
    ...(amount === undefined ? {} : { amount }),
    fields: fieldsOf(kind).map(([name, { zh, en, type, personal }]) => {
      const refersTo = referredKind(name);
      const isOwnKey = refersTo === kind.name && kind.key.includes(name);
      return {
        name,
        zh,
        en,
        type,
        isPersonal: personal === true,
        isFilled: filled.has(name),
        isSortedFast: isSortIndexed(kind, name),
        ...(refersTo === undefined || isOwnKey ? {} : { refersTo }),
      };
    }),
    count: { ...count },
  };
}
