import { z } from "zod";
import { type Bilingual, type Context, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { recordResource } from "../record-resources.ts";
import { changesBetween } from "./get-record.ts";
import { applyFields, applyOwn, givenFields, givenOwn } from "./given-values.ts";
import { readStanding, type Standing } from "./read-standing.ts";
import { ownNumber } from "./record-values.ts";
import { writeVersion } from "./write-version.ts";

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
    if (before.version !== input.version) throw staleSave(kind, before, input);
    refuseKey(kind, input.fields);
    const fields = applyFields(kind, before.fields, input.fields);
    const own = applyOwn(before.own, input.own);
    if (changesBetween(kind, before, { fields, own }).length === 0) throw nothingChanges();
    const version = before.version + 1;
    const entity = fields.legal_entity;
    const written = await writeVersion(tx, context, {
      kind,
      as: "changed",
      version: {
        ...before,
        version,
        fields,
        own,
        reason: input.reason,
        observedAt: context.now,
        legalEntity: typeof entity === "string" ? entity : before.legalEntity,
      },
    });
    return {
      result: { version },
      event: {
        type: "record.corrected",
        subject: `record:${before.record}`,
        before: { version: before.version, leaf: before.leaf },
        after: { version, leaf: written.sealed.leaf },
        seals: written.seals,
      },
    };
  });
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
function staleSave(kind: Kind, standing: Standing, input: z.output<typeof correctInput>): Refusal {
  const lines: Bilingual[] = Object.entries(input.fields).map(([name, wanted]) => {
    const label = kind.fields[name] ?? { zh: name, en: name };
    const now = standing.fields[name];
    return {
      zh: `${label.zh}：您要改为“${wanted ?? ""}”，现在是“${now ?? ""}”。`,
      en: `${label.en}: you wanted “${wanted ?? ""}”, it now reads “${now ?? ""}”.`,
    };
  });
  const head = {
    zh: `这条记录已有第 ${standing.version} 版，您看到的是第 ${input.version} 版。请核对后再保存。`,
    en: `This record is at version ${standing.version}, and you saw version ${input.version}. Compare and save again.`,
  };
  return new Refusal("conflict", [head, ...lines]);
}

const noSuchRecord = () => new Refusal("not-found", { zh: "没有这条记录。", en: "There is no such record." });
const nothingChanges = () =>
  new Refusal("invalid", { zh: "没有任何改动，未保存。", en: "Nothing was changed, so nothing was saved." });
