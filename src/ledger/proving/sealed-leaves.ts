import { LedgerError } from "../ledger-error.ts";
import { hashAt, hashPairs } from "../tree/hash.ts";
import { proveInclusion } from "../tree/inclusion.ts";
import type { NodeId } from "../tree/range.ts";
import { HASH_BYTES } from "../tree/sha256.ts";

/** The rows of a sealed batch, in the order of its tree. A room says where they stand. */
export interface SealedLeaves {
  /** Tells it from every other; what is sealed under it never changes. */
  readonly name: string;
  /** The next leaf hashes behind an id, at most so many; fewer at the end alone. */
  page(after: bigint, limit: number): Promise<readonly SealedLeaf[]>;
}

export interface SealedLeaf {
  readonly id: bigint;
  readonly hash: Uint8Array;
}

export interface PlaceInTree {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** Complete subtrees of this many leaves are kept, the leaves themselves are not: 40 bytes for 256 rows. */
const groupLevel = 8;
const groupSize = 256;
const pageSize = 64 * groupSize;

/** A batch without its leaves: enough to prove any row of it with two short reads. */
interface Outline {
  readonly size: number;
  /** The id before the first row of each group. */
  readonly before: readonly bigint[];
  /** Roots of the full groups, one after the other. */
  readonly roots: Uint8Array;
}

/** Proves rows in their batches. Outlines of the batches asked for last are kept: of a million rows, 160 kB each. */
export function createTreeProver(keep = 32): (leaves: SealedLeaves, id: bigint) => Promise<PlaceInTree> {
  const outlines = new Map<string, Promise<Outline>>();
  const outlineOf = (leaves: SealedLeaves): Promise<Outline> => {
    const known = outlines.get(leaves.name) ?? readOutline(leaves);
    outlines.delete(leaves.name);
    outlines.set(leaves.name, known);
    known.catch(() => outlines.delete(leaves.name));
    for (const name of outlines.keys()) {
      if (outlines.size <= keep) break;
      outlines.delete(name);
    }
    return known;
  };
  return async (leaves, id) => prove(leaves, await outlineOf(leaves), id);
}

async function readOutline(leaves: SealedLeaves): Promise<Outline> {
  const before: bigint[] = [];
  const roots: Uint8Array[] = [];
  let size = 0;
  let after = -1n;
  for (;;) {
    const page = await leaves.page(after, pageSize);
    for (let from = 0; from < page.length; from += groupSize) {
      before.push(from === 0 ? after : (page[from - 1]?.id ?? after));
      const group = page.slice(from, from + groupSize);
      if (group.length === groupSize) roots.push(rootOf(joined(group)));
    }
    size += page.length;
    after = page.at(-1)?.id ?? after;
    if (page.length < pageSize) return { size, before, roots: flat(roots) };
  }
}

async function prove(
  leaves: SealedLeaves,
  { size, before, roots }: Outline,
  id: bigint,
): Promise<PlaceInTree> {
  const group = before.findLastIndex((first) => first < id);
  const groups = new Map<number, Promise<readonly SealedLeaf[]>>();
  const groupAt = (number: number) => {
    const known = groups.get(number) ?? leaves.page(before[number] ?? -1n, groupSize);
    groups.set(number, known);
    return known;
  };
  const place = (await groupAt(group)).findIndex((leaf) => leaf.id === id);
  if (place < 0) throw new LedgerError("missing-node", `${leaves.name} has no row ${id}.`);
  const index = group * groupSize + place;
  const nodeAt = async (node: NodeId): Promise<Uint8Array> => {
    const { level } = node;
    if (level >= groupLevel) return rootOf(cut(roots, node.index, 2 ** (level - groupLevel)));
    const first = node.index * 2 ** level;
    const hashes = joined(await groupAt(Math.floor(first / groupSize)));
    return rootOf(cut(hashes, (first % groupSize) / 2 ** level, 2 ** level));
  };
  const path = await proveInclusion(index, size, (nodes) => Promise.all(nodes.map(nodeAt)));
  return { index, size, path };
}

const cut = (hashes: Uint8Array, index: number, count: number) =>
  hashes.subarray(index * count * HASH_BYTES, (index + 1) * count * HASH_BYTES);

function rootOf(hashes: Uint8Array): Uint8Array {
  let level = hashes;
  while (level.length > HASH_BYTES) level = hashPairs(level);
  return hashAt(level, 0).slice();
}

function joined(leaves: readonly SealedLeaf[]): Uint8Array {
  return flat(leaves.map(({ hash }) => hash));
}

function flat(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => {
    all.set(hash, i * HASH_BYTES);
  });
  return all;
}
