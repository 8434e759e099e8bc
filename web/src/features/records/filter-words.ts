import type { FieldView, FilterChoice, FilterOp } from "./types.ts";

const opWords: Readonly<Record<"zh" | "en", Readonly<Record<FilterOp, string>>>> = {
  zh: { is: "是", contains: "包含", from: "不小于", to: "不大于", empty: "为空", filled: "不为空" },
  en: { is: "is", contains: "contains", from: "from", to: "up to", empty: "is empty", filled: "is filled" },
};
const dayWords: Readonly<Record<"zh" | "en", Partial<Record<FilterOp, string>>>> = {
  zh: { is: "在", from: "不早于", to: "不晚于" },
  en: { is: "on", from: "from", to: "until" },
};

export function opWord(field: FieldView, op: FilterOp, language: "zh" | "en"): string {
  return (isDay(field) ? dayWords[language][op] : undefined) ?? opWords[language][op];
}

export const isDay = ({ type }: FieldView) => type === "time" || type === "date";
const numbers = new Set<FieldView["type"]>(["money", "price", "quantity", "number", "integer", "rate"]);
export const isNumber = ({ type }: FieldView) => numbers.has(type);

export function opsFor(field: FieldView): readonly FilterOp[] {
  if (field.type === "flag") return ["is", "empty", "filled"];
  if (isDay(field) || isNumber(field)) return ["from", "to", "is", "empty", "filled"];
  return ["contains", "is", "empty", "filled"];
}

export const needsValue = (op: FilterOp) => op !== "empty" && op !== "filled";

/** Money is typed as people write it and asked for in hundredths. */
export function valueToAsk(field: FieldView, typed: string): string | undefined {
  const text = typed.trim().replace(/[,，\s]/g, isNumber(field) ? "" : "$&");
  if (text === "") return undefined;
  if (!isNumber(field)) return text;
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(text)) return undefined;
  return field.type === "money" ? hundredths(text) : text;
}

function hundredths(text: string): string {
  const [, sign = "", whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return `${sign}${BigInt(`${whole}${fraction.padEnd(2, "0").slice(0, 2)}`)}`;
}

export function valueToShow(field: FieldView, { value }: FilterChoice): string {
  if (field.type !== "money" || !/^-?\d+$/.test(value)) return value;
  const [, sign = "", figures = "0"] = /^(-?)(\d+)$/.exec(value) ?? [];
  const padded = figures.padStart(3, "0");
  const whole = padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sign}${whole}.${padded.slice(-2)}`;
}
