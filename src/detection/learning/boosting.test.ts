import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../random.ts";
import { averagePrecision } from "./average-precision.ts";
import { type BinnedRows, binRows, cutFeatures, mostBins } from "./bins.ts";
import { averageOf, type BoostingOptions, type Lesson, logOdds, trainBoosting } from "./boosting.ts";
import { findSplit } from "./find-split.ts";
import { childOf, type Tree } from "./tree.ts";
import { addContributions, addPathContributions, expectedLogOdds } from "./tree-contributions.ts";

const options: BoostingOptions = {
  trees: 30,
  learningRate: 0.2,
  leaves: 6,
  l2: 1,
  minChildWeight: 0.1,
  featureShare: 1,
  seed: 7,
};

const matrixOf = (columns: readonly number[][]) => ({
  rows: columns[0]?.length ?? 0,
  names: columns.map((_, i) => `f${i}`),
  columns: columns.map((column) => Float32Array.from(column)),
});

/** Falsified where the product of two features is great; a third is noise, and some values are missing. */
function lessonData(seed: number, rows = 800): { columns: number[][]; labels: number[] } {
  const random = randomFrom(seed);
  const columns = [0, 1, 2].map(() =>
    Array.from({ length: rows }, () => (random() < 0.05 ? Number.NaN : random())),
  );
  const labels = Array.from({ length: rows }, (_, i) =>
    (columns[0]?.[i] ?? 0) * (columns[1]?.[i] ?? 0) > 0.5 ? 1 : 0,
  );
  return { columns, labels };
}

function taught(columns: readonly number[][], labels: readonly number[], by = options) {
  const matrix = matrixOf(columns);
  const data = binRows(matrix, cutFeatures(matrix));
  const lesson: Lesson = {
    rows: Int32Array.from(labels.keys()),
    labels: Uint8Array.from(labels),
    weights: new Float64Array(labels.length).fill(1),
  };
  return { data, lesson, model: trainBoosting(data, lesson, by) };
}

const scoresOf = ({ data, model }: { data: BinnedRows; model: ReturnType<typeof trainBoosting> }) =>
  Array.from({ length: data.rows }, (_, row) => logOdds(model, data.bins, row * data.features));

describe("gradient boosting", () => {
  it("learns what depends on two features together", () => {
    const { columns, labels } = lessonData(1);
    const scores = scoresOf(taught(columns, labels));
    expect(averagePrecision(scores, labels)).toBeGreaterThan(0.98);
  });

  it("averages models into one, whose scores and contributions are the mean of theirs", () => {
    const { columns, labels } = lessonData(8);
    const { data, model } = taught(columns, labels);
    const other = taught(columns, labels, { ...options, trees: 12, featureShare: 0.4, seed: 9 }).model;
    const mean = averageOf([model, other]);
    for (const offset of [0, 3, 300].map((row) => row * data.features)) {
      const scores = [model, other].map((one) => logOdds(one, data.bins, offset));
      const expected = ((scores[0] as number) + (scores[1] as number)) / 2;
      expect(scores[0]).not.toBeCloseTo(scores[1] as number, 3);
      expect(logOdds(mean, data.bins, offset)).toBeCloseTo(expected, 10);
      const contributions = new Float64Array(data.features);
      addContributions(mean, data.bins, offset, contributions);
      const told = contributions.reduce((sum, one) => sum + one, expectedLogOdds(mean));
      expect(told).toBeCloseTo(expected, 8);
    }
  });

  it("is the same to the bit when it is trained again", () => {
    const { columns, labels } = lessonData(2);
    expect(scoresOf(taught(columns, labels))).toEqual(scoresOf(taught(columns, labels)));
  });

  it("does not change under a rising transform of its features", () => {
    const { columns, labels } = lessonData(3);
    const bent = columns.map((column) => column.map((value) => Math.exp(3 * value) - 2));
    expect(scoresOf(taught(bent, labels))).toEqual(scoresOf(taught(columns, labels)));
  });

  it("finds the known best split of four rows: gain ½(G_L²/(H_L+λ) + G_R²/(H_R+λ) − G²/(H+λ))", () => {
    const histogram = new Float64Array(mostBins * 2);
    // Bins 1–4 with gradients 1, 1, −1, −1 and hessian 1 each: 2²/3 twice, less 0, halved.
    for (const [i, gradient] of [1, 1, -1, -1].entries()) histogram.set([gradient, 1], 2 * (i + 1));
    const split = findSplit(
      histogram,
      { gradient: 0, hessian: 4, least: -Infinity, most: Infinity },
      { l2: 1, minChildWeight: 1, features: Int32Array.of(0) },
    );
    expect(split).toMatchObject({ bin: 2, leftValue: -2 / 3, rightValue: 2 / 3 });
    expect(split?.gain).toBeCloseTo(4 / 3, 12);
  });

  it("sends missing values where they belong, and knows when being missing is the sign", () => {
    const column = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? Number.NaN : i));
    const labels = column.map((value) => (Number.isNaN(value) ? 1 : 0));
    const scores = scoresOf(taught([column], labels));
    expect(averagePrecision(scores, labels)).toBe(1);
  });

  it("obeys a monotone constraint", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const random = randomFrom(seed);
        const column = Array.from({ length: 120 }, () => random());
        const labels = column.map((value) => (random() < Math.abs(value - 0.5) * 2 ? 1 : 0));
        const rising = taught([column], labels, { ...options, monotone: Int8Array.of(1) });
        const scores = scoresOf(rising);
        const byValue = [...column.keys()].sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0));
        const along = byValue.map((row) => scores[row] ?? 0);
        expect(along.every((score, i) => i === 0 || score >= (along[i - 1] ?? 0) - 1e-9)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("stops where a held-out part stops improving", () => {
    const random = randomFrom(5);
    const noise = [Array.from({ length: 400 }, () => random())];
    const labels = noise[0]?.map(() => (random() < 0.3 ? 1 : 0)) ?? [];
    const { data, lesson } = taught(noise, labels);
    const part = (from: number, to: number): Lesson => ({
      rows: lesson.rows.slice(from, to),
      labels: lesson.labels.slice(from, to),
      weights: lesson.weights.slice(from, to),
    });
    const stopped = trainBoosting(data, part(0, 200), { ...options, patience: 5 }, part(200, 400));
    expect(stopped.trees.length).toBeLessThan(options.trees);
  });
});

/** Shapley values by their definition: the mean over all orders of learning the features. */
function shapleyByDefinition(tree: Tree, bins: Uint8Array, features: number): number[] {
  const worth = (node: number, known: ReadonlySet<number>): number => {
    const asked = tree.feature[node] ?? -1;
    if (asked < 0) return tree.value[node] ?? 0;
    if (known.has(asked)) return worth(childOf(tree, node, bins[asked] ?? 0), known);
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
    const [ofLeft, ofRight] = [tree.cover[left] ?? 0, tree.cover[right] ?? 0];
    return (worth(left, known) * ofLeft + worth(right, known) * ofRight) / (tree.cover[node] ?? 1);
  };
  const orders = permutations(Array.from({ length: features }, (_, i) => i));
  const sums = new Array<number>(features).fill(0);
  for (const order of orders) {
    const known = new Set<number>();
    for (const feature of order) {
      const before = worth(0, known);
      known.add(feature);
      sums[feature] = (sums[feature] ?? 0) + (worth(0, known) - before) / orders.length;
    }
  }
  return sums;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

describe("contributions", () => {
  it("are Shapley values as they are defined", () => {
    const { columns, labels } = lessonData(11, 300);
    const { data, model } = taught(columns, labels, { ...options, trees: 1, leaves: 8 });
    const [tree] = model.trees;
    if (!tree) throw new Error("no tree grew");
    for (const row of [0, 17, 250]) {
      const bins = data.bins.slice(row * data.features, (row + 1) * data.features);
      const found = new Float64Array(data.features);
      addContributions(model, bins, 0, found);
      const defined = shapleyByDefinition(tree, bins, data.features);
      for (const [feature, value] of defined.entries()) expect(found[feature]).toBeCloseTo(value, 9);
    }
  });

  it("add up to the score, by either account", () => {
    const { columns, labels } = lessonData(12, 300);
    const { data, model } = taught(columns, labels);
    for (const add of [addContributions, addPathContributions]) {
      for (let row = 0; row < data.rows; row += 37) {
        const found = new Float64Array(data.features);
        add(model, data.bins, row * data.features, found);
        const sum = found.reduce((total, value) => total + value, expectedLogOdds(model));
        expect(sum).toBeCloseTo(logOdds(model, data.bins, row * data.features), 6);
      }
    }
  });
});
