import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bunchingOf, densityJump, fitPolynomial } from "./bunching.ts";

const smooth = Array.from({ length: 40 }, (_, bin) => Math.round(400 - 6 * bin + 0.02 * bin * bin));
const window = { from: 15, to: 20, clear: 25 };
/** A fifth of what lay above the limit moved to just under it. */
const bunched = smooth.map((count, bin) =>
  bin >= 15 && bin < 20 ? count + 60 : bin >= 20 && bin < 25 ? count - 60 : count,
);

test("a polynomial is found again from its own points", () => {
  const coefficient = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(coefficient, coefficient, coefficient, coefficient, (a, b, c, d) => {
      const f = (x: number) => a + b * x + c * x * x + d * x ** 3;
      const points = Array.from({ length: 12 }, (_, i) => [i / 6 - 1, f(i / 6 - 1)] as const);
      expect(fitPolynomial(points, 3)(0.37)).toBeCloseTo(f(0.37), 6);
    }),
  );
});

describe("bunching just under a limit", () => {
  test("is the observed less the fitted, with an interval that leaves zero out", () => {
    const result = bunchingOf(bunched, window);
    expect(result.excess).toBeCloseTo(300, -1);
    expect(result.interval[0]).toBeGreaterThan(100);
    expect(result.z).toBeGreaterThan(4);
    expect(bunchingOf(bunched, window)).toEqual(result);
  });

  test("is nothing in a smooth histogram", () => {
    const { excess, z, interval } = bunchingOf(smooth, window);
    expect(Math.abs(excess)).toBeLessThan(10);
    expect(Math.abs(z)).toBeLessThan(1);
    expect(interval[0]).toBeLessThan(0);
    expect(interval[1]).toBeGreaterThan(0);
  });

  test("shows as a drop of the density at the limit, and not in a smooth one", () => {
    expect(densityJump(bunched, 20, 8)?.jump).toBeLessThan(-0.25);
    expect(densityJump(bunched, 20, 8)?.z).toBeLessThan(-3);
    expect(Math.abs(densityJump(smooth, 20, 8)?.z ?? 9)).toBeLessThan(1);
    expect(densityJump(new Array(40).fill(0), 20, 8)).toBeUndefined();
  });
});
