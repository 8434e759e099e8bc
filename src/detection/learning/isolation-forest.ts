import { randomFrom } from "../random.ts";
import type { FeatureMatrix } from "./feature-matrix.ts";

export interface ForestOptions {
  readonly trees: number;
  /** Rows each tree isolates. */
  readonly sample: number;
  readonly seed: number;
}

/** Trees over the features' own values, side by side; a node's children are `left` and `left + 1`. */
export interface IsolationForest {
  readonly roots: Int32Array;
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  /** At a leaf the depth, with what its rows would still take. */
  readonly depth: Float64Array;
  /** Mean depth of a search among `sample` rows, c(ψ) of the paper. */
  readonly usual: number;
}

/**
 * Isolation forest (Liu, Ting & Zhou 2008): a value that random cuts part quickly from all others is an outlier. Missing
 * values must be filled before: where nothing is known, nothing is unusual.
 */
export function growForest(matrix: FeatureMatrix, options: ForestOptions): IsolationForest {
  const random = randomFrom(options.seed);
  const nodes = { roots: [], feature: [], threshold: [], left: [], depth: [] } as {
    [Name in "roots" | "feature" | "threshold" | "left" | "depth"]: number[];
  };
  const sample = Math.min(options.sample, matrix.rows);
  const most = Math.ceil(Math.log2(Math.max(2, sample)));
  for (let tree = 0; tree < options.trees; tree++) {
    const rows = drawRows(matrix.rows, sample, random);
    nodes.roots.push(addNode(nodes));
    grow(matrix, rows, nodes, nodes.roots.at(-1) as number, 0, most, random);
  }
  return {
    roots: Int32Array.from(nodes.roots),
    feature: Int32Array.from(nodes.feature),
    threshold: Float64Array.from(nodes.threshold),
    left: Int32Array.from(nodes.left),
    depth: Float64Array.from(nodes.depth),
    usual: usualDepth(sample),
  };
}

/** 2^(−mean depth ÷ usual depth), from 0 to 1: near 1 for what is isolated at once, about ½ and below for the ordinary. */
export function forestScore(
  { roots, feature, threshold, left, depth, usual }: IsolationForest,
  columns: readonly Float32Array[],
  row: number,
): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    for (let asked = feature[node] as number; asked >= 0; asked = feature[node] as number) {
      const value = (columns[asked] as Float32Array)[row] as number;
      node = (left[node] as number) + (value < (threshold[node] as number) ? 0 : 1);
    }
    sum += depth[node] as number;
  }
  return 2 ** (-sum / roots.length / Math.max(usual, 1e-9));
}

const eulerMascheroni = 0.5772156649015329;

/** Mean depth of an unsuccessful search in a binary tree of n rows. */
export function usualDepth(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + eulerMascheroni) - (2 * (rows - 1)) / rows;
}

type Nodes = { [Name in "roots" | "feature" | "threshold" | "left" | "depth"]: number[] };

function addNode(nodes: Nodes): number {
  nodes.threshold.push(0);
  nodes.left.push(-1);
  nodes.depth.push(0);
  return nodes.feature.push(-1) - 1;
}

function grow(
  matrix: FeatureMatrix,
  rows: Int32Array,
  nodes: Nodes,
  node: number,
  depth: number,
  most: number,
  random: () => number,
): void {
  const cut = depth < most && rows.length > 1 ? drawCut(matrix, rows, random) : undefined;
  if (cut === undefined) {
    nodes.depth[node] = depth + usualDepth(rows.length);
    return;
  }
  const column = matrix.columns[cut.feature] as Float32Array;
  const left = addNode(nodes);
  const right = addNode(nodes);
  nodes.feature[node] = cut.feature;
  nodes.threshold[node] = cut.threshold;
  nodes.left[node] = left;
  grow(
    matrix,
    rows.filter((row) => (column[row] as number) < cut.threshold),
    nodes,
    left,
    depth + 1,
    most,
    random,
  );
  grow(
    matrix,
    rows.filter((row) => !((column[row] as number) < cut.threshold)),
    nodes,
    right,
    depth + 1,
    most,
    random,
  );
}

/** A random feature that differs among the rows, and a random value between its least and greatest. */
function drawCut(matrix: FeatureMatrix, rows: Int32Array, random: () => number) {
  const count = matrix.columns.length;
  const first = Math.floor(random() * count);
  for (let i = 0; i < count; i++) {
    const feature = (first + i) % count;
    const column = matrix.columns[feature] as Float32Array;
    let least = Infinity;
    let most = -Infinity;
    for (const row of rows) {
      const value = column[row] as number;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const threshold = least + (most - least) * random();
    if (most > least && threshold > least) return { feature, threshold };
  }
  return undefined;
}

/** Without repeats (Floyd's algorithm), so that copies of one row do not make it deep. */
function drawRows(rows: number, wanted: number, random: () => number): Int32Array {
  const chosen = new Set<number>();
  for (let last = rows - wanted; last < rows; last++) {
    const row = Math.floor(random() * (last + 1));
    chosen.add(chosen.has(row) ? last : row);
  }
  return Int32Array.from(chosen);
}
