import { normalUpperTail } from "../normal.ts";
import { type BinnedRows, missingBin } from "./bins.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";

/** Beyond this share at either end values lie so far apart that their places say too little of them. */
const tail = 1 / 499;
/** Standard deviations beyond which nothing is told apart, and by how many of them one unit of an input is measured. */
const [most, unit] = [4, 1.5];

/**
 * What each bin of each feature stands for as an input of a network: the normal score of its place among all rows, in
 * the two tails of its value between their borders and the extremes. The missing value, bin 0, stands for 0.
 */
export function figuresOf(matrix: FeatureMatrix, binned: BinnedRows): Float64Array[] {
  return matrix.columns.map((column, feature) => {
    const bins = binStatistics(column, binned, feature);
    return Float64Array.from(placesOf(bins), (place, bin) => (bin === missingBin ? 0 : scoreOf(place)));
  });
}

interface BinStatistics {
  /** By bin. */
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly least: number;
  readonly greatest: number;
}

function binStatistics(
  column: Float32Array,
  { rows, features, bins }: BinnedRows,
  feature: number,
): BinStatistics {
  let [last, least, greatest] = [0, Infinity, -Infinity];
  for (let row = 0; row < rows; row++) last = Math.max(last, bins[row * features + feature] as number);
  const counts = new Float64Array(last + 1);
  const means = new Float64Array(last + 1);
  for (let row = 0; row < rows; row++) {
    const bin = bins[row * features + feature] as number;
    if (bin === missingBin) continue;
    const value = column[row] as number;
    counts[bin] = (counts[bin] as number) + 1;
    means[bin] = (means[bin] as number) + (value - (means[bin] as number)) / (counts[bin] as number);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return { counts, means, least, greatest };
}

/** Share of the known rows below each bin, half of its own with them. */
function placesOf({ counts, means, least, greatest }: BinStatistics): Float64Array {
  const known = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  const places = counts.map((count) => {
    below += count;
    return (below - count / 2) / Math.max(1, known);
  });
  const filled = [...counts.keys()].filter((bin) => (counts[bin] as number) > 0);
  const low = filled.find((bin) => (places[bin] as number) >= tail);
  const high = filled.findLast((bin) => (places[bin] as number) <= 1 - tail);
  return places.map((place, bin) => {
    const value = means[bin] as number;
    if ((counts[bin] as number) === 0) return place;
    if (value <= least) return 0;
    if (value >= greatest) return 1;
    if (place < tail && low !== undefined)
      return ((places[low] as number) * (value - least)) / ((means[low] as number) - least);
    if (place > 1 - tail && high !== undefined)
      return 1 - ((1 - (places[high] as number)) * (greatest - value)) / (greatest - (means[high] as number));
    return place;
  });
}

/** The standard normal quantile, in units of an input. */
function scoreOf(place: number): number {
  let [low, high] = [-most, most];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (1 - normalUpperTail(middle) < place) low = middle;
    else high = middle;
  }
  return (low + high) / 2 / unit;
}
