import { centresOf, type Groups } from "../groups.ts";
import type { Feature, Theme } from "./feature.ts";
import { type PeerDeviation, standingIn } from "./peers.ts";

const narrow = (values: ArrayLike<number>) => Float32Array.from(values);

function byRow(groups: Groups, value: (group: number) => number): Float32Array {
  const values = Float32Array.from({ length: groups.count }, (_, group) => value(group));
  return Float32Array.from(groups.codes, (group) => (group < 0 ? Number.NaN : (values[group] as number)));
}

/** How a measure stands among the rows of the same product. */
export function peerFeatures(theme: Theme, values: Float64Array, deviation: PeerDeviation): Feature[] {
  const { groups, centres, residual, z, spread } = deviation;
  const standing = standingIn(groups, values);
  const feature = (name: string, column: Float32Array): Feature => ({
    name: `${theme}.${name}`,
    theme,
    values: column,
  });
  return [
    feature("log", narrow(values)),
    feature("residual", narrow(residual)),
    feature("z", narrow(z)),
    feature("share-below", narrow(standing.share)),
    feature("loneliness", narrow(standing.loneliness)),
    feature("from-edge", narrow(standing.fromEdge)),
    feature(
      "peers-median",
      byRow(groups, (g) => centres.median[g] as number),
    ),
    feature(
      "peers-spread",
      byRow(groups, (g) => spread[g] as number),
    ),
    feature(
      "peers-count",
      byRow(groups, (g) => centres.count[g] as number),
    ),
  ];
}

const outlying = 3.5;
/** Rows that the share of all rows counts for in the share of a group. */
const prior = 5;

/** Share of the other rows of the group that lie outside |z| = 3.5, smoothed; what is told of a row leaves the row itself out. */
export function outlierShare(groups: Groups, z: Float64Array): Float32Array {
  const out = new Int32Array(groups.count);
  const known = new Int32Array(groups.count);
  let allOut = 0;
  let allKnown = 0;
  for (let row = 0; row < z.length; row++) {
    const value = z[row] as number;
    if (Number.isNaN(value)) continue;
    const isOut = Math.abs(value) > outlying ? 1 : 0;
    allOut += isOut;
    allKnown++;
    const group = groups.codes[row] as number;
    if (group < 0) continue;
    known[group] = (known[group] as number) + 1;
    out[group] = (out[group] as number) + isOut;
  }
  const base = allKnown === 0 ? 0 : allOut / allKnown;
  return Float32Array.from(groups.codes, (group, row) => {
    if (group < 0) return Number.NaN;
    const value = z[row] as number;
    const own = Number.isNaN(value) ? 0 : 1;
    const ownOut = own === 1 && Math.abs(value) > outlying ? 1 : 0;
    return ((out[group] as number) - ownOut + base * prior) / ((known[group] as number) - own + prior);
  });
}

/** The pattern of a seller, customer or channel: what its residuals are like, and how a row differs from them. */
export function patternFeatures(
  theme: Theme,
  groups: Groups,
  measure: string,
  { residual, z }: Pick<PeerDeviation, "residual" | "z">,
): Feature[] {
  const centres = centresOf(groups, residual);
  const usual = byRow(groups, (g) => centres.median[g] as number);
  return [
    { name: `${theme}.${measure}-outliers`, theme, values: outlierShare(groups, z) },
    { name: `${theme}.${measure}-usual`, theme, values: usual },
    { name: `${theme}.${measure}-spread`, theme, values: byRow(groups, (g) => centres.spread[g] as number) },
    {
      name: `${theme}.${measure}-off-usual`,
      theme,
      values: Float32Array.from(residual, (value, row) => value - (usual[row] as number)),
    },
  ];
}

export function sizeOf(groups: Groups): Float32Array {
  return byRow(groups, (g) => (groups.starts[g + 1] as number) - (groups.starts[g] as number));
}

/** Share of the group's rows that lack a value. */
export function missingShare(groups: Groups, values: Float64Array): Float32Array {
  const missing = new Int32Array(groups.count);
  for (let row = 0; row < values.length; row++) {
    const group = groups.codes[row] as number;
    if (group >= 0 && Number.isNaN(values[row] as number)) missing[group] = (missing[group] as number) + 1;
  }
  return byRow(
    groups,
    (g) => (missing[g] as number) / ((groups.starts[g + 1] as number) - (groups.starts[g] as number)),
  );
}
