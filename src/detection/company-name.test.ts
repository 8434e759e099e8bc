import fc from "fast-check";
import { expect, test } from "vitest";
import { editSimilarity, likeness, partsOf, rarityOf } from "./company-name.ts";

const names = [
  "杭州恒澜医疗器械有限公司",
  "杭州安朗医药贸易有限公司",
  "宁波康健医药有限公司",
  "杭州德铭思大药房有限公司",
  "Blue Harbor Trading Ltd",
  "Northwind Traders Inc",
].map(partsOf);
const rarity = rarityOf(names);
const alike = (a: string, b: string) => likeness(partsOf(a), partsOf(b), rarity);

test.each([
  ["杭州恒澜医疗器械有限公司", "杭州恒澜医疗器械股份有限公司", "another legal form"],
  ["杭州恒澜医疗器械有限公司", "杭州衡澜医疗器械有限公司", "a character of the same sound"],
  ["杭州恒澜医疗器械有限公司", "（新）杭州恒澜医疗器械", "brackets and no form"],
  ["Blue Harbor Trading Ltd", "BLUE HARBOUR TRADING CO., LIMITED", "another spelling and form"],
  ["Blue Harbor Trading Ltd", "Trading Harbor, Blue", "words turned round"],
  ["杭州恒澜医疗器械有限公司", "Hangzhou Henglan Yiliao Qixie Co., Ltd.", "the same in pinyin"],
  ["王小明", "Xiaoming Wang", "pinyin with the family name last"],
])("%s and %s are alike: %s", (a, b) => {
  expect(alike(a, b)).toBeGreaterThanOrEqual(0.85);
});

test.each([
  ["杭州恒澜医疗器械有限公司", "杭州安朗医药贸易有限公司"],
  ["宁波康健医药有限公司", "杭州德铭思大药房有限公司"],
  ["Blue Harbor Trading Ltd", "Northwind Traders Inc"],
  ["王小明", "Xiaohong Wang"],
])("%s and %s are not", (a, b) => {
  expect(alike(a, b)).toBeLessThan(0.7);
});

test("edits count a swap of neighbours once", () => {
  expect(editSimilarity("abcd", "acbd")).toBeCloseTo(0.75, 12);
  expect(editSimilarity("kitten", "sitting")).toBeCloseTo(1 - 3 / 7, 12);
});

test("likeness is symmetric and 1 for a name with itself", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
      expect(editSimilarity(a, b)).toBeCloseTo(editSimilarity(b, a), 12);
      expect(editSimilarity(a, a)).toBe(1);
    }),
  );
});
