import { Refusal } from "../../platform/index.ts";
import type { Given, Mistakes } from "../store/given-values.ts";
import type { OwnRow } from "../store/record-values.ts";
import { type CustomField, misfitOf } from "./custom-field.ts";

/** The own row with what was given in its place; its other columns stay as the source wrote them. */
export function applyCustom(
  fields: readonly CustomField[],
  before: OwnRow | undefined,
  given: Given<string> | undefined,
  { at, problems }: Mistakes,
): OwnRow | undefined {
  if (given === undefined || Object.keys(given).length === 0) return before;
  const after: Record<string, string> = { ...before };
  for (const [name, value] of Object.entries(given)) {
    const field = fields.find((other) => other.name === name);
    if (!field) throw unknownCustom(name);
    if (value === null || value === "") {
      delete after[name];
      if (field.required && before?.[name] !== undefined) problems.push(unfilled(field, at));
      continue;
    }
    const problem = misfitOf(field, value);
    if (problem) problems.push({ ...problem, path: `${at}own.${name}` });
    after[name] = value;
  }
  // In a settled order, so that equal contents have equal digests.
  return Object.fromEntries(Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Custom fields that have to be filled and are not. */
export function unfilledCustom(
  fields: readonly CustomField[],
  own: OwnRow | undefined,
  { at, problems }: Mistakes,
): void {
  for (const field of fields) {
    if (field.required && own?.[field.name] === undefined) problems.push(unfilled(field, at));
  }
}

/** `kind:key` of the records that custom fields refer to. */
export function customReferences(fields: readonly CustomField[], own: OwnRow | undefined): string[] {
  return fields.flatMap(({ name, type, refers }) => {
    const key = own?.[name];
    return type === "reference" && refers !== undefined && key !== undefined ? [`${refers}:${key}`] : [];
  });
}

const unfilled = ({ name, title }: CustomField, at: string) => ({
  zh: `请填写${title.zh}。`,
  en: `Fill in ${title.en}.`,
  path: `${at}own.${name}`,
});

function unknownCustom(name: string): Refusal {
  return new Refusal("invalid", {
    zh: `没有名为“${name}”的自定义字段。`,
    en: `There is no custom field called ${name}.`,
  });
}
