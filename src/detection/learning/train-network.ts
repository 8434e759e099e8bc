import { randomFrom, shuffle } from "../random.ts";
import { type BinnedRows, missingBin } from "./bins.ts";
import type { Lesson } from "./boosting.ts";
import { fillInputs, type Layer, makePass, type Network, type Pass, runPass } from "./network.ts";

export interface NetworkOptions {
  /** Units by hidden layer. */
  readonly hidden: readonly number[];
  /** Times that it goes through the whole lesson. */
  readonly epochs: number;
  /** Rows after which it takes a step. */
  readonly batch: number;
  readonly rate: number;
  readonly seed: number;
}

/**
 * Learns log-odds by stochastic gradient descent with momentum estimates (Adam; Kingma & Ba 2015) on the weighted
 * log-loss, from weights drawn as Glorot & Bengio (2010). The same lesson and seed give the same network.
 */
export function trainNetwork(
  data: BinnedRows,
  figures: readonly Float64Array[],
  lesson: Lesson,
  options: NetworkOptions,
): Network {
  const random = randomFrom(options.seed);
  const inputs = inputsOf(data, figures, lesson);
  const network = { ...inputs, layers: drawLayers(inputs.usual.length, options.hidden, random) };
  const pass = makePass(network);
  const slopes = network.layers.map(emptyLike);
  const changes = network.layers.map(({ outputs }) => new Float64Array(outputs));
  const adam = adamFor(network.layers, slopes, options.rate);
  const order = Int32Array.from(lesson.rows.keys());
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += options.batch) {
      const to = Math.min(order.length, from + options.batch);
      let weight = 0;
      for (let at = from; at < to; at++) {
        const i = order[at] as number;
        fillInputs(network, data.bins, (lesson.rows[i] as number) * data.features, pass.inputs);
        const chance = 1 / (1 + Math.exp(-runPass(network.layers, pass)));
        const of = lesson.weights[i] as number;
        weight += of;
        changes.at(-1)?.fill(of * (chance - (lesson.labels[i] as number)));
        addSlopes(network.layers, pass, slopes, changes);
      }
      adam.step(weight);
    }
  }
  return network;
}

function inputsOf(data: BinnedRows, figures: readonly Float64Array[], lesson: Lesson) {
  const missing = Int32Array.from(figures.keys()).filter((feature) =>
    lesson.rows.some((row) => data.bins[row * data.features + feature] === missingBin),
  );
  const one = new Float64Array(figures.length + missing.length);
  const usual = new Float64Array(one.length);
  let weight = 0;
  for (const [i, row] of lesson.rows.entries()) {
    fillInputs({ figures, missing }, data.bins, row * data.features, one);
    const of = lesson.weights[i] as number;
    weight += of;
    for (let k = 0; k < one.length; k++) usual[k] = (usual[k] as number) + of * (one[k] as number);
  }
  return { figures, missing, usual: usual.map((sum) => sum / weight) };
}

function drawLayers(inputs: number, hidden: readonly number[], random: () => number): Layer[] {
  return [...hidden, 1].map((outputs, l) => {
    const before = hidden[l - 1] ?? inputs;
    const most = Math.sqrt(6 / (before + outputs));
    const draw = () => (2 * random() - 1) * most;
    return {
      inputs: before,
      outputs,
      weights: Float64Array.from({ length: before * outputs }, draw),
      offsets: Float64Array.from({ length: outputs }, draw),
    };
  });
}

const emptyLike = ({ inputs, outputs }: Layer): Layer => ({
  inputs,
  outputs,
  weights: new Float64Array(inputs * outputs),
  offsets: new Float64Array(outputs),
});

/**
 * Adds the slopes of one row's loss, given the slope by its log-odds (backpropagation; Rumelhart, Hinton & Williams 1986).
 * `changes` has room for what each layer's outputs are to change by.
 */
function addSlopes(
  layers: readonly Layer[],
  pass: Pass,
  slopes: readonly Layer[],
  changes: readonly Float64Array[],
): void {
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, weights } = layers[l] as Layer;
    const into = slopes[l] as Layer;
    const [above, below] = [changes[l] as Float64Array, changes[l - 1]];
    const from = l === 0 ? pass.inputs : (pass.outputs[l - 1] as Float64Array);
    below?.fill(0);
    for (let j = 0; j < above.length; j++) {
      const change = above[j] as number;
      // A unit that handed on nothing had no part in it.
      if (change === 0 || (l < layers.length - 1 && pass.outputs[l]?.[j] === 0)) continue;
      into.offsets[j] = (into.offsets[j] as number) + change;
      addTimes(into.weights, j * inputs, change, from);
      if (below)
        for (let i = 0; i < inputs; i++)
          below[i] = (below[i] as number) + change * (weights[j * inputs + i] as number);
    }
  }
}

/** Adds `times` of every figure, to as many places from `at` on. */
function addTimes(into: Float64Array, at: number, times: number, figures: Float64Array): void {
  for (let i = 0; i < figures.length; i++)
    into[at + i] = (into[at + i] as number) + times * (figures[i] as number);
}

const [firstDecay, secondDecay, least] = [0.9, 0.999, 1e-8];

/** Takes steps along slopes that were summed up since the last one, and empties them. */
function adamFor(layers: readonly Layer[], slopes: readonly Layer[], rate: number) {
  const arrays = (of: readonly Layer[]) => of.flatMap(({ weights, offsets }) => [weights, offsets]);
  const [values, sums] = [arrays(layers), arrays(slopes)];
  const firsts = values.map(({ length }) => new Float64Array(length));
  const seconds = values.map(({ length }) => new Float64Array(length));
  let steps = 0;
  return {
    step(weight: number): void {
      steps++;
      const length = (rate * Math.sqrt(1 - secondDecay ** steps)) / (1 - firstDecay ** steps);
      for (const [k, value] of values.entries()) {
        moveAlong(value, sums[k] as Float64Array, firsts[k] as Float64Array, seconds[k] as Float64Array, {
          length,
          share: 1 / weight,
        });
      }
    },
  };
}

function moveAlong(
  value: Float64Array,
  sums: Float64Array,
  first: Float64Array,
  second: Float64Array,
  { length, share }: { readonly length: number; readonly share: number },
): void {
  for (let i = 0; i < value.length; i++) {
    const slope = (sums[i] as number) * share;
    sums[i] = 0;
    const m = firstDecay * (first[i] as number) + (1 - firstDecay) * slope;
    const v = secondDecay * (second[i] as number) + (1 - secondDecay) * slope * slope;
    first[i] = m;
    second[i] = v;
    value[i] = (value[i] as number) - (length * m) / (Math.sqrt(v) + least);
  }
}
