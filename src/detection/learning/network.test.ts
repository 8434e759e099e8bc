import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../random.ts";
import { averagePrecision } from "./average-precision.ts";
import { binRows, cutFeatures } from "./bins.ts";
import { type Lesson, probabilityOf, trainBoosting } from "./boosting.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";
import { figuresOf } from "./figures.ts";
import { addMixedContributions, mixedLogOdds } from "./mixture.ts";
import { addNetworkContributions, type Network, networkLogOdds, usualLogOdds } from "./network.ts";
import { type NetworkOptions, trainNetwork } from "./train-network.ts";
import { expectedLogOdds } from "./tree-contributions.ts";

const options: NetworkOptions = { hidden: [8, 4], epochs: 40, batch: 32, rate: 0.01, seed: 1 };

/** Two figures that tell only together, one that tells nothing and is sometimes missing. */
function givenRows(seed: number, rows: number) {
  const random = randomFrom(seed);
  const draw = () => Float32Array.from({ length: rows }, () => 2 * random() - 1);
  const [a, b] = [draw(), draw()];
  const idle = draw().map((value) => (value > 0.6 ? Number.NaN : value));
  const matrix: FeatureMatrix = { rows, names: ["a", "b", "idle"], columns: [a, b, idle] };
  const data = binRows(matrix, cutFeatures(matrix));
  const lesson: Lesson = {
    rows: Int32Array.from({ length: rows }, (_, row) => row),
    labels: Uint8Array.from(a, (value, row) => (value * (b[row] ?? 0) > 0.1 ? 1 : 0)),
    weights: Float64Array.from({ length: rows }, (_, row) => 1 + (row % 3)),
  };
  return { data, lesson, figures: figuresOf(matrix, data) };
}
type Given = ReturnType<typeof givenRows>;

const taught = ({ data, figures, lesson }: Given, wanted: Partial<NetworkOptions> = {}) =>
  trainNetwork(data, figures, lesson, { ...options, ...wanted });
const scoresOf = (network: Network, { data }: Given) =>
  Float64Array.from({ length: data.rows }, (_, row) =>
    networkLogOdds(network, data.bins, row * data.features),
  );

describe("a network", () => {
  it("makes of a row what its weights say", () => {
    const network: Network = {
      figures: [Float64Array.of(0, -1, 2), Float64Array.of(0, 3)],
      missing: Int32Array.of(1),
      usual: Float64Array.of(0, 0, 0),
      layers: [
        {
          inputs: 3,
          outputs: 2,
          weights: Float64Array.of(1, 1, 0, -1, 0, 5),
          offsets: Float64Array.of(0.5, 0),
        },
        { inputs: 2, outputs: 1, weights: Float64Array.of(2, 1), offsets: Float64Array.of(-1) },
      ],
    };
    // 2 + 3 + 0.5 = 5.5 goes on, −2 does not.
    expect(networkLogOdds(network, Uint8Array.of(2, 1), 0)).toBe(10);
    // A missing second figure: −1 + 0.5 does not go on, 1 + 5 does.
    expect(networkLogOdds(network, Uint8Array.of(9, 9, 1, 0), 2)).toBe(5);
    // A bin above all that was learned is told as the highest.
    expect(networkLogOdds(network, Uint8Array.of(7, 1), 0)).toBe(10);
  });

  it("learns what figures tell only together", () => {
    const network = taught(givenRows(1, 1_500));
    const unseen = givenRows(2, 800);
    expect(averagePrecision(scoresOf(network, unseen), unseen.lesson.labels)).toBeGreaterThan(0.97);
  });

  it("is the same for the same seed, and another for another", () => {
    const given = givenRows(3, 200);
    expect(taught(given)).toEqual(taught(given));
    expect(scoresOf(taught(given, { seed: 2 }), given)).not.toEqual(scoresOf(taught(given), given));
  });

  it("takes its first step against the slope of the weighted loss", () => {
    const given = givenRows(4, 60);
    const before = taught(given, { epochs: 0 });
    const after = taught(given, { epochs: 1, batch: 60 });
    const { labels, weights } = given.lesson;
    const loss = () =>
      scoresOf(before, given).reduce((sum, score, i) => {
        const chance = probabilityOf(score);
        return sum - (weights[i] ?? 0) * Math.log(labels[i] === 1 ? chance : 1 - chance);
      }, 0);
    let looked = 0;
    for (const [l, layer] of before.layers.entries()) {
      for (const part of ["weights", "offsets"] as const) {
        for (const [i, value] of layer[part].entries()) {
          const at = (place: number) => {
            layer[part][i] = place;
            return loss();
          };
          const slope = (at(value + 1e-5) - at(value - 1e-5)) / 2e-5;
          layer[part][i] = value;
          if (Math.abs(slope) < 0.1) continue;
          const step = (after.layers[l]?.[part][i] ?? 0) - value;
          expect(step).toBeCloseTo(-Math.sign(slope) * options.rate, 4);
          looked++;
        }
      }
    }
    expect(looked).toBeGreaterThan(40);
  });
});

describe("contributions of a network", () => {
  it("are the weights times the difference where nothing is rectified", () => {
    const network: Network = {
      figures: [Float64Array.of(0, -1, 2), Float64Array.of(0, 3)],
      missing: new Int32Array(0),
      usual: Float64Array.of(1, 1),
      layers: [{ inputs: 2, outputs: 1, weights: Float64Array.of(4, -2), offsets: Float64Array.of(7) }],
    };
    const into = new Float64Array(2);
    addNetworkContributions(network, Uint8Array.of(2, 1), 0, { into, share: 1 });
    expect([...into]).toEqual([4, -4]);
    expect(usualLogOdds(network)).toBe(9);
  });

  it("add up to the score, alone and with trees", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const given = givenRows(seed, 80);
        const { data, lesson } = given;
        const network = taught(given, { epochs: 3 });
        const boosting = {
          trees: 5,
          learningRate: 0.1,
          leaves: 4,
          l2: 1,
          minChildWeight: 1,
          featureShare: 1,
          seed,
        };
        const trees = trainBoosting(data, lesson, boosting);
        for (const row of [0, 13, 79]) {
          const offset = row * data.features;
          const alone = new Float64Array(data.features);
          addNetworkContributions(network, data.bins, offset, { into: alone, share: 1 });
          const sum = alone.reduce((total, value) => total + value, usualLogOdds(network));
          expect(sum).toBeCloseTo(networkLogOdds(network, data.bins, offset), 8);
          for (const exact of [true, false]) {
            const into = new Float64Array(data.features);
            addMixedContributions({ trees, network }, data.bins, offset, { into, exact });
            const start = (expectedLogOdds(trees) + usualLogOdds(network)) / 2;
            const mixed = into.reduce((total, value) => total + value, start);
            expect(mixed).toBeCloseTo(mixedLogOdds({ trees, network }, data.bins, offset), 6);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("the figures of bins", () => {
  const figured = (values: readonly number[], most?: number) => {
    const matrix: FeatureMatrix = { rows: values.length, names: ["a"], columns: [Float32Array.from(values)] };
    const data = binRows(matrix, cutFeatures(matrix, 1, most));
    const [figures] = figuresOf(matrix, data);
    return values.map((_, row) => figures?.[data.bins[row] ?? 0] ?? Number.NaN);
  };

  it("are normal scores of places, the extremes four deviations out, and nothing where nothing is known", () => {
    const told = figured([5, Number.NaN, 1, 3, 3, 9]);
    // Of the five known ones 3 and 3 stand in the middle 0.2–0.6, and 5 at 0.6–0.8: 0.4 and 0.7.
    expect(told[0]).toBeCloseTo(0.5244 / 1.5, 3);
    expect(told[1]).toBe(0);
    expect(told[2]).toBeCloseTo(-4 / 1.5, 6);
    expect(told[3]).toBeCloseTo(-0.2533 / 1.5, 3);
    expect(told[4]).toBe(told[3]);
    expect(told[5]).toBeCloseTo(4 / 1.5, 6);
  });

  it("tell values of the tails apart by how far out they are", () => {
    const bulk = Array.from({ length: 20_000 }, (_, i) => i);
    const group = (around: number) => Array.from({ length: 20 }, (_, i) => around + i);
    const near = figured([...bulk, ...group(20_500), ...group(90_000)]);
    const far = figured([...bulk, ...group(80_000), ...group(90_000)]);
    // The same place among all rows, and another distance from them.
    expect(far[20_010]).toBeGreaterThan((near[20_010] ?? 0) + 0.2);
    expect(near[20_039]).toBeGreaterThan(far[20_010] ?? 0);
  });

  it("rise with the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 90 }),
        (values) => {
          const told = figured(values, 12);
          const order = [...values.keys()].sort(
            (a, b) => Math.fround(values[a] ?? 0) - Math.fround(values[b] ?? 0),
          );
          for (let i = 1; i < order.length; i++) {
            expect(told[order[i] ?? 0]).toBeGreaterThanOrEqual((told[order[i - 1] ?? 0] ?? 0) - 1e-9);
          }
        },
      ),
    );
  });
});
