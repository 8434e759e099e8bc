// Node (level, index) is the root of the complete subtree over the leaves [index * 2^level, (index + 1) * 2^level).
// Sizes go to 2^53 - 1, so powers of two are floating point here, never shifts, which stop at 2^32.

/** The leaves from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** k of RFC 9162 section 2.1.1: the largest power of two smaller than n, for n of at least 2. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** A range that is a node of some tree: it starts at a multiple of the smallest power of two that holds it. */
export function isSubtree({ start, end }: Range): boolean {
  let size = 1;
  while (size < end - start) size *= 2;
  return start % size === 0;
}

/** The complete subtrees that make up a range which starts where `isSubtree` demands: one for each 1-bit of its
 * length, largest first. */
export function completeSubtrees({ start, end }: Range): NodeId[] {
  const nodes: NodeId[] = [];
  let level = 0;
  while (2 ** (level + 1) <= end - start) level++;
  for (let at = start; at < end; level--) {
    if (2 ** level > end - at) continue;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}
