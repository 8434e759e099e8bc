import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { makeEntryBundle, parseEntryBundle } from "../tiles/entry-bundle.ts";
import { FULL_WIDTH, type Tile, tileWidth } from "../tiles/tile.ts";
import { appendLeaves, emptyEdge, readEdge, type TileContents, type TileEdge } from "../tiles/tile-edge.ts";
import type { ReadTile } from "../tiles/tile-reader.ts";
import { hashLeaves } from "../tree/hash.ts";

/** The growing end of a log: what its next tiles and bundle are made of. */
export interface Growth {
  readonly edge: TileEdge;
  /** The entries of the bundle that is not yet full. */
  readonly open: readonly Uint8Array[];
}

export const noGrowth: Growth = { edge: emptyEdge, open: [] };

/** The log after further entries, and every tile and bundle that is new. */
export function grow(
  before: Growth,
  entries: readonly Uint8Array[],
): { after: Growth; tiles: TileContents[] } {
  const { edge, tiles } = appendLeaves(before.edge, hashLeaves([...entries]));
  const all = [...before.open, ...entries];
  const first = Math.floor(before.edge.size / FULL_WIDTH);
  const bundles: TileContents[] = [];
  for (let at = 0; at < all.length; at += FULL_WIDTH) {
    const held = all.slice(at, at + FULL_WIDTH);
    const tile: Tile = { level: "entries", index: first + at / FULL_WIDTH, width: held.length };
    bundles.push({ tile, bytes: makeEntryBundle(held) });
  }
  const open = all.slice(all.length - (all.length % FULL_WIDTH));
  return { after: { edge, open }, tiles: [...bundles, ...tiles] };
}

/** The end of a log of this size, out of its tiles. Whoever does not trust them compares `edgeRoot`. */
export async function readGrowth(size: number, readTile: ReadTile): Promise<Growth> {
  const edge = await readEdge(size, readTile);
  const index = Math.floor(size / FULL_WIDTH);
  const width = tileWidth("entries", index, size);
  if (width === 0) return { edge, open: [] };
  const bundle = await readTile({ level: "entries", index, width });
  // A wider bundle may stand there: a crash came between the tiles and the checkpoint.
  const entries = bundleBeginning(bundle, width);
  // The next bundle begins with them: a damaged one must not live on in it.
  if (!equalBytes(hashLeaves(entries), edge.levels[0] ?? new Uint8Array(0))) {
    throw new LedgerError("bad-proof", "The newest bundle does not hold the entries of its tile.");
  }
  return { edge, open: entries };
}

/** The first entries of a bundle that may hold more. */
export function bundleBeginning(bundle: Uint8Array, width: number): Uint8Array[] {
  let end = 0;
  for (let i = 0; i < width; i++) end += 2 + (bundle[end] ?? 0) * 256 + (bundle[end + 1] ?? 0);
  return parseEntryBundle(bundle.subarray(0, end), width);
}
