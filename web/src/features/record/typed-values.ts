import type { Bilingual } from "../../ui/index.ts";
import { isDecimal, majorOf, minorDigits, plainNumber, shift } from "./decimal.ts";
import type { FormField } from "./model.ts";

/** What stands in the inputs: amounts in major units, rates in percent, moments to the minute. */
export type Typed = Readonly<Record<string, string | boolean>>;

type Stored = string | boolean | undefined;

/** A stored value as a person types it. */
export function typedOf(field: FormField, value: Stored, currency: string | undefined): string | boolean {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value;
  if (field.type === "money" && field.of === "field") return majorOf(value, minorDigits(currency));
  if (field.type === "rate") return shift(value, 2);
  if (field.type === "time") return value.endsWith(" 00:00:00") ? value.slice(0, 10) : value.slice(0, 16);
  return value;
}

export type Settled = { readonly value: string | boolean | null } | { readonly problem: Bilingual };

/** What was typed as it is stored; null where nothing is. */
export function settledOf(
  field: FormField,
  typed: string | boolean | undefined,
  currency: string | undefined,
): Settled {
  if (typeof typed === "boolean") return { value: typed };
  const text = typed?.trim() ?? "";
  if (text === "") return { value: null };
  switch (field.type) {
    case "money":
      return settledMoney(field, plainNumber(text), minorDigits(currency));
    case "rate": {
      const number = plainNumber(text.replace(/[%％]$/, ""));
      return isDecimal(number) ? { value: shift(number, -2) } : { problem: problems.number };
    }
    case "price":
    case "quantity":
    case "number":
    case "integer": {
      const number = plainNumber(text);
      return isDecimal(number) ? { value: number } : { problem: problems.number };
    }
    case "date":
    case "time": {
      const moment = plainMoment(text);
      return moment === undefined ? { problem: problems.day } : { value: moment };
    }
    default:
      return { value: text };
  }
}

function settledMoney({ of }: FormField, number: string, digits: number): Settled {
  if (!isDecimal(number)) return { problem: problems.number };
  if (of === "custom") return { value: number };
  const minor = shift(number, digits);
  if (!/^-?\d+$/.test(minor)) {
    return {
      problem: {
        zh: `该币种最多有 ${digits} 位小数。`,
        en: `This currency has at most ${digits} digits after the point.`,
      },
    };
  }
  return { value: minor };
}

/** `20261123`, `2026/11/23`, `2026年11月3日 9:30` as `2026-11-23` and `2026-11-03 09:30`. */
export function plainMoment(typed: string): string | undefined {
  const [, year = "", month = "", day = "", hour, minute = "00"] =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s]+(\d{1,2})[:：](\d{2})(?::\d{2})?)?$/.exec(
      typed.trim().normalize("NFKC"),
    ) ?? [];
  if (year === "") return undefined;
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) return undefined;
  if (hour === undefined) return text;
  return Number(hour) < 24 && Number(minute) < 60 ? `${text} ${hour.padStart(2, "0")}:${minute}` : undefined;
}

const problems = {
  number: { zh: "应为数字。", en: "Expected a number." },
  day: { zh: "应为日期，如 2026-11-23。", en: "Expected a day, such as 2026-11-23." },
};

export interface Collected {
  readonly fields: Record<string, string | boolean | null>;
  readonly own: Record<string, string | null>;
  /** By place. */
  readonly problems: Record<string, Bilingual>;
}

/** What differs from how it was, ready to be sent, and what cannot be. */
export function collect(
  fields: readonly FormField[],
  typed: Typed,
  before: Typed,
  currency: string | undefined,
): Collected {
  const collected: Collected = { fields: {}, own: {}, problems: {} };
  for (const field of fields) {
    const now = typed[field.place] ?? "";
    // Another currency gives amounts another meaning, though what was typed is the same.
    const isSame =
      now === (before[field.place] ?? "") &&
      !(field.type === "money" && field.of === "field" && typed.currency !== before.currency);
    if (isSame) continue;
    const settled = settledOf(field, now, currency);
    if ("problem" in settled) collected.problems[field.place] = settled.problem;
    else if (field.of === "field") collected.fields[field.name] = settled.value;
    else collected.own[field.name] = settled.value === null ? null : String(settled.value);
  }
  return collected;
}

/** The server's issues by place: `fields.gross` is `gross`, `own.x` stays. */
export function placesOf(
  issues: readonly { readonly path: string; readonly message: string }[],
): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [path.replace(/^fields\./, ""), message]));
}
