import { missingBin } from "./bins.ts";

/** One tree over bins, its nodes numbered from the root, 0; a parent comes before its children. */
export interface Tree {
  /** The feature a node asks for, −1 at a leaf. */
  readonly feature: Int32Array;
  /** Bins up to this one go left. */
  readonly bin: Int32Array;
  /** 1 where a missing value goes left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a row that stopped here would get; at a leaf, what it gets. */
  readonly value: Float64Array;
  /** Weight of the training rows that came through. */
  readonly cover: Float64Array;
}

/** The child of an inner node that a bin leads to. */
export function childOf(tree: Tree, node: number, bin: number): number {
  const goesLeft = bin === missingBin ? tree.missingLeft[node] === 1 : bin <= (tree.bin[node] as number);
  return (goesLeft ? tree.left[node] : tree.right[node]) as number;
}

/** The leaf a row ends in; its bins begin at `offset`. */
export function leafOf(tree: Tree, bins: Uint8Array, offset: number): number {
  const { feature, bin, missingLeft, left, right } = tree;
  let node = 0;
  for (let asked = feature[0] as number; asked >= 0; asked = feature[node] as number) {
    const found = bins[offset + asked] as number;
    const goesLeft = found === missingBin ? missingLeft[node] === 1 : found <= (bin[node] as number);
    node = (goesLeft ? left[node] : right[node]) as number;
  }
  return node;
}
