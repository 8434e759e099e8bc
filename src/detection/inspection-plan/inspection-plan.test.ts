import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../platform/index.ts";
import { binomialBounds } from "./binomial-bounds.ts";
import { estimateMissedFraud } from "./missed-fraud.ts";
import { type Candidate, planInspections } from "./plan-inspections.ts";

const suspects: Candidate[] = Array.from({ length: 100 }, (_, i) => ({
  id: `r${i}`,
  probability: (i % 10) / 10,
  amount: 100 + i,
}));

describe("what to inspect next", () => {
  it("takes the greatest expected losses, and draws the rest by lot from all others", () => {
    const plan = planInspections(suspects, { population: 500, capacity: 10, randomShare: 0.2, seed: 1 });
    expect(plan.byLoss.map(({ id }) => id)).toEqual(["r99", "r89", "r79", "r98", "r69", "r88", "r59", "r78"]);
    expect(plan.lots).toHaveLength(2);
    expect(plan.others).toBe(492);
    expect(plan.drawn).toBe(2 / 492);
  });

  it("gives the lot the places for which there is no suspect", () => {
    const plan = planInspections(suspects.slice(0, 3), {
      population: 50,
      capacity: 10,
      randomShare: 0.1,
      seed: 1,
    });
    expect(plan.byLoss).toHaveLength(3);
    expect(plan.lots).toHaveLength(7);
  });

  it("is the same for the same seed in whatever order the suspects come, and never names one twice", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(suspects, { minLength: 100 }),
        fc.integer({ min: 1, max: 250 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shuffled, capacity, randomShare) => {
          const options = { population: 200, capacity, randomShare, seed: 5 };
          const plan = planInspections(shuffled, options);
          expect(plan).toEqual(planInspections(suspects, options));
          expect(new Set(plan.lots).size + plan.byLoss.length).toBe(Math.min(capacity, 200));
          expect(plan.lots.every((place) => place >= 0 && place < plan.others)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("draws everything unsuspected about equally often", () => {
    const drawn = new Map<number, number>();
    for (let seed = 0; seed < 2_000; seed++) {
      const plan = planInspections([], { population: 10, capacity: 2, randomShare: 1, seed });
      for (const place of plan.lots) drawn.set(place, (drawn.get(place) ?? 0) + 1);
    }
    for (const count of drawn.values()) expect(Math.abs(count - 400)).toBeLessThan(90);
    expect(drawn.size).toBe(10);
  });

  it("refuses a capacity or a share that cannot be", () => {
    expect(() =>
      planInspections(suspects, { population: 100, capacity: 0, randomShare: 0, seed: 1 }),
    ).toThrow(Refusal);
    expect(() =>
      planInspections(suspects, { population: 100, capacity: 5, randomShare: 1.5, seed: 1 }),
    ).toThrow(Refusal);
  });
});

describe("missed fraud", () => {
  it("has the exact bounds of Clopper and Pearson: none of 59 is at most 4.95 % one-sided, 2 of 20 is 1.23–31.70 %", () => {
    expect(binomialBounds(0, 59, 0.9).most).toBeCloseTo(0.0495, 4);
    const { least, most } = binomialBounds(2, 20, 0.95);
    expect(least).toBeCloseTo(0.01235, 5);
    expect(most).toBeCloseTo(0.31698, 5);
    expect(binomialBounds(20, 20, 0.95)).toMatchObject({ most: 1 });
  });

  it("is estimated from the random share alone, bounded by what the sample saw", () => {
    const found = estimateMissedFraud({ population: 10_000, inspected: 200, falsified: 1 });
    expect(found.rows).toBe(50);
    expect(found.least).toBeGreaterThanOrEqual(1);
    expect(found.most).toBeGreaterThan(200);
    expect(estimateMissedFraud({ population: 50, inspected: 50, falsified: 3 })).toMatchObject({
      least: 3,
      most: 3,
    });
    expect(estimateMissedFraud({ population: 80, inspected: 0, falsified: 0 })).toMatchObject({
      least: 0,
      most: 80,
    });
  });
});
