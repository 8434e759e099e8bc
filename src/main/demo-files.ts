import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultOptions, writeCompany } from "../demo/index.ts";

const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));

/**
 * The folder of the demo company. Its files are the same every time, so they are made once and kept until the code
 * that makes them changes.
 */
export async function demoFiles(): Promise<string> {
  const folder = join(cache, `demo-${await fingerprint()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, "demo-unfinished-"));
  try {
    await writeCompany(unfinished, defaultOptions);
    // Another start may have been quicker: its files are as good.
    await rename(unfinished, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Of the generator's own source files. */
async function fingerprint(): Promise<string> {
  const source = fileURLToPath(new URL("../demo/", import.meta.url));
  const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(await readFile(join(source, file)));
  return hash.digest("hex").slice(0, 16);
}
