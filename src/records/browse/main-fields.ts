import type { Kind } from "../kinds/define-kind.ts";
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
