import { readFile, stat } from "node:fs/promises";
import { Refusal } from "../../platform/index.ts";

/** The text of a file that nobody but its owner may read. */
export async function readSecret(path: string): Promise<string> {
  const unreadable = (error: NodeJS.ErrnoException) => {
    throw new Refusal("invalid", {
      zh: `无法读取 ${path}（${error.code}）。`,
      en: `${path} cannot be read (${error.code}).`,
    });
  };
  const { mode } = await stat(path).catch(unreadable);
  // Windows has no such bits.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Refusal("invalid", {
      zh: `${path} 存有机密，其他用户却可以读取；请执行 chmod 600 ${path}。`,
      en: `${path} holds a secret, and others may read it; run chmod 600 ${path}.`,
    });
  }
  return await readFile(path, "utf8").catch(unreadable);
}
