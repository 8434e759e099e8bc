// c2sp.org/tlog-tiles, "Merkle Tree" and "Log entries". Tile n of level l holds, for i from 0 to 255,
//   MTH(D[(n * 256 + i) * 256^l : (n * 256 + i + 1) * 256^l])
// so its hashes are the nodes of tree level 8 l, and level l + 1 holds the hashes of full tiles only.
import { parseDecimal, requireCount } from "../encoding/decimal.ts";
import { LedgerError } from "../ledger-error.ts";

export const FULL_WIDTH = 256;

/** Hashes of one level, or a bundle of entries, which stands where its level-0 tile does. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  /** 256 when full, else the number of hashes or entries, never 0. */
  readonly width: number;
}

/** How many hashes the level has in a log of this size: floor(size / 256^level). */
export function hashesAtLevel(level: number, size: number): number {
  return Math.floor(size / FULL_WIDTH ** level);
}

/** 256, the partial width, or 0 where the log of this size has no such tile. */
export function tileWidth(level: number | "entries", index: number, size: number): number {
  const hashes = hashesAtLevel(level === "entries" ? 0 : level, size);
  return Math.max(0, Math.min(FULL_WIDTH, hashes - index * FULL_WIDTH));
}

/** Every tile and bundle of a log of this size: bundles first, then the levels upwards. */
export function* tilesOf(size: number): Generator<Tile> {
  requireCount(size, "The size");
  yield* tilesOfLevel("entries", size);
  for (let level = 0; hashesAtLevel(level, size) > 0; level++) yield* tilesOfLevel(level, size);
}

function* tilesOfLevel(level: number | "entries", size: number): Generator<Tile> {
  for (let index = 0; ; index++) {
    const width = tileWidth(level, index, size);
    if (width === 0) return;
    yield { level, index, width };
  }
}

/** Below the log's prefix, without a leading slash: `tile/0/x001/x234/067.p/112`. */
export function tilePath({ level, index, width }: Tile): string {
  requireCount(index, "The tile's index");
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const last = groups.pop();
  const folders = groups.map((group) => `x${group}/`).join("");
  return `tile/${level}/${folders}${last}${width === FULL_WIDTH ? "" : `.p/${width}`}`;
}

export function parseTilePath(path: string): Tile {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5})(\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) throw new LedgerError("malformed", "The path is not that of a tile.");
  const [, level = "", folders = "", last = "", width] = match;
  const tile: Tile = {
    level: level === "entries" ? level : parseDecimal(level, "The tile's level"),
    index: parseIndex(folders.replaceAll(/[x/]/g, "") + last),
    width: width === undefined ? FULL_WIDTH : parseDecimal(width, "The tile's width"),
  };
  const partial = tile.width >= 1 && tile.width < FULL_WIDTH;
  if (tile.level !== "entries" && tile.level > 63) throw new LedgerError("malformed", "Levels end at 63.");
  if (width !== undefined && !partial) throw new LedgerError("malformed", "A partial tile is 1 to 255 wide.");
  if (tilePath(tile) !== path) throw new LedgerError("malformed", "The tile's index has a needless group.");
  return tile;
}

function parseIndex(digits: string): number {
  return parseDecimal(digits.replace(/^0+(?=\d)/, ""), "The tile's index");
}
