import { bundleBeginning, type Growth, grow, noGrowth, readGrowth } from "../sealing/grow.ts";
import { makeEntryBundle } from "../tiles/entry-bundle.ts";
import { FULL_WIDTH, hashesAtLevel, tileWidth } from "../tiles/tile.ts";
import type { TileContents } from "../tiles/tile-edge.ts";
import type { ReadTile } from "../tiles/tile-reader.ts";

/** 16 bundles, and the tiles that follow from them. */
const atOnce = 16 * FULL_WIDTH;

/** A stretch of the log, with every tile that becomes full in it. */
export interface Stretch {
  readonly growth: Growth;
  readonly tiles: readonly TileContents[];
}

/** Derives the log again from its entries, from one size to another: no tile is copied that its entries do not give. */
export async function* deriveTiles(
  readTile: ReadTile,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<Stretch> {
  let growth = from === 0 ? noGrowth : await readGrowth(from, readTile);
  while (growth.edge.size < to) {
    const start = growth.edge.size;
    const end = Math.min(to, Math.floor(start / FULL_WIDTH) * FULL_WIDTH + atOnce);
    const { after, tiles } = grow(growth, await readLeaves(readTile, start, end));
    growth = after;
    yield { growth, tiles: tiles.filter(({ tile }) => tile.width === FULL_WIDTH) };
  }
}

/** The entries from `start` up to `end`, which lie in the same bundles or in whole ones. */
async function readLeaves(readTile: ReadTile, start: number, end: number): Promise<Uint8Array[]> {
  const first = Math.floor(start / FULL_WIDTH);
  const count = Math.ceil(end / FULL_WIDTH) - first;
  const bundles = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const tile = {
        level: "entries" as const,
        index: first + i,
        width: tileWidth("entries", first + i, end),
      };
      return bundleBeginning(await readTile(tile), tile.width);
    }),
  );
  return bundles.flat().slice(start - first * FULL_WIDTH);
}

/** The partial tiles and the partial bundle of a log, but for those that one of size `since` has too. */
export function partialTiles({ edge, open }: Growth, since: number): TileContents[] {
  const { size } = edge;
  const tiles = edge.levels.flatMap((bytes, level) => {
    const hashes = hashesAtLevel(level, size);
    const tile = { level, index: Math.floor(hashes / FULL_WIDTH), width: hashes % FULL_WIDTH };
    return tile.width === 0 || hashes === hashesAtLevel(level, since) ? [] : [{ tile, bytes }];
  });
  if (open.length === 0 || size === since) return tiles;
  const index = Math.floor(size / FULL_WIDTH);
  return [{ tile: { level: "entries", index, width: open.length }, bytes: makeEntryBundle(open) }, ...tiles];
}
