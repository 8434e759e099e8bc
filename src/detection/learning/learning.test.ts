import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../random.ts";
import { averagePrecision } from "./average-precision.ts";
import { binOf, cutFeatures } from "./bins.ts";
import { calibrated, fitIsotonic, fitSigmoid, stepAt } from "./calibration.ts";
import { compareModels } from "./compare-models.ts";
import { forestScore, growForest, usualDepth } from "./isolation-forest.ts";
import { tailSurprise } from "./tail-surprise.ts";

describe("bins", () => {
  it("keep the order of values, and every distinct value apart while there are few", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 }), (values) => {
        const [cuts] = cutFeatures({
          rows: values.length,
          names: ["x"],
          columns: [Float32Array.from(values)],
        });
        if (!cuts) throw new Error("no cuts");
        const bins = values.map((value) => binOf(value, cuts));
        for (const [i, a] of values.entries())
          for (const [j, b] of values.entries())
            expect(Math.sign(a - b)).toBe(Math.sign((bins[i] ?? 0) - (bins[j] ?? 0)));
      }),
    );
    expect(binOf(Number.NaN, Float64Array.of(1))).toBe(0);
  });

  it("never need more than 255 numbers, whatever stands in the column", () => {
    const random = randomFrom(1);
    const columns = [Float32Array.from({ length: 5_000 }, () => 1 / random())];
    const [cuts] = cutFeatures({ rows: 5_000, names: ["x"], columns });
    expect(cuts?.length).toBeLessThanOrEqual(254);
    expect(binOf(Infinity, cuts ?? new Float64Array())).toBeLessThanOrEqual(255);
  });
});

describe("calibration", () => {
  it("finds the sigmoid that the labels were drawn from", () => {
    const random = randomFrom(3);
    const scores = Array.from({ length: 20_000 }, () => random() * 8 - 4);
    const labels = scores.map((score) => (random() < 1 / (1 + Math.exp(-(1.5 * score - 1))) ? 1 : 0));
    const found = fitSigmoid(scores, labels);
    expect(found.slope).toBeCloseTo(1.5, 0);
    expect(found.offset).toBeCloseTo(-1, 0);
  });

  it("stays finite where the scores part the labels perfectly, and never turns them upside down", () => {
    const perfect = fitSigmoid([-1, -2, 1, 2], [0, 0, 1, 1]);
    expect(calibrated(perfect, 2)).toBeLessThan(1);
    expect(calibrated(perfect, 2)).toBeGreaterThan(0.5);
    expect(fitSigmoid([-1, -2, 1, 2], [1, 1, 0, 0]).slope).toBeGreaterThan(0);
  });

  it("pools what falls: isotonic steps of a known example", () => {
    const steps = fitIsotonic([1, 2, 3, 4], [0, 1, 0, 1]);
    expect([...steps.scores]).toEqual([1, 2, 4]);
    expect([...steps.values]).toEqual([0, 0.5, 1]);
    expect(stepAt(steps, 3.5)).toBe(0.5);
    expect(stepAt(steps, 0)).toBe(0);
  });

  it("gives isotonic steps that rise and keep the mean", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1 })), { minLength: 1 }),
        (pairs) => {
          const [scores, labels] = [pairs.map(([score]) => score), pairs.map(([, label]) => label)];
          const steps = fitIsotonic(scores, labels);
          const fitted = scores.map((score) => stepAt(steps, score));
          expect([...steps.values].every((value, i) => i === 0 || value > (steps.values[i - 1] ?? 1))).toBe(
            true,
          );
          const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
          expect(sum(fitted)).toBeCloseTo(sum(labels), 6);
        },
      ),
    );
  });
});

describe("isolation forest", () => {
  const random = randomFrom(9);
  const rows = 600;
  const columns = [0, 1].map(() =>
    Float32Array.from({ length: rows }, (_, i) => (i === 0 ? 9 : random() + random())),
  );
  const matrix = { rows, names: ["a", "b"], columns };

  it("isolates what lies apart first", () => {
    const forest = growForest(matrix, { trees: 100, sample: 128, seed: 1 });
    const scores = Array.from({ length: rows }, (_, row) => forestScore(forest, columns, row));
    expect(Math.max(...scores)).toBe(scores[0]);
    expect(scores[0]).toBeGreaterThan(0.6);
  });

  it("knows the mean depth of a search: c(256) = 10.2448 (Liu et al. 2008)", () => {
    expect(usualDepth(256)).toBeCloseTo(10.2448, 3);
  });

  it("calls nobody unusual where all rows are equal", () => {
    const equal = { rows: 50, names: ["a"], columns: [new Float32Array(50).fill(3)] };
    const forest = growForest(equal, { trees: 20, sample: 32, seed: 1 });
    const scores = new Set(Array.from({ length: 50 }, (_, row) => forestScore(forest, equal.columns, row)));
    expect(scores.size).toBe(1);
  });
});

describe("tail surprise", () => {
  it("is −ln of the share of rows at least as great, and ties share it", () => {
    const found = tailSurprise(Float32Array.of(1, 5, 5, 9));
    expect(found[3]).toBeCloseTo(Math.log(5), 6);
    expect(found[1]).toBeCloseTo(Math.log(5 / 3), 6);
    expect(found[1]).toBe(found[2]);
  });
});

describe("a new model", () => {
  const random = randomFrom(4);
  const labels = Array.from({ length: 400 }, () => (random() < 0.15 ? 1 : 0));
  const noisy = (noise: number) => labels.map((label) => label + noise * random());

  it("takes over where it is better on the same inspections", () => {
    const decision = compareModels({ labels, inService: noisy(6), candidate: noisy(1.2) });
    expect(decision.takesOver).toBe(true);
    expect(decision.difference.least).toBeGreaterThan(0);
  });

  it("does not take over where it is the same, or worse, or where too few were falsified to tell", () => {
    const scores = noisy(2);
    expect(compareModels({ labels, inService: scores, candidate: scores }).takesOver).toBe(false);
    expect(compareModels({ labels, inService: noisy(1.2), candidate: noisy(6) }).takesOver).toBe(false);
    const few = labels.map((label, i) => (i < 30 ? label : 0));
    const decision = compareModels({ labels: few, inService: noisy(6), candidate: few });
    expect(decision.takesOver).toBe(false);
    expect(decision.why.en).toContain("too few");
  });

  it("is judged by average precision: 5/6 for hits in places 1 and 3", () => {
    expect(averagePrecision([4, 3, 2, 1], [1, 0, 1, 0])).toBeCloseTo(5 / 6, 12);
    expect(averagePrecision([1, 1, 1, 1], [1, 0, 0, 0])).toBeCloseTo(0.25, 12);
  });
});
