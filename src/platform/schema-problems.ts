import { type core, locales, type z } from "zod";
import type { Bilingual } from "./language.ts";

export interface SchemaProblem {
  readonly path: readonly PropertyKey[];
  readonly message: Bilingual;
}

const chinese = locales.zhCN().localeError;

/** What a schema finds wrong with a value, in both languages; a schema's own messages are written `中文 | English`. */
export function schemaProblems(schema: z.ZodType, value: unknown): SchemaProblem[] {
  const english = schema.safeParse(value).error?.issues ?? [];
  const inChinese = schema.safeParse(value, { error: (issue) => chinese(issue) }).error?.issues ?? [];
  return english.map((issue, i) => ({ path: issue.path, message: bothOf(issue, inChinese[i]) }));
}

function bothOf(english: core.$ZodIssue, inChinese: core.$ZodIssue | undefined): Bilingual {
  const [zh = "", en] = english.message.split(" | ");
  return en === undefined ? { zh: inChinese?.message ?? english.message, en: english.message } : { zh, en };
}
