import { randomFrom } from "../random.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";

/** Upper bounds of the bins of every feature, ascending; a value above the last bound falls into one bin more. */
export type Cuts = readonly Float64Array[];

/** Bin 0 is the missing value, so that 255 remain. */
export const missingBin = 0;
export const mostBins = 256;

/** Row-major bin numbers: the bins of a row lie side by side, as a tree reads them. */
export interface BinnedRows {
  readonly rows: number;
  readonly features: number;
  readonly bins: Uint8Array<SharedArrayBuffer>;
}

const sampleSize = 200_000;

/**
 * Cuts at quantiles, so that bins hold about as many rows each; a feature of few distinct values gets one bin a value.
 * Above 200,000 rows the quantiles are those of a sample drawn by the seed. The extreme 1 % at either end is cut four times
 * as finely: that is where suspicion lies.
 */
export function cutFeatures(matrix: FeatureMatrix, seed = 1, most = 254): Cuts {
  const random = randomFrom(seed);
  const stride = matrix.rows / sampleSize;
  const chosen =
    stride <= 1
      ? undefined
      : Int32Array.from({ length: sampleSize }, (_, i) => Math.floor((i + random()) * stride));
  return matrix.columns.map((column) => {
    const values = chosen ? Float32Array.from(chosen, (row) => column[row] as number) : column.slice();
    return cutsOf(values.sort(), most);
  });
}

/** `sorted` has its NaN last, as typed arrays sort them. */
function cutsOf(sorted: Float32Array, most: number): Float64Array {
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1] as number)) count--;
  const distinct = distinctOf(sorted, count, most);
  const at = distinct ?? quantilesOf(sorted, count, most);
  const cuts: number[] = [];
  for (let i = 1; i < at.length; i++) {
    const below = at[i - 1] as number;
    const above = at[i] as number;
    const middle = below + (above - below) / 2;
    const cut = distinct && middle < above && Number.isFinite(middle) ? middle : below;
    if (cuts.length === 0 || cut > (cuts.at(-1) as number)) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

/** All distinct values, where there are no more than `most`. */
function distinctOf(sorted: Float32Array, count: number, most: number): number[] | undefined {
  const distinct: number[] = [];
  for (let i = 0; i < count; i++) {
    const value = sorted[i] as number;
    if (distinct.length > 0 && value === distinct.at(-1)) continue;
    if (distinct.length === most) return undefined;
    distinct.push(value);
  }
  return distinct;
}

function quantilesOf(sorted: Float32Array, count: number, most: number): number[] {
  const tail = Math.floor(most / 8);
  const middle = most - 2 * tail;
  const at = (share: number) => sorted[Math.min(count - 1, Math.floor(share * count))] as number;
  return [
    ...Array.from({ length: tail }, (_, i) => at((0.01 * i) / tail)),
    ...Array.from({ length: middle }, (_, i) => at(0.01 + (0.98 * i) / middle)),
    ...Array.from({ length: tail }, (_, i) => at(0.99 + (0.01 * i) / tail)),
    at(1),
  ];
}

export function binOf(value: number, cuts: Float64Array): number {
  if (Number.isNaN(value)) return missingBin;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (cuts[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/** In shared memory, so that worker threads read the same bytes. */
export function binRows(matrix: FeatureMatrix, cuts: Cuts): BinnedRows {
  const features = matrix.columns.length;
  const bins = new Uint8Array(new SharedArrayBuffer(matrix.rows * features));
  for (const [feature, column] of matrix.columns.entries()) {
    const of = cuts[feature] as Float64Array;
    for (let row = 0; row < matrix.rows; row++) {
      bins[row * features + feature] = binOf(column[row] as number, of);
    }
  }
  return { rows: matrix.rows, features, bins };
}
