import { type Centres, centresOf, type Groups } from "../groups.ts";

/** How far values lie from those of their peers, on the scale of the values (logarithms, as a rule). */
export interface PeerDeviation {
  readonly groups: Groups;
  readonly centres: Centres;
  /** Value − median of the peers. */
  readonly residual: Float64Array;
  /** Residual ÷ the spread of the peers. */
  readonly z: Float64Array;
  /** By group, shrunk toward that of all groups. */
  readonly spread: Float64Array;
}

/** Rows whose own spread weighs as much as that of everybody. */
const shrinkage = 10;
/** On the scale of logarithms a spread of 1 % is as good as none: below it, every rounding would be an outlier. */
const leastSpread = 0.01;

/**
 * Robust deviation within a group: median and MAD, the spread shrunk toward that of all groups as though it were
 * known from ten rows more, so that three equal prices make no fourth one monstrous.
 */
export function deviationFrom(groups: Groups, values: Float64Array): PeerDeviation {
  const centres = centresOf(groups, values);
  const residual = new Float64Array(values.length).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const group = groups.codes[row] as number;
    if (group >= 0) residual[row] = (values[row] as number) - (centres.median[group] as number);
  }
  const common = Math.max(leastSpread, commonSpread(residual));
  const spread = centres.spread.map((own, group) => {
    const count = centres.count[group] as number;
    return count === 0 ? common : (own * count + common * shrinkage) / (count + shrinkage);
  });
  const z = residual.map((value, row) => {
    const group = groups.codes[row] as number;
    return group < 0 ? Number.NaN : value / (spread[group] as number);
  });
  return { groups, centres, residual, z, spread };
}

function commonSpread(residual: Float64Array): number {
  const sizes = residual.map(Math.abs).sort();
  let count = sizes.length;
  while (count > 0 && Number.isNaN(sizes[count - 1] as number)) count--;
  return count === 0 ? 0 : 1.4826 * (sizes[count >> 1] as number);
}

export interface Standing {
  /** Share of the peers below, ties halved. */
  readonly share: Float64Array;
  /** Distance to the k-th nearest peer: how alone a value stands. */
  readonly loneliness: Float64Array;
  /** Peers between the value and the nearer end. */
  readonly fromEdge: Float64Array;
}

/** Where each value stands among its peers. Density by the k nearest values, k = 5 or as many as there are. */
export function standingIn(groups: Groups, values: Float64Array, neighbours = 5): Standing {
  const share = new Float64Array(values.length).fill(Number.NaN);
  const loneliness = new Float64Array(values.length).fill(Number.NaN);
  const fromEdge = new Float64Array(values.length).fill(Number.NaN);
  for (let group = 0; group < groups.count; group++) {
    const rows = groups.order
      .subarray(groups.starts[group] as number, groups.starts[group + 1] as number)
      .filter((row) => !Number.isNaN(values[row] as number))
      .sort((a, b) => (values[a] as number) - (values[b] as number));
    const sorted = Float64Array.from(rows, (row) => values[row] as number);
    const distance = nearestDistances(sorted, Math.min(neighbours, sorted.length - 1));
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1;
      while (to < sorted.length && sorted[to] === sorted[from]) to++;
      for (let i = from; i < to; i++) {
        const row = rows[i] as number;
        share[row] = (from + to) / 2 / sorted.length;
        fromEdge[row] = Math.min(from, sorted.length - to);
        loneliness[row] = distance[i] as number;
      }
      from = to;
    }
  }
  return { share, loneliness, fromEdge };
}

/** The k nearest of a sorted list lie side by side; the window slides to the right while that brings it nearer. */
function nearestDistances(sorted: Float64Array, k: number): Float64Array {
  const distances = new Float64Array(sorted.length).fill(Number.NaN);
  if (k < 1) return distances;
  let from = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as number;
    while (
      from + k < i ||
      (from + k + 1 < sorted.length &&
        (sorted[from + k + 1] as number) - value < value - (sorted[from] as number))
    )
      from++;
    distances[i] = Math.max(value - (sorted[from] as number), (sorted[from + k] as number) - value);
  }
  return distances;
}
