import { z } from "zod";
import { type Reader, Refusal, readPlace, type Sql, sql, writePlace } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { type FieldValues, type OwnRow, planOf } from "./record-values.ts";
import { isLatest, isVisible } from "./visible.ts";

export const listInput = z.object({
  kind: z.string(),
  source: z.string().optional(),
  legalEntity: z.string().optional(),
  /** `is` compares exactly, `contains` by text, `from` and `to` by size or time and include their bound. */
  filter: z
    .array(z.object({ field: z.string(), op: z.enum(["is", "contains", "from", "to"]), value: z.string() }))
    .default([]),
  /** Text that the key or any value contains. */
  search: z.string().optional(),
  sort: z.enum(["happened", "key"]).default("happened"),
  descending: z.boolean().default(true),
  /** Whether what the source has no more is listed too. */
  gone: z.boolean().default(false),
  /** `next` of the page before. */
  after: z.string().optional(),
  limit: z.int().min(1).max(500).default(50),
});
export type ListInput = z.input<typeof listInput>;

/** A record as it stands now. */
export interface RecordRow {
  readonly record: string;
  readonly kind: string;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly version: number;
  readonly observedAt: Date;
  readonly happenedAt: string | undefined;
  readonly legalEntity: string | undefined;
  readonly gone: boolean;
  readonly fields: FieldValues;
  readonly own: OwnRow | undefined;
}

export interface RecordPage {
  readonly rows: readonly RecordRow[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** One page of a kind's records, by keyset: the hundredth page costs what the first does. */
export async function listRecords(db: Reader, given: ListInput): Promise<RecordPage> {
  const input = listInput.parse(given);
  const kind = kindNamed(input.kind);
  if (!kind) throw unknownKind(input.kind);
  const by = input.sort === "key" ? sql`v.key` : sql`v.happened_at`;
  const direction = input.descending ? sql`DESC` : sql`ASC`;
  const conditions: Sql[] = [
    sql`v.kind = ${kind.name}`,
    isVisible("v"),
    isLatest("v"),
    ...(input.gone ? [] : [sql`NOT v.gone`]),
    ...(input.source === undefined ? [] : [sql`v.source = ${input.source}`]),
    ...(input.legalEntity === undefined ? [] : [sql`v.legal_entity = ${input.legalEntity}`]),
    ...input.filter.map((filter) => filterSql(kind, filter)),
    ...(input.search === undefined ? [] : [searchSql(input.search)]),
    ...(input.after === undefined ? [] : [afterSql(by, input)]),
  ];
  const found = sql<FoundRow>`(SELECT ${rowColumns}, v.id, v.happened_at::text AS happened FROM record_version v
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${by} ${direction}, v.id ${direction} LIMIT ${input.limit + 1})`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const next = last && [input.sort === "key" ? last.key : last.happened, String(last.id)];
  return {
    rows: page.map(rowOf),
    next: rows.length > input.limit && next ? writePlace(next) : undefined,
  };
}

export const rowColumns = sql`v.record, v.kind, v.source, v.key, v.occurrence, v.version, v.observed_at, v.happened_at,
  v.legal_entity, v.gone, v.fields, v.own`;

export interface FoundRow {
  readonly record: string;
  readonly kind: string;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly version: number;
  readonly observed_at: Date;
  readonly happened_at: string;
  readonly legal_entity: string | null;
  readonly gone: boolean;
  readonly fields: FieldValues;
  readonly own: OwnRow | null;
  readonly id: bigint;
  readonly happened: string;
}

export function rowOf(row: Omit<FoundRow, "id" | "happened">): RecordRow {
  const { record, kind, source, key, occurrence, version, gone, fields } = row;
  return {
    record,
    kind,
    source,
    key,
    occurrence,
    version,
    gone,
    fields,
    observedAt: row.observed_at,
    happenedAt: row.happened_at === "-infinity" ? undefined : row.happened_at,
    legalEntity: row.legal_entity ?? undefined,
    own: row.own ?? undefined,
  };
}

function filterSql(
  kind: Kind,
  { field: name, op, value }: z.output<typeof listInput>["filter"][number],
): Sql {
  const field = kind.fields[name];
  if (!field) throw unknownField(kind, name);
  const stored = sql`v.fields->>${sql.lit(name)}`;
  if (op === "contains") return sql`${stored} ILIKE ${`%${escapeLike(value)}%`}`;
  if (op === "is") {
    const reference = planOf(kind).references.find((other) => other.field === name);
    // References have an index; the comparison beside it holds which field it is.
    const narrowed = reference ? sql`v.refs @> ${[reference.prefix + value]}::text[] AND ` : sql``;
    return sql`${narrowed}${stored} = ${value}`;
  }
  const comparison = op === "from" ? sql`>=` : sql`<=`;
  if (isNumber(field)) {
    if (!/^-?\d+(\.\d+)?$/.test(value)) throw notANumber(field, value);
    return sql`(${stored})::numeric ${comparison} ${value}::numeric`;
  }
  return sql`${stored} ${comparison} ${value}`;
}

function isNumber({ type }: Field): boolean {
  return ["money", "price", "quantity", "number", "integer", "rate"].includes(type);
}

function searchSql(text: string): Sql {
  const like = `%${escapeLike(text)}%`;
  return sql`(v.key ILIKE ${like} OR v.fields::text ILIKE ${like} OR v.own::text ILIKE ${like})`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

function afterSql(by: Sql, { after = "", sort, descending }: z.output<typeof listInput>): Sql {
  const [value, id] = readPlace(after, placeSchema);
  const bound = sort === "key" ? sql`${value}::text` : sql`${value}::timestamp`;
  return sql`(${by}, v.id) ${descending ? sql`<` : sql`>`} (${bound}, ${id}::bigint)`;
}

const placeSchema = z.tuple([z.string(), z.string().regex(/^\d{1,18}$/)]);

export function unknownKind(name: string): Refusal {
  return new Refusal("invalid", {
    zh: `没有名为“${name}”的记录类型。`,
    en: `There is no kind of record called ${name}.`,
  });
}

export function unknownField(kind: Kind, name: string): Refusal {
  return new Refusal("invalid", {
    zh: `${kind.title.zh}没有字段“${name}”。`,
    en: `${kind.title.en} has no field ${name}.`,
  });
}

const notANumber = (field: Field, value: string) =>
  new Refusal("invalid", {
    zh: `${field.zh}应为数字，而不是“${value}”。`,
    en: `${field.en}: expected a number, not ${value}.`,
  });
