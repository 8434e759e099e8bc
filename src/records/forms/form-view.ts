import { z } from "zod";
import type { Context } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { formResource, recordResource } from "../record-resources.ts";
import { planOf } from "../store/record-values.ts";
import { customField } from "./custom-field.ts";
import { completeSections } from "./default-layout.ts";
import { needsOf } from "./draft.ts";
import { customPlace, formSchema } from "./form.ts";
import { type KeptForm, readForm } from "./keep-form.ts";
import { isInherited, linesOf } from "./lines.ts";
import { may } from "./may-read.ts";
import { bilingual, placeOf, shownType } from "./schemas.ts";
import { ownSeller, sellerField } from "./seller-field.ts";

const formField = z.object({
  /** The field's name; of custom ones `own.` and the name. */
  place: z.string(),
  name: z.string(),
  of: placeOf,
  title: bilingual,
  type: shownType,
  refers: z.string().optional(),
  required: z.boolean(),
  personal: z.boolean(),
  /** Part of the key: given once, never corrected. */
  isKey: z.boolean(),
  help: bilingual.optional(),
  choices: customField.shape.choices,
});
type FormField = z.output<typeof formField>;

const fieldsAndNeeds = z.object({
  kind: z.string(),
  title: bilingual,
  fields: z.array(formField),
  /** Of each group at least one has to be filled. */
  needs: z.array(z.array(z.string())),
});

export const formView = fieldsAndNeeds.extend({
  version: z.int(),
  sections: formSchema.shape.sections,
  hidden: z.array(z.string()),
  /** Lines that are entered together with the document; what they have from it is not among their fields. */
  lines: fieldsAndNeeds.optional(),
  mayEnter: z.boolean(),
  mayCorrect: z.boolean(),
  mayDefine: z.boolean(),
  /** In whose name the reader enters: the field and what stands in it. */
  seller: z.object({ field: z.string(), employee: z.string() }).optional(),
});
export type FormView = z.output<typeof formView>;

export async function viewForm(context: Context, kind: Kind): Promise<FormView> {
  context.require("forms.read", formResource(kind.name));
  const form = await readForm(context.db, kind);
  const lines = linesOf(kind);
  const seller = await ownSeller(context.db, context.actor.id);
  const field = sellerField(kind);
  return {
    ...basics(kind, form),
    version: form.version,
    sections: completeSections(kind, form),
    hidden: form.hidden,
    ...(lines && {
      lines: withoutInherited(
        basics(lines.kind, await readForm(context.db, lines.kind)),
        (name) => !isInherited(lines, name),
      ),
    }),
    ...permissionsOf(context, kind, seller),
    ...(field !== undefined && seller !== undefined && { seller: { field, employee: seller } }),
  };
}

type Basics = z.output<typeof fieldsAndNeeds>;

function basics(kind: Kind, form: KeptForm): Basics {
  const refers = new Map(planOf(kind).references.map(({ field, prefix }) => [field, prefix.slice(0, -1)]));
  const own = fieldsOf(kind).map(([name, { type, zh, en, personal = false }]): FormField => {
    const to = refers.get(name);
    const isKey = kind.key.includes(name);
    const more = to === undefined ? {} : { refers: to };
    return {
      place: name,
      name,
      of: "field",
      title: { zh, en },
      type,
      required: false,
      personal,
      isKey,
      ...more,
    };
  });
  const custom = form.fields.map(
    ({ name, title, type, required, personal, help, choices, refers: to }): FormField => ({
      place: customPlace(name),
      name,
      of: "custom",
      title,
      type,
      required,
      personal,
      isKey: false,
      ...(help && { help }),
      ...(choices && { choices }),
      ...(to !== undefined && { refers: to }),
    }),
  );
  const needs = needsOf(kind).map((group) => [...group]);
  return { kind: kind.name, title: kind.title, fields: [...own, ...custom], needs };
}

function withoutInherited(view: Basics, isKept: (name: string) => boolean): Basics {
  return {
    ...view,
    fields: view.fields.filter(({ of, name }) => of === "custom" || isKept(name)),
    needs: view.needs.filter((group) => group.some(isKept)),
  };
}

/** Of the kind as such: what a certain record allows is asked again when it is saved. */
export function permissionsOf(context: Context, kind: Kind, seller: string | undefined) {
  const refs = seller === undefined ? [] : [`employee:${seller}`];
  const entered = recordResource({ record: "", kind: kind.name, key: "", refs });
  const any = recordResource({ record: "", kind: kind.name, key: "", refs: [] });
  return {
    mayEnter: may(context, "records.enter", entered),
    mayCorrect: may(context, "records.correct", any),
    mayDefine: may(context, "forms.define", formResource(kind.name)),
  };
}
