import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaBinomialUpperTail, betaFrom, logGamma } from "./beta-binomial.ts";

test("log Γ agrees with factorials and with Γ(1/2) = √π", () => {
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9);
  expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
  expect(logGamma(101)).toBeCloseTo(363.73937555556347, 8);
});

describe("the beta-binomial tail", () => {
  test("is uniform over 0…n for a = b = 1", () => {
    expect(betaBinomialUpperTail(3, 9, 1, 1)).toBeCloseTo(0.7, 12);
    expect(betaBinomialUpperTail(9, 9, 1, 1)).toBeCloseTo(0.1, 12);
  });

  test("becomes the binomial's where groups hardly differ", () => {
    const { a, b } = betaFrom(0.5, 1e-9);
    expect(betaBinomialUpperTail(8, 10, a, b)).toBeCloseTo(56 / 1024, 6);
  });

  test("never grows with k, and stays a probability", () => {
    const rate = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), rate, rate, (n, mean, correlation) => {
        const { a, b } = betaFrom(mean, correlation);
        const tails = Array.from({ length: n + 2 }, (_, k) => betaBinomialUpperTail(k, n, a, b));
        for (const [k, tail] of tails.entries()) {
          expect(tail).toBeGreaterThanOrEqual(0);
          expect(tail).toBeLessThanOrEqual((tails[k - 1] ?? 1) + 1e-9);
        }
      }),
    );
  });
});
