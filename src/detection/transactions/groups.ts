/** Rows by a code, the rows of a group side by side in `order`: those of group g are `starts[g]`…`starts[g + 1] − 1`. */
export interface Groups {
  readonly count: number;
  /** Group of every row, −1 for none. */
  readonly codes: Int32Array;
  readonly starts: Int32Array;
  readonly order: Int32Array;
}

/** Codes run from 0; −1 is in no group. Rows keep their order within a group. */
export function groupBy(codes: Int32Array): Groups {
  let count = 0;
  for (const code of codes) if (code >= count) count = code + 1;
  const starts = new Int32Array(count + 1);
  for (const code of codes) if (code >= 0) starts[code + 1] = (starts[code + 1] as number) + 1;
  for (let g = 0; g < count; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
  const next = starts.slice();
  const order = new Int32Array(starts[count] as number);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    if (code < 0) continue;
    order[next[code] as number] = row;
    next[code] = (next[code] as number) + 1;
  }
  return { count, codes, starts, order };
}

/** One code for each pair that occurs; −1 where either is −1. */
export function pairCodes(a: Int32Array, b: Int32Array): Int32Array {
  const seen = new Map<number, number>();
  let width = 1;
  for (const code of b) if (code >= width) width = code + 1;
  return a.map((code, row) => {
    const other = b[row] as number;
    if (code < 0 || other < 0) return -1;
    const key = code * width + other;
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, seen.size);
    return seen.size - 1;
  });
}

/** Sorts `values` of the group's rows into `scratch`, leaves NaN out, and returns how many there are. */
function sortedOf(groups: Groups, group: number, values: Float64Array, scratch: Float64Array): number {
  const from = groups.starts[group] as number;
  const to = groups.starts[group + 1] as number;
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = values[groups.order[i] as number] as number;
    if (!Number.isNaN(value)) scratch[count++] = value;
  }
  scratch.subarray(0, count).sort();
  return count;
}

/** Of the first `count` values, which are sorted. */
function medianOfSorted(sorted: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const half = count >> 1;
  const upper = sorted[half] as number;
  return count % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

export interface Centres {
  /** By group; NaN where no row of it has a value. */
  readonly median: Float64Array;
  /** Median absolute deviation × 1.4826, which is the standard deviation of normal values. */
  readonly spread: Float64Array;
  /** Rows with a value. */
  readonly count: Int32Array;
}

const toStandardDeviation = 1.4826;

export function centresOf(groups: Groups, values: Float64Array): Centres {
  const median = new Float64Array(groups.count).fill(Number.NaN);
  const spread = new Float64Array(groups.count).fill(Number.NaN);
  const count = new Int32Array(groups.count);
  const scratch = new Float64Array(groups.order.length);
  for (let group = 0; group < groups.count; group++) {
    const found = sortedOf(groups, group, values, scratch);
    count[group] = found;
    if (found === 0) continue;
    const centre = medianOfSorted(scratch, found);
    median[group] = centre;
    for (let i = 0; i < found; i++) scratch[i] = Math.abs((scratch[i] as number) - centre);
    scratch.subarray(0, found).sort();
    spread[group] = toStandardDeviation * medianOfSorted(scratch, found);
  }
  return { median, spread, count };
}
