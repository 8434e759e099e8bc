import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultOptions, writeCompany } from "../demo/index.ts";
import type { Bilingual } from "../platform/index.ts";
import { fingerprint } from "./fingerprint.ts";

const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));

/**
 * The folder of the demo company. Its files are the same every time, so they are made once and kept until the code
 * that makes them changes.
 */
export async function demoFiles(): Promise<string> {
  const folder = join(cache, `demo-${await fingerprint("src/demo")}`);
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

/**
 * The finished page of the demo company from an earlier start, or `make` and keep it. The same files and the same code
 * give the same page, so only a change of either makes it again.
 */
export async function demoPage(make: () => Promise<Bilingual>): Promise<Bilingual> {
  const file = join(cache, `demo-page-${await fingerprint("src")}.json`);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as Bilingual;
  const page = await make();
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(page));
  await rename(unfinished, file);
  return page;
}
