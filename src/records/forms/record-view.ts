import { z } from "zod";
import { type Actor, type Context, type Reader, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { recordResource } from "../record-resources.ts";
import type { History } from "../store/get-record.ts";
import type { RecordRow } from "../store/list-records.ts";
import { customPlace } from "./form.ts";
import { versionView, viewHistory } from "./history-view.ts";
import type { KeptForm } from "./keep-form.ts";
import { may } from "./may-read.ts";
import { readReferredTo } from "./refers-to.ts";
import { readRelated, relatedGroup } from "./related.ts";
import { bilingual, placeOf, type Summary, shownType, summary } from "./schemas.ts";
import { isShownTo } from "./standing-sql.ts";
import { nameOf } from "./summary.ts";

const shownValue = z.object({
  place: z.string(),
  name: z.string(),
  of: placeOf,
  title: bilingual,
  type: shownType,
  personal: z.boolean(),
  value: z.union([z.string(), z.boolean()]),
  /** The record that the value names, where the reader may see it. */
  link: summary.optional(),
});

export const recordView = z.object({
  kind: z.string(),
  kindTitle: bilingual,
  record: z.string(),
  key: z.string(),
  name: z.string().optional(),
  source: z.string(),
  occurrence: z.int(),
  version: z.int(),
  gone: z.boolean(),
  observedAt: z.iso.datetime(),
  legalEntity: z.string().optional(),
  /** ISO 4217; of all its amounts. */
  currency: z.string().optional(),
  values: z.array(shownValue),
  /** The source's own row as it stood, custom fields apart. */
  sourceRow: z.array(z.object({ column: z.string(), value: z.string() })),
  versions: z.array(versionView),
  related: z.array(relatedGroup),
  /** Records of the same kind and key from other sources, or repeated in the same. */
  namesakes: z.array(z.object({ record: z.string(), source: z.string(), occurrence: z.int() })),
  mayCorrect: z.boolean(),
});
export type RecordView = z.output<typeof recordView>;

export async function viewRecord(
  context: Context,
  db: Reader,
  { kind, form, history }: { kind: Kind; form: KeptForm; history: History },
): Promise<RecordView> {
  const { shown, refs } = history;
  const { record, key, source, occurrence, version, gone, fields, own, legalEntity } = shown;
  const name = nameOf(kind, fields);
  const { currency } = fields;
  const custom = new Set(form.fields.map((field) => field.name));
  const links = await readReferredTo(db, context.actor, { kind, form, fields, own });
  return {
    kind: kind.name,
    kindTitle: kind.title,
    record,
    key,
    ...(name === undefined ? {} : { name }),
    source,
    occurrence,
    version,
    gone,
    observedAt: shown.observedAt.toISOString(),
    ...(legalEntity === undefined ? {} : { legalEntity }),
    ...(typeof currency === "string" ? { currency } : {}),
    values: valuesOf(kind, form, history, links),
    sourceRow: Object.entries(own ?? {})
      .filter(([column]) => !custom.has(column))
      .map(([column, value]) => ({ column, value })),
    versions: await viewHistory(db, kind, form, history),
    related: await readRelated(db, context.actor, { kind: kind.name, key }),
    namesakes: await readNamesakes(db, context.actor, shown),
    mayCorrect:
      !gone && may(context, "records.correct", recordResource({ record, kind: kind.name, key, refs })),
  };
}

function valuesOf(
  kind: Kind,
  form: KeptForm,
  { shown: { fields, own } }: History,
  links: ReadonlyMap<string, Summary>,
): RecordView["values"] {
  const standard = Object.entries(kind.fields).flatMap(([name, { type, zh, en, personal = false }]) => {
    const value = fields[name];
    const title = { zh, en };
    return value === undefined
      ? []
      : [{ place: name, name, of: "field" as const, title, type, personal, value }];
  });
  const custom = form.fields.flatMap(({ name, title, type, personal }) => {
    const value = own?.[name];
    const place = customPlace(name);
    return value === undefined ? [] : [{ place, name, of: "custom" as const, title, type, personal, value }];
  });
  return [...standard, ...custom].map((shown) => {
    const link = links.get(shown.place);
    return link ? { ...shown, link } : shown;
  });
}

async function readNamesakes(
  db: Reader,
  actor: Actor,
  { kind, key, record }: RecordRow,
): Promise<RecordView["namesakes"]> {
  type Row = RecordView["namesakes"][number];
  const found = sql<Row>`(SELECT v.record, v.source, v.occurrence FROM record_version v
    WHERE v.kind = ${kind} AND v.key = ${key} AND v.record <> ${record} AND ${isShownTo(actor, "v")} LIMIT 50)`;
  return db.selectFrom(found.as("found")).selectAll().orderBy("source").orderBy("occurrence").execute();
}
