import { z } from "zod";
import { type Context, type Problem, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { recordResource } from "../record-resources.ts";
import { changesBetween } from "../store/get-record.ts";
import { applyFields, givenFields, givenOwn } from "../store/given-values.ts";
import { readStanding, type Standing } from "../store/read-standing.ts";
import { ownNumber } from "../store/record-values.ts";
import { writeVersions } from "../store/write-version.ts";
import { applyCustom, customReferences } from "./custom-values.ts";
import { unfilledNeeds } from "./draft.ts";
import { type KeptForm, readForm } from "./keep-form.ts";

export const correctInput = z.object({
  record: z.guid(),
  /** The version that the person saw; a later one refuses the save. */
  version: z.int().min(1),
  fields: givenFields.default({}),
  own: givenOwn.optional(),
  /** Why what the source says is not right. */
  reason: z.string().trim().min(1).max(2_000),
});
export type CorrectInput = z.input<typeof correctInput>;

/** A new version by hand, with its reason. What the source says next counts against what the source said last. */
export async function correctRecord(context: Context, given: CorrectInput): Promise<{ version: number }> {
  const input = correctInput.parse(given);
  return context.commit(async (tx) => {
    const before = await readStanding(tx, input.record);
    const kind = before && kindNamed(before.kind);
    if (!before || !kind || before.gone) throw noSuchRecord();
    context.require("records.correct", recordResource(before));
    const form = await readForm(tx, kind);
    if (before.version !== input.version) throw staleSave(kind, form, before, input);
    refuseKey(kind, input.fields);
    const after = correctedOf(kind, form, before, input);
    const { fields, own } = after;
    if (changesBetween(kind, before, after).length === 0) throw nothingChanges();
    const number = before.version + 1;
    const entity = fields.legal_entity;
    const version = {
      ...before,
      version: number,
      fields,
      own,
      reason: input.reason,
      observedAt: context.now,
      legalEntity: typeof entity === "string" ? entity : before.legalEntity,
      references: customReferences(form.fields, own),
    };
    const written = await writeVersions(tx, context, [{ kind, version, as: "changed" }]);
    return {
      result: { version: number },
      event: {
        type: "record.corrected",
        subject: `record:${before.record}`,
        before: { version: before.version, leaf: before.leaf },
        after: { version: number, leaf: written.sealed[0]?.leaf },
        seals: written.seals,
      },
    };
  });
}

function correctedOf(kind: Kind, form: KeptForm, before: Standing, input: z.output<typeof correctInput>) {
  const problems: Problem[] = [];
  const mistakes = { at: "", problems };
  const fields = applyFields(kind, before.fields, input.fields, mistakes);
  const own = applyCustom(form.fields, before.own, input.own, mistakes);
  // What was already empty is not asked for: only taking away is refused.
  const lacking = new Set(unfilledNeeds(kind, before.fields, "").map(({ path }) => path));
  problems.push(...unfilledNeeds(kind, fields, "").filter(({ path }) => !lacking.has(path)));
  if (problems.length > 0) throw new Refusal("invalid", problems);
  return { fields, own };
}

/** The key tells which record it is: another key is another record. */
function refuseKey(kind: Kind, given: Readonly<Record<string, unknown>>): void {
  const named = [...kind.key, ownNumber(kind) ?? ""].filter((name) => name in given);
  const [first] = named.flatMap((name) => kind.fields[name] ?? []);
  if (!first) return;
  throw new Refusal("invalid", {
    zh: `${first.zh}是这条记录的主键，不能更正；请另录一条新记录。`,
    en: `${first.en} tells which record this is and cannot be corrected; enter a new record instead.`,
  });
}

/** Both texts: what the person wanted, and what stands there by now. */
function staleSave(
  kind: Kind,
  form: KeptForm,
  standing: Standing,
  input: z.output<typeof correctInput>,
): Refusal {
  const said = (path: string, label: { zh: string; en: string }, wanted: unknown, now: unknown): Problem => ({
    zh: `${label.zh}：您要改为“${wanted ?? ""}”，现在是“${now ?? ""}”。`,
    en: `${label.en}: you wanted “${wanted ?? ""}”, it now reads “${now ?? ""}”.`,
    path,
  });
  const fields = Object.entries(input.fields).map(([name, wanted]) =>
    said(`fields.${name}`, kind.fields[name] ?? { zh: name, en: name }, wanted, standing.fields[name]),
  );
  const own = Object.entries(input.own ?? {}).map(([name, wanted]) => {
    const title = form.fields.find((field) => field.name === name)?.title ?? { zh: name, en: name };
    return said(`own.${name}`, title, wanted, standing.own?.[name]);
  });
  const head = {
    zh: `这条记录已有第 ${standing.version} 版，您看到的是第 ${input.version} 版。请核对后再保存。`,
    en: `This record is at version ${standing.version}, and you saw version ${input.version}. Compare and save again.`,
  };
  return new Refusal("conflict", [head, ...fields, ...own]);
}

const noSuchRecord = () => new Refusal("not-found", { zh: "没有这条记录。", en: "There is no such record." });
const nothingChanges = () =>
  new Refusal("invalid", { zh: "没有任何改动，未保存。", en: "Nothing was changed, so nothing was saved." });
