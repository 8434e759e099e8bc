import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(new URL("../../plumbline.ts", import.meta.url));

/**
 * The demo company's files, in the data folder; made once, the same for everybody. In a process of its own: inventing
 * a company keeps a processor busy for seconds, in which the server would answer nobody.
 */
export async function writeDemoFiles(data: string, signal: AbortSignal): Promise<string> {
  const folder = join(data, "demo", "company");
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  const unfinished = await mkdtemp(join(dirname(folder), "unfinished-"));
  try {
    const args = ["--disable-warning=ExperimentalWarning", program, "demo", unfinished];
    await promisify(execFile)(process.execPath, args, { signal });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}
