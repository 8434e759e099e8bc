import { LedgerError } from "../ledger-error.ts";
import { foldRight, hashAt, hashPairs } from "./hash.ts";
import { inclusionPath } from "./inclusion.ts";
import { completeSubtrees, type Range } from "./range.ts";
import { HASH_BYTES } from "./sha256.ts";

/** A whole tree in memory (64 bytes a leaf), for the rows of a batch. */
export interface HashTree {
  readonly size: number;
  readonly root: Uint8Array;
  inclusionProof(index: number): Uint8Array[];
}

/** `leafHashes`: 32 bytes each, one after the other. */
export function buildHashTree(leafHashes: Uint8Array): HashTree {
  if (leafHashes.length % HASH_BYTES !== 0) {
    throw new LedgerError("malformed", "Leaf hashes are not 32 bytes each.");
  }
  const levels = [leafHashes];
  for (let level = leafHashes; level.length >= 2 * HASH_BYTES; ) {
    level = hashPairs(level);
    levels.push(level);
  }
  const hashOf = (range: Range) =>
    foldRight(completeSubtrees(range).map(({ level, index }) => hashAt(levelAt(levels, level), index)));
  const size = leafHashes.length / HASH_BYTES;
  return {
    size,
    root: hashOf({ start: 0, end: size }),
    inclusionProof: (index) => inclusionPath(index, size).map(({ sibling }) => hashOf(sibling)),
  };
}

function levelAt(levels: readonly Uint8Array[], level: number): Uint8Array {
  const hashes = levels[level];
  if (!hashes) throw new LedgerError("out-of-range", `The tree has no level ${level}.`);
  return hashes;
}
