import { z } from "zod";
import type { Bilingual } from "../../platform/index.ts";
import { isRealDay } from "../store/given-values.ts";

const customTypes = ["text", "number", "date", "money", "choice", "yes-no", "reference"] as const;

const title = z.object({
  zh: z.string().trim().min(1).max(60),
  en: z.string().trim().min(1).max(60),
});

/**
 * A field that a company adds to a kind. `name` is the column of the record's own row that holds its value, so that
 * a file's column of that name and the field are the same thing; it never changes.
 */
export const customField = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{Cc}]*$/u),
  title,
  type: z.enum(customTypes),
  required: z.boolean().default(false),
  /** Tells of a natural person: reading it is told in the log. */
  personal: z.boolean().default(false),
  help: z.object({ zh: z.string().trim().max(300), en: z.string().trim().max(300) }).optional(),
  /** What may be chosen; `value` is what is stored. */
  choices: z
    .array(z.object({ value: z.string().trim().min(1).max(100), title }))
    .max(200)
    .optional(),
  /** The kind whose key is stored. */
  refers: z.string().optional(),
});
export type CustomField = z.output<typeof customField>;

/** The sentence where a value does not fit its field; stored values have the form that a file would hold. */
export function misfitOf(field: CustomField, value: string): Bilingual | undefined {
  const expected = expectedInstead(field, value);
  return (
    expected && {
      zh: `${field.title.zh}：应为${expected.zh}，而不是“${value}”。`,
      en: `${field.title.en}: expected ${expected.en}, not ${value}.`,
    }
  );
}

/** Why a value does not fit; `undefined` where it does. */
function expectedInstead(field: CustomField, value: string): Bilingual | undefined {
  if (!value.isWellFormed() || value.includes("\0")) return { zh: "文字", en: "text" };
  switch (field.type) {
    case "number":
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? undefined : { zh: "数字", en: "a number" };
    case "money":
      return /^-?\d{1,15}(\.\d{1,3})?$/.test(value)
        ? undefined
        : { zh: "金额，如 1234.50", en: "an amount, such as 1234.50" };
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && isRealDay(value)
        ? undefined
        : { zh: "日期，如 2026-11-23", en: "a day, such as 2026-11-23" };
    case "yes-no":
      return value === "yes" || value === "no" ? undefined : { zh: "是或否", en: "yes or no" };
    case "choice": {
      const choices = field.choices ?? [];
      if (choices.some((choice) => choice.value === value)) return undefined;
      return {
        zh: `以下之一：${choices.map((choice) => choice.title.zh).join("、")}`,
        en: `one of ${choices.map((choice) => choice.title.en).join(", ")}`,
      };
    }
    default:
      return undefined;
  }
}
