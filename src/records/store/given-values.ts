import { z } from "zod";
import type { Bilingual, Problem } from "../../platform/index.ts";
import type { Field, FieldType, Kind } from "../kinds/define-kind.ts";
import { unknownField } from "./list-records.ts";
import type { FieldValues } from "./record-values.ts";

/** Values that a person gives, by field; null takes a value away. Forms as in `FieldValues`. */
export const givenFields = z.record(z.string(), z.union([z.string().max(20_000), z.boolean(), z.null()]));
/** Values of custom fields by their names. */
export const givenOwn = z.record(z.string().min(1).max(200), z.union([z.string().max(20_000), z.null()]));

export type Given<Value> = Readonly<Record<string, Value | null>>;

const number = /^-?\d{1,15}(\.\d{1,6})?$/;
const moment = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$/;

const forms: Partial<Record<FieldType, { readonly form: RegExp; readonly expected: Bilingual }>> = {
  money: {
    form: /^-?\d{1,18}$/,
    expected: { zh: "以最小货币单位（如分）计的整数", en: "a whole number of minor units, such as cents" },
  },
  integer: { form: /^-?\d{1,18}$/, expected: { zh: "整数", en: "a whole number" } },
  price: { form: /^-?\d{1,12}(\.\d{1,6})?$/, expected: { zh: "数字", en: "a number" } },
  quantity: { form: /^-?\d{1,14}(\.\d{1,4})?$/, expected: { zh: "数字", en: "a number" } },
  number: { form: number, expected: { zh: "数字", en: "a number" } },
  rate: { form: number, expected: { zh: "比率，如 0.13", en: "a rate, such as 0.13" } },
  date: {
    form: /^\d{4}-\d{2}-\d{2}$/,
    expected: { zh: "日期，如 2026-11-23", en: "a day, such as 2026-11-23" },
  },
  time: {
    form: moment,
    expected: { zh: "时间，如 2026-11-23 09:30:00", en: "a moment, such as 2026-11-23 09:30:00" },
  },
  currency: { form: /^[A-Z]{3}$/, expected: { zh: "货币代码，如 CNY", en: "a currency code, such as CNY" } },
};

/** Where what is wrong is told: a sentence a mistake, with its path below `at`. */
export interface Mistakes {
  readonly at: string;
  readonly problems: Problem[];
}

/** The fields with what was given in its place; tells of every value that does not fit. */
export function applyFields(
  kind: Kind,
  before: FieldValues,
  given: Given<string | boolean>,
  { at, problems }: Mistakes,
): FieldValues {
  const after: Record<string, string | boolean> = { ...before };
  for (const [name, value] of Object.entries(given)) {
    const field = kind.fields[name];
    if (!field) throw unknownField(kind, name);
    const expected = value === null ? undefined : expectedInstead(field, value);
    if (expected) problems.push({ ...misfit(field, value, expected), path: `${at}fields.${name}` });
    if (value === null || value === "") delete after[name];
    else after[name] = settledForm(field, value);
  }
  // In the order of the kind, so that equal contents have equal digests.
  return Object.fromEntries(
    Object.keys(kind.fields).flatMap((name) => {
      const value = after[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function expectedInstead({ type }: Field, value: string | boolean): Bilingual | undefined {
  if (type === "flag") return typeof value === "boolean" ? undefined : { zh: "是或否", en: "yes or no" };
  if (typeof value !== "string" || !value.isWellFormed() || value.includes("\0"))
    return { zh: "文字", en: "text" };
  if (value === "") return undefined;
  const rule = forms[type];
  if (!rule) return undefined;
  const isDay = type !== "date" && type !== "time" ? true : isRealDay(value.slice(0, 10));
  return rule.form.test(value) && isDay ? undefined : rule.expected;
}

/** 31 June has the form of a day and is none. */
export function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Moments are stored to the second, midnight where the time of day was not given, as imports store them. */
function settledForm({ type }: Field, value: string | boolean): string | boolean {
  if (typeof value !== "string" || type !== "time") return value;
  return value.length === 10 ? `${value} 00:00:00` : value.length === 16 ? `${value}:00` : value;
}

function misfit(field: Field, value: string | boolean | null, expected: Bilingual): Bilingual {
  return {
    zh: `${field.zh}：应为${expected.zh}，而不是“${value}”。`,
    en: `${field.en}: expected ${expected.en}, not ${value}.`,
  };
}
