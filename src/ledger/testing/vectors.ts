import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the tests find vectors that others made; absent in a clone that stands alone. */
const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../../shared/vectors");

export const haveVectors = existsSync(folder);

export function readVector(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)));
}

/** All files below, as paths for `readVector`; empty where the vectors are absent. */
export function listVectors(path: string, extension = ""): string[] {
  if (!haveVectors) return [];
  return readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
