import type { Field, FieldType, Kind } from "../kinds/define-kind.ts";
import { unknownField } from "../store/list-records.ts";
import { planOf } from "../store/record-values.ts";

/** The field whose amount has an index: what the record is worth. */
export function amountField(kind: Kind): string | undefined {
  const money = Object.keys(kind.fields).filter((name) => kind.fields[name]?.type === "money");
  return money.find((name) => name === "gross" || name === "amount") ?? money[0];
}

/** The field that `happened_at` is where the record fills it. */
export function timeField(kind: Kind): string | undefined {
  return planOf(kind).times[0];
}

/** The field of that name; refuses where the kind has none. */
export function fieldNamed(kind: Kind, name: string): Field {
  const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
  if (!field) throw unknownField(kind, name);
  return field;
}

const numbers = new Set<FieldType>(["money", "price", "quantity", "number", "integer", "rate"]);
export const isNumber = ({ type }: Field) => numbers.has(type);
export const isTime = ({ type }: Field) => type === "time" || type === "date";
