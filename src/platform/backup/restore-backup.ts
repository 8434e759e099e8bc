import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, mkdtemp, open, rename, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, normalize, resolve, sep } from "node:path";
import { type Database, openDatabase } from "../database/database.ts";
import { type Migration, migrationChecksum, readMigrations } from "../database/migrate.ts";
import { Refusal } from "../refusal.ts";
import type { Logger } from "../telemetry/logger.ts";
import { compareWithManifest, loadTables, type OnProgress } from "./load-tables.ts";
import { type Manifest, type OpenedBackup, openBackup, verifyParts } from "./manifest.ts";
import { readPart, syncFolder } from "./part.ts";

export interface RestoreOptions {
  readonly backup: string;
  readonly passphrase?: string | undefined;
  /** The data folder to be made; absent or empty. */
  readonly data: string;
  /** A database on a server instead, which is empty. */
  readonly databaseUrl?: string | undefined;
  readonly log: Logger;
  /** Refuses by throwing, before anything is touched: for whoever keeps a newer state elsewhere. */
  readonly mayRestore?: (manifest: Manifest) => void | Promise<void>;
  /** Further checks of the restored database. */
  readonly check?: (database: Database) => Promise<void>;
  readonly migrations?: readonly Migration[];
  readonly onProgress?: OnProgress;
}

/**
 * Makes a data folder from a backup. Everything in the backup is checked before anything is written; the folder is
 * made under another name and renamed when it is whole. A newer version than the backup's brings its tables up to date.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const data = resolve(options.data);
  refuseFilled(data);
  const opened = await openBackup(resolve(options.backup), options.passphrase);
  const migrations = migrationsOf(opened.manifest, options.migrations ?? readMigrations());
  await options.mayRestore?.(opened.manifest);
  await options.onProgress?.(0, { zh: "校验备份", en: "Checking the backup" });
  await verifyParts(opened);
  await mkdir(dirname(data), { recursive: true });
  const making = await mkdtemp(`${data}.making-`);
  try {
    if (process.geteuid?.() === 0) await chmod(making, 0o711);
    await fillDatabase({ ...options, data: making }, opened, migrations);
    await options.onProgress?.(95, { zh: "恢复文件", en: "Restoring files" });
    await writeFiles(opened, making);
    if (existsSync(data)) await rmdir(data);
    await rename(making, data);
    await syncFolder(dirname(data));
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  return opened.manifest;
}

/** Restores into a folder that is thrown away, and compares: the one proof that a backup is one. */
export async function checkBackup(
  options: Pick<RestoreOptions, "backup" | "passphrase" | "log" | "check" | "migrations" | "onProgress">,
): Promise<Manifest> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-check-"));
  // PostgreSQL may run as another user, who must pass.
  if (process.geteuid?.() === 0) await chmod(folder, 0o711);
  try {
    return await restoreBackup({ ...options, data: join(folder, "data") });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Steps {
  readonly upTo: readonly Migration[];
  readonly all: readonly Migration[];
}

/** The backup's tables have a form that this version knows: that of one of its own migrations. */
function migrationsOf({ migrations, version }: Manifest, all: readonly Migration[]): Steps {
  migrations.forEach(({ number, name, checksum }, i) => {
    const ours = all[i];
    if (ours && ours.number === number && migrationChecksum(ours) === checksum) return;
    throw new Refusal("conflict", {
      zh: `备份由 Plumbline ${version} 制作，含有本版本不认识的迁移 ${number}（${name}）。请用该版本或更新版本恢复。`,
      en: `The backup was made by Plumbline ${version} and holds migration ${number} (${name}), which this version does not know. Restore it with that version or a newer one.`,
    });
  });
  return { upTo: all.slice(0, migrations.length), all };
}

async function fillDatabase(
  { data, databaseUrl, log, onProgress, check }: RestoreOptions,
  opened: OpenedBackup,
  { upTo, all }: Steps,
): Promise<void> {
  const place = { data, databaseUrl, role: "server", log } as const;
  const database = await openDatabase({ ...place, migrations: upTo });
  try {
    const session = await database.session(() => undefined);
    try {
      await refuseFilledDatabase(session);
      await loadTables(session, opened, onProgress);
      await compareWithManifest(session, opened);
    } finally {
      await session.end().catch(() => undefined);
    }
    await check?.(database);
  } finally {
    await database.close();
  }
  if (all.length > upTo.length) await (await openDatabase({ ...place, migrations: all })).close();
}

async function refuseFilledDatabase(session: {
  query(text: string): Promise<{ rows: { filled: boolean }[] }>;
}): Promise<void> {
  const { rows } = await session.query(
    "SELECT EXISTS (SELECT FROM log) OR EXISTS (SELECT FROM outbox) AS filled",
  );
  if (!rows[0]?.filled) return;
  throw new Refusal("conflict", {
    zh: "DATABASE_URL 指向的数据库不是空的；备份只恢复到空库。",
    en: "The database that DATABASE_URL names is not empty; a backup is restored into an empty one only.",
  });
}

async function writeFiles(opened: OpenedBackup, data: string): Promise<void> {
  for (const { path, part } of opened.manifest.files) {
    const safe = normalize(path);
    if (isAbsolute(safe) || safe.split(sep).includes(".."))
      throw new Error(`A file of the backup leaves it: ${path}`);
    await mkdir(dirname(join(data, safe)), { recursive: true, mode: 0o700 });
    const file = await open(join(data, safe), "wx", 0o600);
    try {
      for await (const chunk of readPart(opened, part)) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

function refuseFilled(data: string): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  throw new Refusal("conflict", {
    zh: `${data} 不是空文件夹；备份只恢复到空文件夹，不会覆盖任何数据。`,
    en: `${data} is not empty; a backup is restored into an empty folder only and overwrites nothing.`,
  });
}
