import { accessSync, constants, mkdirSync } from "node:fs";
import { Refusal } from "../../platform/index.ts";

/** Makes the folder where it is absent, and refuses one that cannot be written to. */
export function makeDataFolder(data: string): void {
  try {
    // Root's may be passed, not listed: PostgreSQL runs as another user inside it.
    mkdirSync(data, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(data, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Refusal("invalid", {
      zh: `无法写入数据文件夹 ${data}（${code}）。请检查权限，或用 PLUMBLINE_DATA 另指定一个。`,
      en: `The data folder ${data} cannot be written to (${code}). Check its permissions, or name another in PLUMBLINE_DATA.`,
    });
  }
}
