import { LedgerError } from "../ledger-error.ts";
import { hashPairs } from "../tree/hash.ts";
import type { NodeId } from "../tree/range.ts";
import type { ReadNodes } from "../tree/read-nodes.ts";
import { HASH_BYTES } from "../tree/sha256.ts";
import { FULL_WIDTH, type Tile, tilePath, tileWidth } from "./tile.ts";

/** The bytes of a tile; a wider tile of the same index will do, as it begins with the narrower one. */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

const TILE_LEVELS = 8;

/** Reads tree nodes out of the tiles of a log of this size; each tile is read once for a call. */
export function tileNodes(size: number, readTile: ReadTile): ReadNodes {
  return async (nodes) => {
    const reads = new Map<string, Promise<Uint8Array>>();
    const places = nodes.map((node) => placeOf(node, size));
    for (const { tile } of places) {
      const path = tilePath(tile);
      if (!reads.has(path)) reads.set(path, readTileHashes(tile, readTile));
    }
    return Promise.all(
      places.map(async ({ tile, first, count }) => {
        const hashes = (await reads.get(tilePath(tile))) ?? new Uint8Array(0);
        return completeRoot(hashes.subarray(first * HASH_BYTES, (first + count) * HASH_BYTES));
      }),
    );
  };
}

/** Node (level, index) is the root of 2^(level mod 8) hashes in a tile of level floor(level / 8). */
function placeOf(node: NodeId, size: number) {
  const level = Math.floor(node.level / TILE_LEVELS);
  const count = 2 ** (node.level % TILE_LEVELS);
  const firstHash = node.index * count;
  const index = Math.floor(firstHash / FULL_WIDTH);
  const first = firstHash % FULL_WIDTH;
  const width = tileWidth(level, index, size);
  if (first + count > width) {
    throw new LedgerError("out-of-range", `Size ${size} has no complete node ${node.level}/${node.index}.`);
  }
  return { tile: { level, index, width }, first, count };
}

export async function readTileHashes(tile: Tile, readTile: ReadTile): Promise<Uint8Array> {
  const bytes = await readTile(tile);
  const wanted = tile.width * HASH_BYTES;
  if (bytes.length < wanted || bytes.length > FULL_WIDTH * HASH_BYTES || bytes.length % HASH_BYTES !== 0) {
    throw new LedgerError(
      "missing-node",
      `${tilePath(tile)} has ${bytes.length} bytes instead of ${wanted}.`,
    );
  }
  return bytes.subarray(0, wanted);
}

function completeRoot(hashes: Uint8Array): Uint8Array {
  let level = hashes;
  while (level.length > HASH_BYTES) level = hashPairs(level);
  return level;
}
