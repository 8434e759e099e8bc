import { mostBins } from "./bins.ts";
import { findSplit, leafValue, type Split, type SplitRules } from "./find-split.ts";
import type { Tree } from "./tree.ts";

/** Training rows by columns: of every feature the bins of all rows, one after another. */
export interface TrainingColumns {
  readonly rows: number;
  readonly columns: readonly Uint8Array[];
}

export interface GrowOptions extends SplitRules {
  /** Leaves at most. */
  readonly leaves: number;
  /** Features that this tree may ask for. */
  readonly features: Int32Array;
}

export interface Grown {
  readonly tree: Tree;
  /** Training rows, the rows of a leaf side by side; overwritten by the next tree that grows in the same scratch. */
  readonly order: Int32Array;
  readonly leaves: readonly { readonly node: number; readonly from: number; readonly to: number }[];
}

interface Node {
  readonly from: number;
  readonly to: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  histogram: Float64Array | undefined;
  split: Split | undefined;
  left: number;
  right: number;
}

/**
 * Grows the leaf of the greatest gain first (LightGBM, Ke et al. 2017) over histograms of gradients and hessians; of two
 * siblings the larger one's histogram is the parent's less the smaller one's. Sums run in the order of the rows, so
 * that the tree is the same to the bit wherever it grows.
 */
export function growTree(
  data: TrainingColumns,
  gradients: Float64Array,
  hessians: Float64Array,
  options: GrowOptions,
  scratch: Scratch = makeScratch(data.rows),
): Grown {
  const { order } = scratch;
  for (let row = 0; row < data.rows; row++) order[row] = row;
  const root = makeNode(0, data.rows, sumOf(gradients), sumOf(hessians), options, -Infinity, Infinity);
  const nodes = [root];
  root.histogram = histogramOf(data, order, root, gradients, hessians, options.features, scratch);
  root.split = findSplit(root.histogram, root, options);
  const open = new Set([0]);
  for (let leaves = 1; leaves < options.leaves; leaves++) {
    const next = greatestGain(nodes, open);
    if (next === undefined) break;
    const parent = nodes[next] as Node;
    const split = parent.split as Split;
    const [left, right] = divide(data, order, parent, split, options, scratch);
    parent.left = nodes.push(left) - 1;
    parent.right = nodes.push(right) - 1;
    fillHistograms(parent, left, right, (node) =>
      histogramOf(data, order, node, gradients, hessians, options.features, scratch),
    );
    open.delete(next);
    for (const [node, at] of [[left, parent.left] as const, [right, parent.right] as const]) {
      node.split = findSplit(node.histogram as Float64Array, node, options);
      open.add(at);
    }
  }
  const leaves = [...open].map((node) => ({
    node,
    from: (nodes[node] as Node).from,
    to: (nodes[node] as Node).to,
  }));
  for (const { histogram } of nodes) if (histogram) scratch.histograms.push(histogram);
  return { tree: treeOf(nodes), order, leaves };
}

function makeNode(
  from: number,
  to: number,
  gradient: number,
  hessian: number,
  rules: SplitRules,
  least: number,
  most: number,
): Node {
  const value = Math.min(most, Math.max(least, leafValue(gradient, hessian, rules.l2)));
  return {
    from,
    to,
    gradient,
    hessian,
    value,
    least,
    most,
    histogram: undefined,
    split: undefined,
    left: -1,
    right: -1,
  };
}

function greatestGain(nodes: readonly Node[], open: ReadonlySet<number>): number | undefined {
  let best: number | undefined;
  let gain = 0;
  for (const at of open) {
    const found = nodes[at]?.split?.gain ?? 0;
    if (found > gain) [best, gain] = [at, found];
  }
  return best;
}

/** The smaller child is counted, the larger one is what remains; the parent's histogram becomes it. */
function fillHistograms(parent: Node, left: Node, right: Node, count: (node: Node) => Float64Array): void {
  const isLeftSmaller = left.to - left.from <= right.to - right.from;
  const smaller = isLeftSmaller ? left : right;
  const larger = isLeftSmaller ? right : left;
  smaller.histogram = count(smaller);
  const rest = parent.histogram as Float64Array;
  const counted = smaller.histogram;
  for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) - (counted[i] as number);
  larger.histogram = rest;
  parent.histogram = undefined;
}

/** Memory that one tree leaves to the next: fresh pages cost more than what is computed on them. */
export interface Scratch {
  readonly order: Int32Array;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly rows: Int32Array;
  readonly histograms: Float64Array[];
}

export function makeScratch(rows: number): Scratch {
  return {
    order: new Int32Array(rows),
    gradients: new Float64Array(rows),
    hessians: new Float64Array(rows),
    rows: new Int32Array(rows),
    histograms: [],
  };
}

/** Gradient and hessian sums, interleaved, of every bin of the features in the order they are given. */
function histogramOf(
  data: TrainingColumns,
  order: Int32Array,
  { from, to }: Pick<Node, "from" | "to">,
  gradients: Float64Array,
  hessians: Float64Array,
  features: Int32Array,
  scratch: Scratch,
): Float64Array {
  const size = features.length * mostBins * 2;
  const kept = scratch.histograms.pop();
  const histogram = kept?.length === size ? kept.fill(0) : new Float64Array(size);
  const { gradients: g, hessians: h } = scratch;
  for (let i = from; i < to; i++) {
    const row = order[i] as number;
    g[i] = gradients[row] as number;
    h[i] = hessians[row] as number;
  }
  for (let f = 0; f < features.length; f++) {
    const base = f * mostBins * 2;
    addColumn(
      histogram.subarray(base, base + mostBins * 2),
      data.columns[features[f] as number] as Uint8Array,
      order,
      from,
      to,
      g,
      h,
    );
  }
  return histogram;
}

function addColumn(
  sums: Float64Array,
  column: Uint8Array,
  order: Int32Array,
  from: number,
  to: number,
  g: Float64Array,
  h: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const at = 2 * (column[order[i] as number] as number);
    sums[at] = (sums[at] as number) + (g[i] as number);
    sums[at + 1] = (sums[at + 1] as number) + (h[i] as number);
  }
}

/** Parts the parent's rows in place, keeping their order. */
function divide(
  data: TrainingColumns,
  order: Int32Array,
  parent: Node,
  split: Split,
  rules: GrowOptions,
  scratch: Scratch,
): [Node, Node] {
  const column = data.columns[split.feature] as Uint8Array;
  let middle = parent.from;
  let held = 0;
  for (let i = parent.from; i < parent.to; i++) {
    const row = order[i] as number;
    const bin = column[row] as number;
    if (bin === 0 ? split.missingLeft : bin <= split.bin) order[middle++] = row;
    else scratch.rows[held++] = row;
  }
  order.set(scratch.rows.subarray(0, held), middle);
  const { least, most } = parent;
  const border = (split.leftValue + split.rightValue) / 2;
  const { monotone } = split;
  return [
    makeNode(
      parent.from,
      middle,
      split.leftGradient,
      split.leftHessian,
      rules,
      monotone < 0 ? border : least,
      monotone > 0 ? border : most,
    ),
    makeNode(
      middle,
      parent.to,
      parent.gradient - split.leftGradient,
      parent.hessian - split.leftHessian,
      rules,
      monotone > 0 ? border : least,
      monotone < 0 ? border : most,
    ),
  ];
}

function treeOf(nodes: readonly Node[]): Tree {
  const isInner = (node: Node) => node.left >= 0;
  return {
    feature: Int32Array.from(nodes, (node) => (isInner(node) ? (node.split as Split).feature : -1)),
    bin: Int32Array.from(nodes, (node) => (isInner(node) ? (node.split as Split).bin : 0)),
    missingLeft: Uint8Array.from(nodes, (node) => (isInner(node) && node.split?.missingLeft ? 1 : 0)),
    left: Int32Array.from(nodes, ({ left }) => left),
    right: Int32Array.from(nodes, ({ right }) => right),
    value: Float64Array.from(nodes, ({ value }) => value),
    cover: Float64Array.from(nodes, ({ hessian }) => hessian),
  };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
