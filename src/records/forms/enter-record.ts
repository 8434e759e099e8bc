import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, type Problem, type Reader, Refusal, sql, type Tx } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { recordResource } from "../record-resources.ts";
import { applyFields, givenFields, givenOwn } from "../store/given-values.ts";
import { unknownKind } from "../store/list-records.ts";
import { readStanding } from "../store/read-standing.ts";
import { contentDigest, type FieldValues, identityOf, recordId } from "../store/record-values.ts";
import { isLatest, isVisible } from "../store/visible.ts";
import { type HandVersion, writeVersions } from "../store/write-version.ts";
import { customReferences } from "./custom-values.ts";
import { type Draft, draftOf, referencesOfDraft, unfilledNeeds } from "./draft.ts";
import { type KeptForm, readForm } from "./keep-form.ts";
import { lineFields, linesOf, withSums } from "./lines.ts";
import { mayRead } from "./may-read.ts";
import { ownSeller, sellerField } from "./seller-field.ts";

const given = z.object({ fields: givenFields, own: givenOwn.optional() });
export const enterInput = given.extend({
  kind: z.string(),
  /** Lines of an order or an invoice, entered together with it. */
  lines: z.array(given).max(500).optional(),
});
export type EnterInput = z.input<typeof enterInput>;

/** The source of what people enter here. */
const source = "form";

/** A record entered by hand, with its lines. Where the kind's number is not given, one is made. */
export async function enterRecord(
  context: Context,
  input: EnterInput,
): Promise<{ record: string; key: string; lines: number }> {
  const parsed = enterInput.parse(input);
  const kind = kindNamed(parsed.kind);
  if (!kind) throw unknownKind(parsed.kind);
  const fresh = randomUUID();
  return context.commit(async (tx) => {
    const problems: Problem[] = [];
    const [document, ...lines] = await draftAll(tx, context, { kind, input: parsed, fresh, problems });
    context.require("records.enter", resourceOf(document));
    if (problems.length > 0) throw new Refusal("invalid", problems);
    const made = [await versionOf(tx, context, document, fresh)] as [HandVersion, ...HandVersion[]];
    for (const line of lines) made.push(await versionOf(tx, context, line, randomUUID()));
    refuseTwins(made);
    const written = await writeVersions(tx, context, made);
    const { record, key, version } = made[0].version;
    return {
      result: { record, key, lines: lines.length },
      event: {
        type: "record.entered",
        subject: `record:${record}`,
        after: { version, leaves: written.sealed.map(({ leaf }) => leaf) },
        seals: written.seals,
      },
    };
  });
}

/** A record to be written, of its kind and by its kind's form. */
interface Entry extends Draft {
  readonly kind: Kind;
  readonly form: KeptForm;
}

async function draftAll(
  tx: Tx,
  { actor }: Context,
  { kind, input, fresh, problems }: { kind: Kind; input: Entered; fresh: string; problems: Problem[] },
): Promise<[Entry, ...Entry[]]> {
  const form = await readForm(tx, kind);
  const draft = draftOf(kind, form, input, { at: "", problems });
  if (Object.keys({ ...draft.fields, ...draft.own }).length === 0) problems.push(nothingGiven);
  const owned = await withSeller(tx, actor.id, kind, draft.fields);
  problems.push(...unfilledNeeds(kind, owned, ""));
  const keyed = withKey(kind, owned, fresh);
  const lines = await draftLines(tx, { kind, input, document: keyed, problems });
  const added = withSums(
    keyed,
    lines.map((line) => line.fields),
  );
  const fields = settle(kind, keyed, added);
  return [{ ...draft, fields, kind, form }, ...lines];
}

type Entered = z.output<typeof enterInput>;

async function draftLines(
  tx: Tx,
  given: { kind: Kind; input: Entered; document: FieldValues; problems: Problem[] },
): Promise<Entry[]> {
  const { kind, input, document, problems } = given;
  if (!input.lines || input.lines.length === 0) return [];
  const lines = linesOf(kind);
  if (!lines) throw hasNoLines(kind);
  const form = await readForm(tx, lines.kind);
  return input.lines.map((line, i) => {
    const at = `lines.${i}.`;
    const draft = draftOf(lines.kind, form, line, { at, problems });
    const fields = settle(lines.kind, draft.fields, lineFields(lines, document, draft.fields, i + 1));
    problems.push(...unfilledNeeds(lines.kind, fields, at).map((problem) => inLine(problem, i + 1)));
    return { ...draft, fields, kind: lines.kind, form };
  });
}

/** Added by ourselves, in the order of the kind; nothing in it can be wrong. */
function settle(kind: Kind, before: FieldValues, added: FieldValues): FieldValues {
  return applyFields(kind, before, added, { at: "", problems: [] });
}

/** People of sales enter in their own name; where they left it open, it is filled in. */
async function withSeller(
  db: Reader,
  account: string,
  kind: Kind,
  fields: FieldValues,
): Promise<FieldValues> {
  const field = sellerField(kind);
  if (field === undefined || fields[field] !== undefined) return fields;
  const seller = await ownSeller(db, account);
  return seller === undefined ? fields : settle(kind, fields, { [field]: seller });
}

/** A key of one part is made where it is absent; a key of several is what the record is about. */
function withKey(kind: Kind, fields: FieldValues, fresh: string): FieldValues {
  const [only, ...more] = kind.key;
  if (only === undefined || more.length > 0 || fields[only] !== undefined) return fields;
  return settle(kind, fields, { [only]: fresh.slice(0, 8).toUpperCase() });
}

const partsOf = ({ kind, fields }: Entry) => identityOf(kind, fields);
const keyOf = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join("/");

function resourceOf(entry: Entry) {
  const parts = partsOf(entry) ?? [];
  const { kind, form } = entry;
  const record = recordId({ source, kind: kind.name, parts, occurrence: 1 });
  return recordResource({
    record,
    kind: kind.name,
    key: keyOf(parts),
    refs: referencesOfDraft(kind, form, entry),
  });
}

async function versionOf(tx: Tx, context: Context, entry: Entry, fresh: string): Promise<HandVersion> {
  const { kind, form, fields, own } = entry;
  const parts = partsOf(entry) ?? [fresh];
  const key = keyOf(parts);
  await refuseKnown(tx, context, kind, key);
  const record = recordId({ source, kind: kind.name, parts, occurrence: 1 });
  const gone = await readStanding(tx, record);
  const entity = fields.legal_entity;
  const version = {
    record,
    version: (gone?.version ?? 0) + 1,
    source,
    key,
    occurrence: 1,
    observedAt: context.now,
    gone: false,
    digest: contentDigest(fields, own),
    fields,
    own,
    legalEntity: typeof entity === "string" ? entity : undefined,
    references: customReferences(form.fields, own),
  };
  return { kind, version, as: gone ? "returned" : "added" };
}

/** The same key, whichever source it came from, is the same thing in the world. */
async function refuseKnown(tx: Tx, context: Context, kind: Kind, key: string): Promise<void> {
  type Known = { record: string; refs: string[] };
  const found = sql<Known>`(SELECT v.record, v.refs FROM record_version v WHERE v.kind = ${kind.name}
    AND v.key = ${key} AND NOT v.gone AND ${isVisible("v")} AND ${isLatest("v")} ORDER BY v.id LIMIT 1)`;
  const known = await tx.selectFrom(found.as("found")).selectAll().executeTakeFirst();
  if (!known) return;
  const isShown = mayRead(context, { ...known, kind: kind.name, key });
  throw new Refusal("conflict", alreadyThere(kind, key), {
    see: isShown ? `/records/${kind.name}/${known.record}` : undefined,
  });
}

/** Two lines of the same number and product would be one record. */
function refuseTwins(made: readonly HandVersion[]): void {
  const seen = new Set<string>();
  made.forEach(({ kind, version: { record, key } }, i) => {
    if (seen.has(record)) {
      throw new Refusal("invalid", {
        zh: `${kind.title.zh} ${key} 出现了两次，请检查行号和产品。`,
        en: `${kind.title.en} ${key} stands there twice; check line numbers and products.`,
        path: `lines.${i - 1}`,
      });
    }
    seen.add(record);
  });
}

const nothingGiven: Problem = { zh: "没有填写任何内容。", en: "Nothing was filled in." };

const inLine = (problem: Problem, number: number): Problem => ({
  ...problem,
  zh: `第 ${number} 行：${problem.zh}`,
  en: `Line ${number}: ${problem.en}`,
});

const alreadyThere = (kind: Kind, key: string): Problem => ({
  zh: `${kind.title.zh} ${key} 已经存在；如需修改，请更正那条记录。`,
  en: `${kind.title.en} ${key} exists already; correct that record to change it.`,
  path: `fields.${kind.key[0]}`,
});

const hasNoLines = (kind: Kind) =>
  new Refusal("invalid", {
    zh: `${kind.title.zh}没有明细行。`,
    en: `${kind.title.en} has no lines.`,
    path: "lines",
  });
