import fc from "fast-check";
import { expect, test } from "vitest";
import { plainNumber } from "./plain-number.ts";

test.each([
  [1e21, "1000000000000000000000"],
  [-1.5e-7, "-0.00000015"],
  ["1.50E+2", "150"],
  ["12.5e1", "125"],
  ["1.25e1", "12.5"],
  [0, "0"],
  [1234.5, "1234.5"],
])("%s is written %s", (number, text) => {
  expect(plainNumber(number)).toBe(text);
});

test("the number stays the same and loses its exponent", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const text = plainNumber(number);
      expect(text).not.toMatch(/e/i);
      expect(Number(text)).toBe(number === 0 ? 0 : number);
    }),
  );
});
