// RFC 6962 section 2.1, RFC 9162 section 2.1.1:
//   MTH({})     = SHA-256()
//   MTH({d[0]}) = SHA-256(0x00 ‖ d[0])
//   MTH(D[n])   = SHA-256(0x01 ‖ MTH(D[0:k]) ‖ MTH(D[k:n])), k the largest power of two smaller than n
// The prefixes part leaves from nodes: without them an inner node could be shown as an entry.
import { LedgerError } from "../ledger-error.ts";
import { HASH_BYTES, sha256, sha256Each } from "./sha256.ts";

const LEAF = 0x00;
const NODE = 0x01;

const leafScratch = new Uint8Array(1 + 65_535).fill(LEAF, 0, 1);
/** The beginning of `leafScratch` by the entry's length: making a view costs a fifth of hashing it. */
const leafViews: (Uint8Array | undefined)[] = new Array(2_048);
const nodeScratch = new Uint8Array(1 + 2 * HASH_BYTES).fill(NODE, 0, 1);

const nothing = new Uint8Array(0);

export const emptyRoot: Uint8Array = sha256(nothing);

function leafInput(entry: Uint8Array): Uint8Array {
  if (entry.length >= leafScratch.length) {
    const input = new Uint8Array(1 + entry.length);
    input[0] = LEAF;
    input.set(entry, 1);
    return input;
  }
  leafScratch.set(entry, 1);
  const known = leafViews[entry.length];
  if (known) return known;
  const view = new Uint8Array(leafScratch.buffer, 0, 1 + entry.length);
  if (entry.length < leafViews.length) leafViews[entry.length] = view;
  return view;
}

export function hashLeaf(entry: Uint8Array): Uint8Array {
  return sha256(leafInput(entry));
}

/** The leaf hashes one after the other, 32 bytes each. */
export function hashLeaves(entries: readonly Uint8Array[]): Uint8Array {
  return sha256Each(entries.length, (i) => leafInput(entries[i] ?? nothing));
}

export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new LedgerError("malformed", "A hash is not 32 bytes long.");
  }
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + HASH_BYTES);
  return sha256(nodeScratch);
}

/** One level up: the parents of hashes that stand one after the other. A last one without sibling is left out. */
export function hashPairs(hashes: Uint8Array): Uint8Array {
  const pairs = Math.floor(hashes.length / (2 * HASH_BYTES));
  return sha256Each(pairs, (pair) => {
    const from = pair * 2 * HASH_BYTES;
    // Byte by byte is faster than `set` with a view, which is an object for each pair.
    for (let i = 0; i < 2 * HASH_BYTES; i++) nodeScratch[1 + i] = hashes[from + i] ?? 0;
    return nodeScratch;
  });
}

/** The i-th of hashes that stand one after the other; a view, not a copy. */
export function hashAt(hashes: Uint8Array, i: number): Uint8Array {
  const hash = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
  if (i < 0 || hash.length !== HASH_BYTES) throw new LedgerError("out-of-range", `There is no hash ${i}.`);
  return hash;
}

/** MTH of neighbouring complete subtrees, largest first: the right ones join first, as k is the largest power. */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? emptyRoot.slice() : hashes.reduceRight((right, left) => hashNode(left, right));
}
