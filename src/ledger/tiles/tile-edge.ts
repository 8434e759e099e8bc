import { concatBytes } from "../encoding/bytes.ts";
import { requireCount } from "../encoding/decimal.ts";
import { LedgerError } from "../ledger-error.ts";
import { CompactRange } from "../tree/compact-range.ts";
import { foldRight, hashAt, hashPairs } from "../tree/hash.ts";
import { HASH_BYTES } from "../tree/sha256.ts";
import { FULL_WIDTH, hashesAtLevel, type Tile } from "./tile.ts";
import { type ReadTile, readTileHashes } from "./tile-reader.ts";

const TILE_BYTES = FULL_WIDTH * HASH_BYTES;

/**
 * What a log must remember to grow: the partial tile of each level, `floor(size / 256^level) mod 256` hashes.
 * Invariant: these are exactly the nodes whose parents are still unknown, so they give the root.
 */
export interface TileEdge {
  readonly size: number;
  readonly levels: readonly Uint8Array[];
}

export interface TileContents {
  readonly tile: Tile;
  readonly bytes: Uint8Array;
}

export const emptyEdge: TileEdge = { size: 0, levels: [] };

/** The edge after the leaves, and the tiles to write: those filled and the partial ones of the new size.
 * `leafHashes`: 32 bytes each, one after the other. */
export function appendLeaves(
  edge: TileEdge,
  leafHashes: Uint8Array,
): { edge: TileEdge; tiles: TileContents[] } {
  if (leafHashes.length % HASH_BYTES !== 0) {
    throw new LedgerError("malformed", "Leaf hashes are not 32 bytes each.");
  }
  const tiles: TileContents[] = [];
  const levels = [...edge.levels];
  for (let level = 0, added = leafHashes; added.length > 0; level++) {
    const firstIndex = Math.floor(hashesAtLevel(level, edge.size) / FULL_WIDTH);
    const grown = growLevel(level, firstIndex, concatBytes(edge.levels[level] ?? new Uint8Array(0), added));
    tiles.push(...grown.tiles);
    levels[level] = grown.rest;
    added = grown.roots;
  }
  return { edge: { size: edge.size + leafHashes.length / HASH_BYTES, levels }, tiles };
}

function growLevel(level: number, firstIndex: number, hashes: Uint8Array) {
  const full = Math.floor(hashes.length / TILE_BYTES);
  const tiles: TileContents[] = [];
  for (let i = 0; i < full; i++) {
    const bytes = hashes.slice(i * TILE_BYTES, (i + 1) * TILE_BYTES);
    tiles.push({ tile: { level, index: firstIndex + i, width: FULL_WIDTH }, bytes });
  }
  const rest = hashes.slice(full * TILE_BYTES);
  const width = rest.length / HASH_BYTES;
  if (width > 0) tiles.push({ tile: { level, index: firstIndex + full, width }, bytes: rest });
  // 256 is a power of two, so pairing eight times over all full tiles never joins two of them.
  let roots = hashes.subarray(0, full * TILE_BYTES);
  for (let n = FULL_WIDTH; n > 1; n /= 2) roots = hashPairs(roots);
  return { tiles, rest, roots };
}

export function edgeRoot(edge: TileEdge): Uint8Array {
  const subtrees: Uint8Array[] = [];
  for (const hashes of edge.levels.toReversed()) {
    const range = new CompactRange();
    for (let i = 0; i < hashes.length / HASH_BYTES; i++) range.append(hashAt(hashes, i));
    subtrees.push(...range.hashes);
  }
  return foldRight(subtrees);
}

/** The edge of a log that lies in tiles. Whoever does not trust them compares `edgeRoot` with the checkpoint. */
export async function readEdge(size: number, readTile: ReadTile): Promise<TileEdge> {
  requireCount(size, "The size");
  const levels: Promise<Uint8Array>[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) {
    const hashes = hashesAtLevel(level, size);
    const width = hashes % FULL_WIDTH;
    const tile = { level, index: Math.floor(hashes / FULL_WIDTH), width };
    levels.push(width === 0 ? Promise.resolve(new Uint8Array(0)) : readTileHashes(tile, readTile));
  }
  return { size, levels: await Promise.all(levels) };
}
