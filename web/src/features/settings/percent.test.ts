import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPercent, toPercent } from "./percent.ts";

test.each([
  ["0.13", "13"],
  ["0.06", "6"],
  ["0", "0"],
  ["1", "100"],
  ["0.005", "0.5"],
  ["0.0825", "8.25"],
])("%s is %s %%, and back", (rate, percent) => {
  expect(toPercent(rate)).toBe(percent);
  expect(fromPercent(percent)).toBe(rate);
});

test("what is typed step by step is kept", () => {
  expect(toPercent(fromPercent("8."))).toBe("8");
  expect(fromPercent("abc")).toBe("abc");
  expect(fromPercent("")).toBe("");
});

test("any percentage goes there and back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => {
      const percent = String(n / 100);
      expect(toPercent(fromPercent(percent))).toBe(percent);
      expect(Number(fromPercent(percent))).toBeCloseTo(n / 10_000, 10);
    }),
  );
});
