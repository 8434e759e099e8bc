import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { FieldValues } from "../store/record-values.ts";
import type { Summary } from "./schemas.ts";

/** What people call a record of each kind, where its first name says something else or there is none. */
const namedBy: Readonly<Record<string, readonly string[]>> = {
  activity: ["type"],
  change: ["field"],
  approval: ["level"],
  complaint: ["category"],
  "price-list": ["customer_category"],
  expense: ["type", "payee_name"],
  "order-line": ["product_name"],
  "invoice-line": ["product_name"],
  delivery: ["tracking_number"],
};

export interface SummaryRow {
  readonly kind: string;
  readonly record: string;
  readonly key: string;
  readonly happened: string;
  readonly fields: FieldValues;
}

export function summaryOf({ kind: name, record, key, happened, fields }: SummaryRow): Summary {
  const kind = kindNamed(name);
  const text = (field: string) => textOf(fields[field]);
  const amount = kind && amountField(kind, fields);
  const named = kind && nameOf(kind, fields);
  const { currency, status = text("decision") ?? text("stage") } = {
    currency: text("currency"),
    status: text("status"),
  };
  return {
    kind: name,
    record,
    key,
    ...(named === undefined ? {} : { name: named }),
    ...(happened.startsWith("-infinity") ? {} : { day: happened.slice(0, 10) }),
    ...(amount === undefined ? {} : { amount }),
    ...(currency === undefined ? {} : { currency }),
    ...(status === undefined ? {} : { status }),
  };
}

/** What people call the record; `undefined` where only its key does. */
export function nameOf(kind: Kind, fields: FieldValues): string | undefined {
  const candidates =
    namedBy[kind.name] ??
    Object.entries(kind.fields)
      .filter(([name, { type }]) => type === "name" && /(^|_)name$/.test(name))
      .map(([name]) => name);
  const found = candidates.flatMap((name) => textOf(fields[name]) ?? [])[0];
  if (kind.name !== "change" || found === undefined) return found;
  return `${found}：${textOf(fields.old_value) ?? "∅"} → ${textOf(fields.new_value) ?? "∅"}`;
}

/** Of documents; a customer's credit limit is no amount of the customer. */
function amountField(kind: Kind, fields: FieldValues): string | undefined {
  const named = ["gross", "amount", "net"].filter((name) => kind.fields[name]?.type === "money");
  return named.flatMap((name) => textOf(fields[name]) ?? [])[0];
}

const textOf = (value: string | boolean | undefined) => (typeof value === "string" ? value : undefined);
