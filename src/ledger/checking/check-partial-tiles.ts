import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import type { TileFolder } from "../sealing/tile-folder.ts";
import { parseTilePath, type Tile, tileWidth } from "../tiles/tile.ts";
import type { IntegrityFault } from "./report-fault.ts";

/**
 * Partial tiles and bundles that wider ones have outdone. A reader with an older checkpoint may still ask for them, so
 * each must be the beginning of what stands there now. Those wider than what is published are not yet anybody's.
 */
export async function checkPartialTiles(
  { folder, read }: Pick<TileFolder, "folder" | "read">,
  size: number,
  signal: AbortSignal,
): Promise<IntegrityFault[]> {
  const faults: IntegrityFault[] = [];
  for (const path of await partialFiles(folder)) {
    signal.throwIfAborted();
    const tile = tileAt(path);
    const width = tile && tileWidth(tile.level, tile.index, size);
    if (!tile || width === undefined || tile.width > width) continue;
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    const whole = await read({ ...tile, width }).catch(() => undefined);
    // Cleared away meanwhile; and what is missing now was found from the files that a reader needs.
    if (!bytes || !whole) continue;
    if (!equalBytes(bytes, beginningOf(tile, whole))) faults.push(changed(path));
  }
  return faults;
}

async function partialFiles(folder: string): Promise<string[]> {
  const files = await readdir(join(folder, "tile"), { recursive: true, withFileTypes: true }).catch(() => []);
  return files
    .filter((file) => file.isFile() && file.parentPath.endsWith(".p"))
    .map((file) => relative(folder, join(file.parentPath, file.name)));
}

function tileAt(path: string): Tile | undefined {
  try {
    return parseTilePath(path.replaceAll("\\", "/"));
  } catch (error) {
    // What a crash left half written has another name.
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

function beginningOf({ level, width }: Tile, whole: Uint8Array): Uint8Array {
  if (level !== "entries") return whole.subarray(0, width * 32);
  let end = 0;
  for (let i = 0; i < width; i++) end += 2 + (whole[end] ?? 0) * 256 + (whole[end + 1] ?? 0);
  return whole.subarray(0, end);
}

const changed = (path: string): IntegrityFault => ({
  place: `ledger:${path}`,
  sentence: {
    zh: `${path} 不是现有文件的开头部分：它被改动过。`,
    en: `${path} is not the beginning of what stands there now: it was changed.`,
  },
});
