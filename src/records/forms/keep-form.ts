import { z } from "zod";
import { type Context, type Reader, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { formResource } from "../record-resources.ts";
import { unknownKind } from "../store/list-records.ts";
import type { CustomField } from "./custom-field.ts";
import { defaultForm } from "./default-layout.ts";
import { checkForm, type Form, formSchema } from "./form.ts";

declare module "../../platform/index.ts" {
  interface Tables {
    record_form: { kind: string; version: number; form: unknown; saved_by: string; saved_at: Date };
  }
}

/** A form as it is kept; version 0 is the one that nobody has changed yet. */
export interface KeptForm extends Form {
  readonly version: number;
}

export async function readForm(db: Reader, kind: Kind): Promise<KeptForm> {
  const row = await db
    .selectFrom("record_form")
    .select(["version", "form"])
    .where("kind", "=", kind.name)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { ...formSchema.parse(row.form), version: row.version } : { ...defaultForm(kind), version: 0 };
}

/** The fields that a company has added to a kind: the columns of own rows that lists, search and exports may offer. */
export async function customFieldsOf(db: Reader, kind: Kind): Promise<readonly CustomField[]> {
  return (await readForm(db, kind)).fields;
}

export const saveFormInput = formSchema.extend({
  kind: z.string(),
  /** The version that the person saw; a later one refuses the save. */
  version: z.int().min(0),
});
export type SaveFormInput = z.input<typeof saveFormInput>;

/** The next version of a kind's form. What records hold in a field that is taken away stays where it is. */
export async function saveForm(context: Context, given: SaveFormInput): Promise<KeptForm> {
  const { kind: name, version: seen, ...form } = saveFormInput.parse(given);
  const kind = kindNamed(name);
  if (!kind) throw unknownKind(name);
  return context.commit(async (tx) => {
    context.require("forms.define", formResource(kind.name));
    const before = await readForm(tx, kind);
    if (before.version !== seen) throw changedMeanwhile(kind, before.version);
    checkForm(kind, form, await earlierForms(tx, kind));
    const version = seen + 1;
    const row = { kind: kind.name, version, form: JSON.stringify(form) };
    await tx
      .insertInto("record_form")
      .values({ ...row, saved_by: context.actor.id, saved_at: context.now })
      .execute();
    return {
      result: { ...form, version },
      event: { type: "form.saved", subject: `form:${kind.name}`, before, after: form, seals: { version } },
    };
  });
}

async function earlierForms(db: Reader, kind: Kind): Promise<Form[]> {
  const rows = await db.selectFrom("record_form").select("form").where("kind", "=", kind.name).execute();
  return rows.map(({ form }) => formSchema.parse(form));
}

function changedMeanwhile(kind: Kind, version: number): Refusal {
  return new Refusal("conflict", {
    zh: `${kind.title.zh}的表单已被他人改为第 ${version} 版，请查看后再保存。`,
    en: `The form of ${kind.title.en} has meanwhile become version ${version}. Look at it and save again.`,
  });
}
