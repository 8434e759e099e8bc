import { expect, test } from "vitest";
import { declarationOf, freshDraft } from "./own-draft.ts";
import { missingIn, withPlaceholders } from "./own-missing.ts";
import { ownWords } from "./own-words.ts";

const both = { zh: "甲", en: "A" };
const whole = {
  ...freshDraft,
  id: "own-large",
  source: "3.2",
  ...{ title: both, why: both, formula: both, sentence: both },
  ...{ innocent: both, blindTo: both, nextChecks: both },
  parameters: freshDraft.parameters.map((parameter) => ({ ...parameter, meaning: both })),
};

test("nothing is missing in a draft that is written to its end", () => {
  expect(missingIn(whole, ownWords.zh)).toEqual([]);
});

test("what is missing is told by the words of the form, in the reader's language", () => {
  const draft = { ...whole, id: "own-", why: { zh: "甲", en: " " }, innocent: { zh: "甲\n乙", en: "A" } };
  expect(missingIn(draft, ownWords.zh)).toEqual([
    "编号",
    "为什么可疑（英文）",
    "可能的正当解释：中英文行数不一致",
  ]);
  expect(missingIn(draft, ownWords.en)).toEqual([
    "Id",
    "Why it is suspicious (English)",
    "What may explain it: as many lines in both languages",
  ]);
});

test("a query can be checked before any text is written", () => {
  const { sql, title, source } = withPlaceholders(declarationOf(freshDraft));
  expect({ sql, title, source }).toEqual({
    sql: freshDraft.sql,
    title: { zh: "–", en: "–" },
    source: "–",
  });
});
