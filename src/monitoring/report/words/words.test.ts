import { describe, expect, test } from "vitest";
import { chartWords } from "./chart-words.ts";
import { csvWords } from "./csv-words.ts";
import { findingWords } from "./finding-words.ts";
import { dataWords, limitsWords, methodWords } from "./method-words.ts";
import { overviewWords } from "./overview-words.ts";
import { pageWords } from "./page-words.ts";
import { rankingWords } from "./ranking-words.ts";
import { tableWords } from "./table-words.ts";

const parts = {
  chartWords,
  csvWords,
  dataWords,
  findingWords,
  limitsWords,
  methodWords,
  overviewWords,
  pageWords,
  rankingWords,
  tableWords,
};

/** Every text of a dictionary; those with figures in them are asked with stand-ins. */
function textsOf(words: unknown, path: string): [string, { zh: string; en: string }][] {
  if (typeof words === "function") {
    const standIn = Object.assign((): string => "7", {
      zh: "7",
      en: "7",
      toString: () => "7",
      documents: "7",
      sellers: "7",
      customers: "7",
      findings: "7",
    });
    return textsOf(words(...Array.from({ length: words.length }, () => standIn)), path);
  }
  if (typeof words !== "object" || words === null) return [];
  if ("zh" in words && "en" in words && typeof words.zh === "string")
    return [[path, { zh: String(words.zh), en: String(words.en) }]];
  return Object.entries(words).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

describe.each(Object.entries(parts))("%s", (name, words) => {
  test.each(textsOf(words, name))("%s stands in both languages", (_path, { zh, en }) => {
    const isFormula = /^[pq] (值|-)|^#$/.test(zh);
    if (!isFormula) expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/[a-z]/i);
    expect(en).not.toMatch(/\p{Script=Han}|undefined|\[object/u);
    expect(zh).not.toMatch(/undefined|\[object/);
  });
});
