import fc from "fast-check";
import { expect, it } from "vitest";
import { Dice } from "../random.ts";
import {
  cardNumber,
  creditCode,
  creditCodeCheck,
  invoiceNumber,
  luhnDigit,
  mobileNumber,
} from "./identifiers.ts";
import { regions } from "./places.ts";

const city = regions[0]?.cities[0];

it("computes the check character of the standard's own example", () => {
  // GB 32100-2015, appendix.
  expect(creditCodeCheck("91350100M000100Y4")).toBe("3");
});

it("makes credit codes of 18 characters whose check character holds", () => {
  if (!city) throw new Error("no city");
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom("91" as const, "12" as const, "92" as const), (seed, kind) => {
      const code = creditCode(new Dice(seed, "code"), kind, city);
      expect(code).toMatch(/^(91|12|92)\d{6}[0-9A-HJ-NP-RTUWXY]{9}[0-9A-HJ-NP-RTUWXY]$/);
      expect(creditCodeCheck(code.slice(0, 17))).toBe(code.slice(17));
    }),
  );
});

it("computes Luhn's digit", () => {
  expect(luhnDigit("7992739871")).toBe("3");
  const card = cardNumber(new Dice(1, "card"));
  expect(luhnDigit(card.slice(0, -1))).toBe(card.slice(-1));
  expect(card).toMatch(/^620000\d{13}$/);
});

it("uses mobile prefixes that no carrier has", () => {
  const dice = new Dice(1, "phones");
  for (let i = 0; i < 200; i++)
    expect(mobileNumber(dice)).toMatch(/^(154|160|161|163|164|168|169|179)\d{8}$/);
});

it("numbers invoices with twenty digits", () => {
  expect(invoiceNumber(2025, "HL02", 100_001)).toBe("25512000000000100001");
});
