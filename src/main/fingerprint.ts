import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Names what the given folders and files of the product hold, tests left out: changes when any of their code does. */
export async function fingerprint(...paths: readonly string[]): Promise<string> {
  const files: string[] = [];
  for (const path of paths) {
    const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
    files.push(
      ...entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)),
    );
  }
  const hash = createHash("sha256").update(await readFile(join(root, "package-lock.json")));
  for (const file of files.filter((name) => !name.endsWith(".test.ts")).sort()) {
    hash.update(relative(root, file)).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 16);
}
