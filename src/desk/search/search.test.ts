import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openTestDatabase, sql } from "../../platform/index.ts";
import { lexeme } from "./lexeme.ts";
import { searchQuery } from "./search-query.ts";
import { searchTerms } from "./search-terms.ts";
import { segment } from "./segment.ts";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

async function finds(typed: string, text: string): Promise<boolean> {
  const query = await searchQuery(typed);
  if (!query) return false;
  const terms = searchTerms(text).map(lexeme).join(" ");
  const { rows } = await sql<{
    found: boolean;
  }>`SELECT ${terms}::tsvector @@ ${query.tsquery}::tsquery AS found`.execute(database.writer);
  return rows[0]?.found ?? false;
}

describe("segment", () => {
  test.each([
    ["上海华信恒达科技有限公司", ["上海", "华信", "恒达", "科技", "有限公司"]],
    ["ＡＢＣ１２３ 急单", ["abc123", "急单"]],
    ["SO-2026/0001，客户要求加急发货！", ["so-2026/0001", "客户", "要求", "加急", "发货"]],
    ["  …  ", []],
  ])("%s", async (text, words) => {
    expect(await segment(text)).toEqual(words);
  });
});

describe("search", () => {
  test.each([
    ["华信科技", "上海华信恒达科技有限公司", true],
    ["华信 有限公司", "上海华信恒达科技有限公司", true],
    ["公司华信", "上海华信恒达科技有限公司", true],
    ["宏远科技", "上海华信恒达科技有限公司", false],
    ["张伟", "张伟民", true],
    ["民", "张伟民", true],
    ["SO-2026-00", "订单 SO-2026-0001", true],
    ["so20260001", "SO-2026-0001", true],
    ["SO-2026-0001", "SO20260001", true],
    ["0001", "SO-2026-0001", true],
    ["2026-SO", "SO-2025-0001", false],
    ["１３８００１３８０００", "138-0013-8000", true],
    ["85123", "85123A", true],
    ["5123", "85123A", false],
    ["Ｏ'Brien", "o'brien & sons", true],
    ["rush", "Rush delivery", true],
    ["", "anything", false],
  ])("%s in %s: %s", async (typed, text, expected) => {
    expect(await finds(typed, text)).toBe(expected);
  });

  const han = fc.constantFrom(..."上海华信恒达科技有限公司张伟民医疗器械北京中贸易急单月底冲量");
  const hanText = fc.array(han, { minLength: 1, maxLength: 12 }).map((all) => all.join(""));

  test("any piece of a Chinese text finds it, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(hanText, fc.nat(), fc.nat(), async (text, a, b) => {
        const from = a % text.length;
        const to = from + 1 + (b % (text.length - from));
        expect(await finds(text.slice(from, to), `前 ${text}，后`)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("whatever is typed is a query, and whatever is stored finds itself", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (text) => {
        const query = await searchQuery(text);
        if (query && query.words.length < 16) expect(await finds(text, text)).toBe(true);
        else expect(query?.words.length ?? 0).not.toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
