import fc from "fast-check";
import { expect, test } from "vitest";
import { amountOf, isDecimal, minorDigits, netOf, plainNumber, shift } from "./decimal.ts";

test.each([
  ["13", -2, "0.13"],
  ["0.13", 2, "13"],
  ["1234.5", 2, "123450"],
  ["-7", -2, "-0.07"],
  ["100", -2, "1"],
  ["0", 2, "0"],
  ["1.005", 2, "100.5"],
  ["much", 2, "much"],
])("the point of %s moved by %i is %s", (text, by, moved) => {
  expect(shift(text, by)).toBe(moved);
});

test("moving there and back changes nothing, at any size", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 6 }), (minor, digits) => {
      expect(shift(shift(String(minor), -digits), digits)).toBe(String(minor));
    }),
  );
});

test("numbers are read as people type them", () => {
  expect(["1,234.50", " ¥1 234", "１２．５", "+3"].map(plainNumber)).toEqual([
    "1234.50",
    "1234",
    "12.5",
    "3",
  ]);
  expect([isDecimal("12.5"), isDecimal("12."), isDecimal("一")]).toEqual([true, false, false]);
});

test("currencies have their own digits", () => {
  expect([minorDigits("CNY"), minorDigits("JPY"), minorDigits("KWD"), minorDigits(undefined)]).toEqual([
    2, 0, 3, 2,
  ]);
});

test("amounts are exact and rounded half away from zero", () => {
  expect(amountOf("3", "0.335", 2)).toBe(101n);
  expect(amountOf("-3", "0.335", 2)).toBe(-101n);
  expect(amountOf("123456789.1234", "98765.4321", 2)).toBe(1219326312345118n);
  expect(amountOf("2", "1500", 0)).toBe(3000n);
  expect(amountOf("many", "1", 2)).toBeUndefined();
  expect(netOf(11300n, "13")).toBe(10000n);
  expect(netOf(10000n, "13")).toBe(8850n);
  expect(netOf(10000n, "0")).toBe(10000n);
});
