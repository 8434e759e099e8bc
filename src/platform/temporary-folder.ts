import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "./refusal.ts";

/** A folder of the work's own, gone when the work ends and when the process ends in the middle of it. */
export async function withTemporaryFolder<Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), prefix)).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal("invalid", {
      zh: `临时文件夹 ${tmpdir()} 无法使用（${error.code}）；请用环境变量 TMPDIR 指定一个可写的文件夹。`,
      en: `The temporary folder ${tmpdir()} cannot be used (${error.code}); name one that can be written in the variable TMPDIR.`,
    });
  });
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeAtExit);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    process.removeListener("exit", removeAtExit);
  }
}
