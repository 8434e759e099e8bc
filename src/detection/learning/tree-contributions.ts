import type { BoostedTrees } from "./boosting.ts";
import { childOf, type Tree } from "./tree.ts";

/** What a row would get if nothing were known of it: the start and the mean of every tree over its training rows. */
export function expectedLogOdds({ start, trees }: BoostedTrees): number {
  return trees.reduce((sum, tree) => sum + meanOf(tree), start);
}

function meanOf(tree: Tree): number {
  let sum = 0;
  for (let node = 0; node < tree.feature.length; node++) {
    if ((tree.feature[node] as number) < 0)
      sum += (tree.value[node] as number) * (tree.cover[node] as number);
  }
  return sum / (tree.cover[0] as number);
}

interface Path {
  readonly features: Int32Array;
  /** Share of the training rows that go on where the feature is unknown. */
  readonly unknown: Float64Array;
  /** 1 where the row goes on by its own value, else 0. */
  readonly known: Float64Array;
  readonly weights: Float64Array;
}

const makePath = (length: number): Path => ({
  features: new Int32Array(length),
  unknown: new Float64Array(length),
  known: new Float64Array(length),
  weights: new Float64Array(length),
});

/**
 * Adds to `into`, by feature, the Shapley values of one row: exact for the tree as a game in which a feature that is
 * not known is averaged over the training rows (TreeSHAP, algorithm 2 of Lundberg, Erion & Lee 2018). Their sum is the
 * row's log-odds less `expectedLogOdds`.
 */
export function addContributions(
  trees: BoostedTrees,
  bins: Uint8Array,
  offset: number,
  into: Float64Array,
): void {
  for (const tree of trees.trees) {
    const paths = pathsOf(depthOf(tree) + 2);
    visit({ tree, bins, offset, into, paths }, 0, 0, 0, 1, 1, -1);
  }
}

const kept: Path[] = [];

/** One path a level, reused from row to row. */
function pathsOf(levels: number): readonly Path[] {
  while (kept.length < levels) kept.push(makePath(0));
  for (let level = 0; level < levels; level++) {
    if ((kept[level] as Path).features.length < levels + 1) kept[level] = makePath(levels + 1);
  }
  return kept;
}

const depths = new WeakMap<Tree, number>();

function depthOf(tree: Tree): number {
  const known = depths.get(tree);
  if (known !== undefined) return known;
  const levels = new Int32Array(tree.feature.length);
  let deepest = 0;
  for (let node = 0; node < levels.length; node++) {
    const level = levels[node] as number;
    deepest = Math.max(deepest, level);
    if ((tree.feature[node] as number) < 0) continue;
    levels[tree.left[node] as number] = level + 1;
    levels[tree.right[node] as number] = level + 1;
  }
  depths.set(tree, deepest);
  return deepest;
}

interface Visit {
  readonly tree: Tree;
  readonly bins: Uint8Array;
  readonly offset: number;
  readonly into: Float64Array;
  readonly paths: readonly Path[];
}

function visit(
  at: Visit,
  node: number,
  level: number,
  length: number,
  unknown: number,
  known: number,
  feature: number,
): void {
  const { tree, bins, offset, into } = at;
  const path = at.paths[level] as Path;
  if (level > 0) copyPath(at.paths[level - 1] as Path, path, length);
  extend(path, length, unknown, known, feature);
  const asked = tree.feature[node] as number;
  if (asked < 0) {
    for (let i = 1; i <= length; i++) {
      const weight = unwoundSum(path, length, i);
      const own = path.features[i] as number;
      const share = (path.known[i] as number) - (path.unknown[i] as number);
      into[own] = (into[own] as number) + weight * share * (tree.value[node] as number);
    }
    return;
  }
  const hot = childOf(tree, node, bins[offset + asked] as number);
  const cold = hot === tree.left[node] ? (tree.right[node] as number) : (tree.left[node] as number);
  let [incomingUnknown, incomingKnown, depth] = [1, 1, length];
  for (let i = 1; i <= length; i++) {
    if (path.features[i] !== asked) continue;
    incomingUnknown = path.unknown[i] as number;
    incomingKnown = path.known[i] as number;
    unwind(path, length, i);
    depth--;
    break;
  }
  const whole = tree.cover[node] as number;
  const hotShare = ((tree.cover[hot] as number) / whole) * incomingUnknown;
  const coldShare = ((tree.cover[cold] as number) / whole) * incomingUnknown;
  visit(at, hot, level + 1, depth + 1, hotShare, incomingKnown, asked);
  visit(at, cold, level + 1, depth + 1, coldShare, 0, asked);
}

function copyPath(from: Path, to: Path, length: number): void {
  for (let i = 0; i < length; i++) {
    to.features[i] = from.features[i] as number;
    to.unknown[i] = from.unknown[i] as number;
    to.known[i] = from.known[i] as number;
    to.weights[i] = from.weights[i] as number;
  }
}

function extend(path: Path, length: number, unknown: number, known: number, feature: number): void {
  const { weights } = path;
  path.features[length] = feature;
  path.unknown[length] = unknown;
  path.known[length] = known;
  weights[length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    const weight = weights[i] as number;
    weights[i + 1] = (weights[i + 1] as number) + (known * weight * (i + 1)) / (length + 1);
    weights[i] = (unknown * weight * (length - i)) / (length + 1);
  }
}

function unwind(path: Path, length: number, index: number): void {
  const { weights } = path;
  const known = path.known[index] as number;
  const unknown = path.unknown[index] as number;
  let next = weights[length] as number;
  for (let i = length - 1; i >= 0; i--) {
    if (known !== 0) {
      const weight = weights[i] as number;
      weights[i] = (next * (length + 1)) / ((i + 1) * known);
      next = weight - ((weights[i] as number) * unknown * (length - i)) / (length + 1);
    } else {
      weights[i] = ((weights[i] as number) * (length + 1)) / (unknown * (length - i));
    }
  }
  for (let i = index; i < length; i++) {
    path.features[i] = path.features[i + 1] as number;
    path.unknown[i] = path.unknown[i + 1] as number;
    path.known[i] = path.known[i + 1] as number;
  }
}

function unwoundSum(path: Path, length: number, index: number): number {
  const { weights } = path;
  const known = path.known[index] as number;
  const unknown = path.unknown[index] as number;
  let next = weights[length] as number;
  let total = 0;
  for (let i = length - 1; i >= 0; i--) {
    if (known !== 0) {
      const weight = (next * (length + 1)) / ((i + 1) * known);
      total += weight;
      next = (weights[i] as number) - (weight * unknown * (length - i)) / (length + 1);
    } else {
      total += ((weights[i] as number) * (length + 1)) / (unknown * (length - i));
    }
  }
  return total;
}

/**
 * A cheaper account for rows that nobody will look at first: along the row's own path each split gets the change of the
 * mean that it brings (Saabas 2014). The sum is the same as that of `addContributions`.
 */
export function addPathContributions(
  { trees }: BoostedTrees,
  bins: Uint8Array,
  offset: number,
  into: Float64Array,
): void {
  for (const tree of trees) {
    const means = meansOf(tree);
    let node = 0;
    for (let asked = tree.feature[0] as number; asked >= 0; asked = tree.feature[node] as number) {
      const child = childOf(tree, node, bins[offset + asked] as number);
      into[asked] = (into[asked] as number) + (means[child] as number) - (means[node] as number);
      node = child;
    }
  }
}

const meansByTree = new WeakMap<Tree, Float64Array>();

/** Of every node the mean over the training rows of the leaves below it; children come after their parents. */
function meansOf(tree: Tree): Float64Array {
  const known = meansByTree.get(tree);
  if (known) return known;
  const means = tree.value.slice();
  for (let node = means.length - 1; node >= 0; node--) {
    if ((tree.feature[node] as number) < 0) continue;
    const [left, right] = [tree.left[node] as number, tree.right[node] as number];
    const [ofLeft, ofRight] = [tree.cover[left] as number, tree.cover[right] as number];
    means[node] =
      ((means[left] as number) * ofLeft + (means[right] as number) * ofRight) / (ofLeft + ofRight);
  }
  meansByTree.set(tree, means);
  return means;
}
