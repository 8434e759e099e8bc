import fc from "fast-check";
import { expect, test } from "vitest";
import { fisherExact } from "./fisher-exact.ts";

test("has the p-values of textbooks: the lady tasting tea, and R's fisher.test", () => {
  // Fisher 1935, two-sided: 34/70 for three of four right.
  expect(fisherExact({ k: 3, n: 4 }, { k: 1, n: 4 })).toBeCloseTo(34 / 70, 10);
  // R: fisher.test(matrix(c(1,9,11,3),2))$p.value, from its help pages' examples of the test.
  expect(fisherExact({ k: 1, n: 10 }, { k: 11, n: 14 })).toBeCloseTo(0.002759456, 8);
});

test("does not care which group is named first, and says nothing where there is nothing to compare", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40), (a, b, c, d) => {
      const [one, other] = [
        { k: a, n: a + b },
        { k: c, n: c + d },
      ];
      const p = fisherExact(one, other);
      expect(p).toBeCloseTo(fisherExact(other, one), 9);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThanOrEqual(1);
    }),
  );
  expect(fisherExact({ k: 0, n: 0 }, { k: 3, n: 9 })).toBe(1);
  expect(fisherExact({ k: 0, n: 5 }, { k: 0, n: 9 })).toBe(1);
});
