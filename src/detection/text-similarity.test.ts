import fc from "fast-check";
import { expect, test } from "vitest";
import { alikeGroups, bare, jaccard, shinglesOf, signatureOf } from "./text-similarity.ts";

test("the similarity of two sets is shared over all shingles", () => {
  // abcd → abc, bcd; abce → abc, bce: one of three.
  expect(jaccard(shinglesOf("abcd"), shinglesOf("abce"))).toBeCloseTo(1 / 3, 12);
  expect(jaccard(shinglesOf("abcd"), shinglesOf("A b, c—D！"))).toBe(1);
});

test("texts with a changed word form a group, others stay apart", () => {
  const texts = [
    "拜访王主任，确认本月补货计划，库存约够12天",
    "到货及时，包装完好",
    "拜访王主任，确认本月补货计划，库存约够20天",
    "价格合理",
    "拜访李主任，确认本月补货计划，库存约够12天。",
  ];
  expect(alikeGroups(texts, 0.6)).toEqual([[0, 2, 4]]);
});

test("the share of equal minima comes near the similarity", () => {
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `w${(from + i) * 7919}`).join(" ");
  const [a, b] = [shinglesOf(words(0, 200)), shinglesOf(words(60, 200))];
  const [one, two] = [signatureOf(a), signatureOf(b)];
  const equal = one.filter((value, i) => value === two[i]).length / one.length;
  expect(Math.abs(equal - jaccard(a, b))).toBeLessThan(0.2);
});

test("whatever the texts, groups are disjoint and equal texts of some length are together", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 }), (texts) => {
      const groups = alikeGroups(texts, 0.9);
      const members = groups.flat();
      expect(new Set(members).size).toBe(members.length);
      for (const [i, one] of texts.entries()) {
        for (const [j, other] of texts.entries()) {
          if (i >= j || bare(one).length === 0 || bare(one) !== bare(other)) continue;
          expect(groups.some((group) => group.includes(i) && group.includes(j))).toBe(true);
        }
      }
    }),
  );
});
