import { missingBin } from "./bins.ts";

/** One layer: `outputs` sums over `inputs` figures, row-major by output, and what is added to each. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float64Array;
  readonly offsets: Float64Array;
}

/**
 * A network of rectified linear units over binned features: each bin stands for a figure, and a feature that may be
 * missing has an input more that says so. The last layer has one output, the log-odds.
 */
export interface Network {
  /** By feature the figure of each bin, the missing one's first. */
  readonly figures: readonly Float64Array[];
  /** Features that have an input for being missing, in the order of these inputs, which come after the features'. */
  readonly missing: Int32Array;
  /** The mean of every input over what it learned from. */
  readonly usual: Float64Array;
  readonly layers: readonly Layer[];
}

/** The inputs of a row whose bins begin at `offset`. */
export function fillInputs(
  { figures, missing }: Pick<Network, "figures" | "missing">,
  bins: Uint8Array,
  offset: number,
  into: Float64Array,
): void {
  const features = figures.length;
  for (let f = 0; f < features; f++) {
    const of = figures[f] as Float64Array;
    into[f] = of[Math.min(bins[offset + f] as number, of.length - 1)] as number;
  }
  for (let i = 0; i < missing.length; i++) {
    into[features + i] = bins[offset + (missing[i] as number)] === missingBin ? 1 : 0;
  }
}

/** Sums of one layer before anything is rectified: four outputs at a time, so that an input is read once for all four. */
function sumsOf({ inputs, outputs, weights, offsets }: Layer, from: Float64Array, into: Float64Array): void {
  let j = 0;
  for (; j + 3 < outputs; j += 4) {
    const [a, b, c, d] = [j * inputs, (j + 1) * inputs, (j + 2) * inputs, (j + 3) * inputs];
    let s0 = offsets[j] as number;
    let s1 = offsets[j + 1] as number;
    let s2 = offsets[j + 2] as number;
    let s3 = offsets[j + 3] as number;
    for (let i = 0; i < inputs; i++) {
      const x = from[i] as number;
      s0 += x * (weights[a + i] as number);
      s1 += x * (weights[b + i] as number);
      s2 += x * (weights[c + i] as number);
      s3 += x * (weights[d + i] as number);
    }
    into[j] = s0;
    into[j + 1] = s1;
    into[j + 2] = s2;
    into[j + 3] = s3;
  }
  for (; j < outputs; j++) {
    let sum = offsets[j] as number;
    for (let i = 0; i < inputs; i++) sum += (from[i] as number) * (weights[j * inputs + i] as number);
    into[j] = sum;
  }
}

/** What the layers make of a row: the inputs, then by layer its sums and what is handed on. */
export interface Pass {
  readonly inputs: Float64Array;
  readonly sums: readonly Float64Array[];
  readonly outputs: readonly Float64Array[];
}

export const makePass = ({ figures, missing, layers }: Network): Pass => ({
  inputs: new Float64Array(figures.length + missing.length),
  sums: layers.map(({ outputs }) => new Float64Array(outputs)),
  outputs: layers.map(({ outputs }) => new Float64Array(outputs)),
});

/** Log-odds of the inputs of the pass, which keeps what every layer made of them. */
export function runPass(layers: readonly Layer[], { inputs, sums, outputs }: Pass): number {
  let from = inputs;
  for (const [l, layer] of layers.entries()) {
    const [sum, out] = [sums[l] as Float64Array, outputs[l] as Float64Array];
    sumsOf(layer, from, sum);
    const isLast = l === layers.length - 1;
    for (let j = 0; j < sum.length; j++) {
      const value = sum[j] as number;
      out[j] = isLast || value > 0 ? value : 0;
    }
    from = out;
  }
  return from[0] as number;
}

/** Passes of networks that score rows one after another. */
const passes = new WeakMap<Network, Pass>();

/** Log-odds of a row whose bins begin at `offset`. */
export function networkLogOdds(network: Network, bins: Uint8Array, offset: number): number {
  const pass = passOf(network);
  fillInputs(network, bins, offset, pass.inputs);
  return runPass(network.layers, pass);
}

function passOf(network: Network): Pass {
  const known = passes.get(network);
  if (known) return known;
  const made = makePass(network);
  passes.set(network, made);
  return made;
}

/** What stands beside a row: the layers' sums for the usual inputs. */
const usualPasses = new WeakMap<Network, Pass>();

function usualPassOf(network: Network): Pass {
  const known = usualPasses.get(network);
  if (known) return known;
  const made = makePass(network);
  made.inputs.set(network.usual);
  runPass(network.layers, made);
  usualPasses.set(network, made);
  return made;
}

/** Log-odds of the usual inputs, from which contributions are told. */
export const usualLogOdds = (network: Network): number => usualPassOf(network).sums.at(-1)?.[0] ?? Number.NaN;

/**
 * Adds to `into`, by feature, `share` of what made a row's log-odds differ from the usual ones: every unit hands back
 * its change in proportion to the changes that came in (DeepLIFT's rescale rule; Shrikumar, Greenside & Kundaje 2017).
 * With `share` 1 their sum is the row's log-odds less `usualLogOdds`.
 */
export function addNetworkContributions(
  network: Network,
  bins: Uint8Array,
  offset: number,
  { into, share }: { readonly into: Float64Array; readonly share: number },
): void {
  const { layers, figures, missing, usual } = network;
  const [row, other] = [passOf(network), usualPassOf(network)];
  fillInputs(network, bins, offset, row.inputs);
  runPass(layers, row);
  let factors: Float64Array = Float64Array.of(share);
  for (let l = layers.length - 1; l >= 0; l--) {
    factors = factorsBelow(layers[l] as Layer, factors);
    if (l === 0) break;
    const [sums, before] = [row.sums[l - 1] as Float64Array, other.sums[l - 1] as Float64Array];
    factors = factors.map((factor, i) => factor * slopeBetween(before[i] as number, sums[i] as number));
  }
  const contribution = (input: number) =>
    (factors[input] as number) * ((row.inputs[input] as number) - (usual[input] as number));
  for (let f = 0; f < figures.length; f++) into[f] = (into[f] as number) + contribution(f);
  for (const [i, f] of missing.entries()) into[f] = (into[f] as number) + contribution(figures.length + i);
}

function factorsBelow({ inputs, outputs, weights }: Layer, above: Float64Array): Float64Array {
  const below = new Float64Array(inputs);
  for (let j = 0; j < outputs; j++) {
    const factor = above[j] as number;
    if (factor === 0) continue;
    for (let i = 0; i < inputs; i++) {
      below[i] = (below[i] as number) + factor * (weights[j * inputs + i] as number);
    }
  }
  return below;
}

/** Of the rectified sum, between two of its places. */
function slopeBetween(from: number, to: number): number {
  if (Math.abs(to - from) < 1e-12) return to > 0 ? 1 : 0;
  return (Math.max(0, to) - Math.max(0, from)) / (to - from);
}
