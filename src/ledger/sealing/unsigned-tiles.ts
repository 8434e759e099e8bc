import { join } from "node:path";
import { FULL_WIDTH, hashesAtLevel, tilePath } from "../tiles/tile.ts";
import type { Disk } from "./disk.ts";

/** A batch fills so many tiles of a level at most; and the one that it begins in. */
const tilesOfBatch = 17;
const mostLevels = 8;

/**
 * Sizes at which a log would end in a partial tile or bundle that lies in its folder, beyond the size given; the
 * smallest first. A crash between tiles and checkpoint leaves such a file: nobody was shown it, and if the log grows
 * past its size at once, nothing writes it again.
 */
export async function unsignedSizes(
  disk: Pick<Disk, "list">,
  folder: string,
  size: number,
): Promise<number[]> {
  const sizes = new Set<number>();
  for (const level of ["entries", ...Array.from({ length: mostLevels }, (_, i) => i)] as const) {
    const covered = FULL_WIDTH ** (level === "entries" ? 0 : level);
    const first = Math.floor(hashesAtLevel(level === "entries" ? 0 : level, size) / FULL_WIDTH);
    for (let index = first; index < first + tilesOfBatch; index++) {
      const partial = `${tilePath({ level, index, width: FULL_WIDTH })}.p`;
      for (const name of await disk.list(join(folder, partial))) {
        const end = (index * FULL_WIDTH + Number(name)) * covered;
        if (/^\d{1,3}$/.test(name) && end > size) sizes.add(end);
      }
    }
  }
  return [...sizes].sort((a, b) => a - b);
}
