import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  benfordShares,
  conformity,
  expectedDeviation,
  meanAbsoluteDeviation,
  simulateDeviation,
} from "./benford.ts";

describe("Benford's law", () => {
  test("gives the published shares, which sum to one", () => {
    expect(benfordShares(1).map((share) => Number(share.toFixed(3)))).toEqual([
      0.301, 0.176, 0.125, 0.097, 0.079, 0.067, 0.058, 0.051, 0.046,
    ]);
    for (const leading of [1, 2] as const) {
      expect(benfordShares(leading).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
    expect(benfordShares(2)[0]).toBeCloseTo(0.04139, 5);
  });

  test("a sample that follows the shares exactly deviates by nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 90 }), (counts) => {
        const n = counts.reduce((sum, count) => sum + count, 0);
        const shares = counts.map((count) => count / n);
        expect(meanAbsoluteDeviation(counts, shares)).toBeCloseTo(0, 12);
      }),
    );
  });
});

describe("the guard against small samples", () => {
  test("perfect data would be called nonconforming 61 % of the time at n = 200, first digit", () => {
    const { upperTail, mean } = simulateDeviation(0.015, benfordShares(1), 200, { runs: 4000 });
    expect(upperTail).toBeGreaterThan(0.58);
    expect(upperTail).toBeLessThan(0.64);
    expect(mean).toBeCloseTo(expectedDeviation(benfordShares(1), 200), 3);
  });

  test("and 93 % of the time at n = 1,000, first two digits", () => {
    const { upperTail } = simulateDeviation(0.0022, benfordShares(2), 1000, { runs: 1500 });
    expect(upperTail).toBeGreaterThan(0.905);
    expect(upperTail).toBeLessThan(0.955);
  });

  test("withholds 'nonconforming' below 980 and 5,200, and 'close' below 6,100 and 17,500", () => {
    expect(conformity(0.02, 979, 1)).toBe("withheld");
    expect(conformity(0.02, 980, 1)).toBe("nonconforming");
    expect(conformity(0.003, 5_199, 2)).toBe("withheld");
    expect(conformity(0.003, 5_200, 2)).toBe("nonconforming");
    expect(conformity(0.005, 6_099, 1)).toBe("withheld");
    expect(conformity(0.005, 6_100, 1)).toBe("close");
    expect(conformity(0.001, 17_500, 2)).toBe("close");
  });

  test("knows Nigrini's bands, among them the public answer of 0.002336614 for corporate payments", () => {
    expect(conformity(0.01, 2_000, 1)).toBe("acceptable");
    expect(conformity(0.014, 2_000, 1)).toBe("marginal");
    expect(conformity(0.002336614, 185_083, 2)).toBe("nonconforming");
  });
});

test("the simulation is the same for the same seed, and scales to large n", () => {
  const shares = benfordShares(1);
  expect(simulateDeviation(0.01, shares, 500)).toEqual(simulateDeviation(0.01, shares, 500));
  const large = simulateDeviation(0.01, shares, 1_000_000);
  expect(large.mean).toBeCloseTo(expectedDeviation(shares, 1_000_000), 5);
  expect(large.upperTail).toBe(1 / 1000);
});
