import { z } from "zod";
import type { Reader } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import type { FieldChange, History, RecordVersion } from "../store/get-record.ts";
import type { FieldValues } from "../store/record-values.ts";
import type { KeptForm } from "./keep-form.ts";
import { bilingual, shownType } from "./schemas.ts";

const changeView = z.object({
  /** `source` is a column of the source's own row that is no custom field. */
  of: z.enum(["field", "custom", "source"]),
  name: z.string(),
  title: bilingual,
  type: shownType,
  before: z.union([z.string(), z.boolean()]).optional(),
  after: z.union([z.string(), z.boolean()]).optional(),
});

export const versionView = z.object({
  version: z.int(),
  origin: z.enum(["import", "form", "api"]),
  /** Who imported or entered it: the name of the account where it has one. */
  actor: z.object({ id: z.string(), name: z.string().optional() }),
  observedAt: z.iso.datetime(),
  /** Index of the event that made it known. */
  knownAt: z.string().optional(),
  batch: z.string(),
  gone: z.boolean(),
  reason: z.string().optional(),
  file: z.string().optional(),
  sourceRow: z.int().optional(),
  /** ISO 4217, of this version's amounts and of those before it. */
  currency: z.string().optional(),
  currencyBefore: z.string().optional(),
  changes: z.array(changeView),
  /** What had already happened to the document when amounts, parties or days in it changed. */
  changedAfter: z.object({ name: z.string(), title: bilingual, at: z.string() }).optional(),
});
export type VersionView = z.output<typeof versionView>;

/** Each version with what it changed, oldest first. */
export async function viewHistory(
  db: Reader,
  kind: Kind,
  form: KeptForm,
  { versions }: History,
): Promise<VersionView[]> {
  const names = await namesOf(db, versions);
  let before: FieldValues | undefined;
  return versions.map((version) => {
    const view = viewVersion(kind, form, version, { before, name: names.get(version.actor) });
    if (!version.gone) before = version.fields;
    return view;
  });
}

async function namesOf(db: Reader, versions: readonly RecordVersion[]): Promise<Map<string, string>> {
  const ids = [...new Set(versions.map(({ actor }) => actor))];
  const rows = await db.selectFrom("auth_user").select(["id", "name"]).where("id", "in", ids).execute();
  const programs = ids.flatMap((id) => (id.startsWith("key:") ? [id.slice("key:".length)] : []));
  const keys =
    programs.length === 0
      ? []
      : await db.selectFrom("api_key").select(["id", "name"]).where("id", "in", programs).execute();
  return new Map([
    ...rows.map(({ id, name }) => [id, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

function viewVersion(
  kind: Kind,
  form: KeptForm,
  version: RecordVersion,
  { before, name }: { before: FieldValues | undefined; name: string | undefined },
): VersionView {
  const { knownAt, reason, file, sourceRow, fields } = version;
  const after = before && changedAfter(kind, before, version.changes);
  return {
    version: version.version,
    origin: version.origin,
    actor: { id: version.actor, ...(name === undefined ? {} : { name }) },
    observedAt: version.observedAt.toISOString(),
    batch: String(version.batch),
    gone: version.gone,
    ...(knownAt === undefined ? {} : { knownAt: String(knownAt) }),
    ...(reason === undefined ? {} : { reason }),
    ...(file === undefined ? {} : { file }),
    ...(sourceRow === undefined ? {} : { sourceRow }),
    ...(typeof fields.currency === "string" ? { currency: fields.currency } : {}),
    ...(typeof before?.currency === "string" ? { currencyBefore: before.currency } : {}),
    changes: version.changes.map((change) => viewChange(kind, form, change)),
    ...(after ? { changedAfter: after } : {}),
  };
}

function viewChange(kind: Kind, form: KeptForm, change: FieldChange): VersionView["changes"][number] {
  const { of, name, label, ...values } = change;
  if (of === "field") {
    return { of, name, title: label, type: kind.fields[name]?.type ?? "text", ...values };
  }
  const custom = form.fields.find((field) => field.name === name);
  if (custom) return { of: "custom", name, title: custom.title, type: custom.type, ...values };
  return { of: "source", name, title: label, type: "text", ...values };
}

/** After these a document says what was agreed. The first that it bears counts. */
const milestones = ["approved_at", "signed_at", "invoiced_at", "delivered_at", "paid_at", "closed_at"];
/** Written by the system with any change. */
const trails = new Set(["changed_at", "changed_by", "created_at", "created_by", ...milestones]);
const weighty: ReadonlySet<Field["type"]> = new Set([
  "id",
  "money",
  "price",
  "quantity",
  "rate",
  "currency",
  "date",
  "time",
]);

function changedAfter(kind: Kind, before: FieldValues, changes: readonly FieldChange[]) {
  const isWeighty = changes.some(
    ({ of, name }) => of === "field" && !trails.has(name) && weighty.has(kind.fields[name]?.type ?? "text"),
  );
  const name = milestones.find((milestone) => before[milestone] !== undefined);
  const field = name === undefined ? undefined : kind.fields[name];
  const at = name === undefined ? undefined : before[name];
  if (!isWeighty || name === undefined || !field || typeof at !== "string") return undefined;
  return { name, title: { zh: field.zh, en: field.en }, at };
}
