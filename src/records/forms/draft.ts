import type { Problem } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { applyFields, type Given, type Mistakes } from "../store/given-values.ts";
import { type FieldValues, type OwnRow, planOf, referencesOf } from "../store/record-values.ts";
import { applyCustom, customReferences, unfilledCustom } from "./custom-values.ts";
import type { Form } from "./form.ts";

export interface GivenRecord {
  readonly fields: Given<string | boolean>;
  readonly own?: Given<string> | undefined;
}

export interface Draft {
  readonly fields: FieldValues;
  readonly own: OwnRow | undefined;
}

/** A new record as it was given, with what is wrong with it told in `mistakes`. */
export function draftOf(kind: Kind, form: Form, given: GivenRecord, mistakes: Mistakes): Draft {
  const fields = applyFields(kind, {}, given.fields, mistakes);
  const own = applyCustom(form.fields, undefined, given.own, mistakes);
  unfilledCustom(form.fields, own, mistakes);
  return { fields, own };
}

/** Groups of fields of which at least one must be given. A lone key is made where it is not. */
export function needsOf(kind: Kind): readonly (readonly string[])[] {
  const [key, ...more] = kind.key;
  return kind.needs.filter((group) => more.length > 0 || group.length > 1 || group[0] !== key);
}

/** One sentence for each group that is not. */
export function unfilledNeeds(kind: Kind, fields: FieldValues, at: string): Problem[] {
  return needsOf(kind)
    .filter((group) => group.every((name) => fields[name] === undefined))
    .map((group) => {
      const named = group.flatMap((name) => kind.fields[name] ?? []);
      return {
        zh: `请填写${named.map(({ zh }) => zh).join("或")}。`,
        en: `Fill in ${named.map(({ en }) => en).join(" or ")}.`,
        path: `${at}fields.${group[0]}`,
      };
    });
}

/** `kind:key` of all that a record refers to, by its kind's fields and by custom ones. */
export function referencesOfDraft(kind: Kind, form: Form, { fields, own }: Draft): string[] {
  return [...new Set([...referencesOf(planOf(kind), fields), ...customReferences(form.fields, own)])];
}
