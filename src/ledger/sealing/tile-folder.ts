import { join } from "node:path";
import { LedgerError } from "../ledger-error.ts";
import { FULL_WIDTH, type Tile, tilePath } from "../tiles/tile.ts";
import type { TileContents } from "../tiles/tile-edge.ts";
import type { ReadTile } from "../tiles/tile-reader.ts";
import type { Disk } from "./disk.ts";
import { unsignedSizes } from "./unsigned-tiles.ts";

/** A log as files in the layout of tlog-tiles: what anybody may copy, serve and verify. */
export interface TileFolder {
  readonly folder: string;
  /** Tiles and bundles, durable; what is partial and now full is cleared away. */
  write(tiles: readonly TileContents[]): Promise<void>;
  /** The exact tile, or a wider one of the same index, whose beginning it is. */
  readonly read: ReadTile;
  /** Sizes beyond this one of whose partial tiles some lie there: see `unsignedSizes`. */
  unsigned(size: number): Promise<number[]>;
  readCheckpoint(): Promise<Uint8Array | undefined>;
  /** Lays a checkpoint open unless `may` objects to what lies there; whether it did. */
  publish(checkpoint: Uint8Array, may: (shown: Uint8Array | undefined) => boolean): Promise<boolean>;
}

export function openTileFolder(folder: string, disk: Disk): TileFolder {
  const pathOf = (tile: Tile) => join(folder, tilePath(tile));
  const full = (tile: Tile): Tile => ({ ...tile, width: FULL_WIDTH });
  return {
    folder,
    async write(tiles) {
      await disk.write(tiles.map(({ tile, bytes }) => ({ path: pathOf(tile), bytes })));
      for (const { tile } of tiles) {
        if (tile.width === FULL_WIDTH) await disk.remove(`${pathOf(tile)}.p`);
      }
    },
    async read(tile) {
      const bytes = (await disk.read(pathOf(tile))) ?? (await disk.read(pathOf(full(tile))));
      if (!bytes) throw new LedgerError("missing-node", `${tilePath(tile)} is missing.`);
      return bytes;
    },
    unsigned: (size) => unsignedSizes(disk, folder, size),
    readCheckpoint: () => disk.read(join(folder, "checkpoint")),
    publish: (checkpoint, may) => disk.replace({ path: join(folder, "checkpoint"), bytes: checkpoint }, may),
  };
}
