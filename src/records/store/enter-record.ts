import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { recordResource } from "../record-resources.ts";
import { applyFields, applyOwn, givenFields, givenOwn } from "./given-values.ts";
import { unknownKind } from "./list-records.ts";
import { readStanding } from "./read-standing.ts";
import {
  contentDigest,
  type FieldValues,
  identityOf,
  planOf,
  recordId,
  referencesOf,
} from "./record-values.ts";
import { writeVersion } from "./write-version.ts";

export const enterInput = z.object({
  kind: z.string(),
  fields: givenFields,
  own: givenOwn.optional(),
});
export type EnterInput = z.input<typeof enterInput>;

/** The source of what people enter here. */
const source = "form";

/** A record entered by hand. Where the kind's number is not given, one is made. */
export async function enterRecord(
  context: Context,
  given: EnterInput,
): Promise<{ record: string; key: string }> {
  const input = enterInput.parse(given);
  const kind = kindNamed(input.kind);
  if (!kind) throw unknownKind(input.kind);
  const fresh = randomUUID();
  return context.commit(async (tx) => {
    const fields = withKey(kind, applyFields(kind, {}, input.fields), fresh);
    refuseUnfilled(kind, fields);
    const own = applyOwn(undefined, input.own);
    const parts = identityOf(kind, fields) ?? [fresh];
    const key = parts.filter((part) => part !== undefined).join("/");
    const record = recordId({ source, kind: kind.name, parts, occurrence: 1 });
    const refs = referencesOf(planOf(kind), fields);
    context.require("records.enter", recordResource({ record, kind: kind.name, key, refs }));
    const standing = await readStanding(tx, record);
    if (standing && !standing.gone) throw alreadyThere(kind, key);
    const entity = fields.legal_entity;
    const version = {
      record,
      version: (standing?.version ?? 0) + 1,
      source,
      key,
      occurrence: 1,
      observedAt: context.now,
      gone: false,
      digest: contentDigest(fields, own),
      fields,
      own,
      legalEntity: typeof entity === "string" ? entity : undefined,
    };
    const written = await writeVersion(tx, context, { kind, version, as: standing ? "returned" : "added" });
    return {
      result: { record, key },
      event: {
        type: "record.entered",
        subject: `record:${record}`,
        after: { version: version.version, leaf: written.sealed.leaf },
        seals: written.seals,
      },
    };
  });
}

/** A key of one part is made where it is absent; a key of several is what the record is about. */
function withKey(kind: Kind, fields: FieldValues, fresh: string): FieldValues {
  const [only, ...more] = kind.key;
  if (only === undefined || more.length > 0 || fields[only] !== undefined) return fields;
  return applyFields(kind, fields, { [only]: fresh.slice(0, 8).toUpperCase() });
}

function refuseUnfilled(kind: Kind, fields: FieldValues): void {
  const lacking = kind.needs.filter((group) => group.every((name) => fields[name] === undefined));
  if (lacking.length === 0) return;
  const problems = lacking.map((group) => {
    const named = group.flatMap((name) => kind.fields[name] ?? []);
    return {
      zh: `请填写${named.map(({ zh }) => zh).join("或")}。`,
      en: `Fill in ${named.map(({ en }) => en).join(" or ")}.`,
    };
  });
  throw new Refusal("invalid", problems);
}

function alreadyThere(kind: Kind, key: string): Refusal {
  return new Refusal("conflict", {
    zh: `${kind.title.zh} ${key} 已经存在；如需修改，请更正那条记录。`,
    en: `${kind.title.en} ${key} exists already; correct that record to change it.`,
  });
}
