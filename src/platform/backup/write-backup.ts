import { createReadStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type pg from "pg";
import type { Database } from "../database/database.ts";
import type { Bilingual } from "../language.ts";
import { Refusal } from "../refusal.ts";
import {
  beginSnapshot,
  readApplied,
  readLogMark,
  readRows,
  readSequences,
  readTables,
} from "./database-parts.ts";
import { type Manifest, writeLock, writeManifest } from "./manifest.ts";
import { type PartsFolder, syncFolder, writePart } from "./part.ts";
import { masterKey, newLock } from "./sealed-stream.ts";

export interface BackupOptions {
  readonly database: Pick<Database, "session">;
  /** The data folder, whose files are part of the backup. */
  readonly data: string;
  /** The folder to be made. */
  readonly backup: string;
  readonly version: string;
  /** Encrypts the backup. */
  readonly passphrase?: string | undefined;
  /** Tables that a restored house must not have as they were: sessions, links that work once. */
  readonly without?: readonly string[];
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number, words: Bilingual) => void | Promise<void>;
}

const makingSuffix = ".making-";

/**
 * Writes a backup while the house is in use: all tables as of one moment, then the files of the data folder. It is
 * made under another name and renamed when all of it is on the disk: what bears a backup's name is whole.
 */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { database, passphrase } = options;
  const backup = resolve(options.backup);
  if (existsSync(backup)) throw alreadyThere(backup);
  await mkdir(dirname(backup), { recursive: true, mode: 0o700 });
  const making = await mkdtemp(`${backup}${makingSuffix}`);
  const session = await database.session(() => undefined);
  try {
    for (const part of ["tables", "files"]) await mkdir(join(making, part), { mode: 0o700 });
    const lock = passphrase === undefined ? undefined : newLock();
    if (lock) await writeLock(making, lock);
    const master = lock && passphrase !== undefined ? await masterKey(lock, passphrase) : undefined;
    const parts: PartsFolder = { folder: making, master };
    const fromDatabase = await writeDatabase(session, parts, options);
    const files = await writeFiles(parts, options, backup);
    const manifest: Manifest = {
      form: "plumbline-backup/1",
      madeAt: options.now ?? new Date(),
      version: options.version,
      ...fromDatabase,
      files,
    };
    await writeManifest(parts, manifest);
    for (const part of ["tables", "files", "."]) await syncFolder(join(making, part));
    await rename(making, backup);
    await syncFolder(dirname(backup));
    return manifest;
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  } finally {
    await session.end().catch(() => undefined);
  }
}

async function writeDatabase(
  session: pg.Client,
  parts: PartsFolder,
  { without = [], signal, onProgress }: BackupOptions,
): Promise<Pick<Manifest, "migrations" | "log" | "tables" | "sequences" | "postgres">> {
  await beginSnapshot(session);
  const forms = (await readTables(session)).filter(
    ({ name }) => name !== "migration" && !without.includes(name),
  );
  const { rows: version } = await session.query<{ server_version: string }>("SHOW server_version");
  const [migrations, log] = [await readApplied(session), await readLogMark(session)];
  const sizes = await readSizes(session);
  const all = forms.reduce((sum, { name }) => sum + (sizes.get(name) ?? 0), 1);
  const tables: Manifest["tables"] = [];
  let done = 0;
  for (const form of forms) {
    signal?.throwIfAborted();
    await onProgress?.((90 * done) / all, { zh: "备份数据库", en: "Backing up the database" });
    const { source, rows } = readRows(session, form);
    const part = await writePart(parts, `tables/${form.name}.copy.zst`, source, signal);
    tables.push({ name: form.name, columns: [...form.columns], rows: rows(), ...part });
    done += sizes.get(form.name) ?? 0;
  }
  const sequences = await readSequences(session);
  await session.query("COMMIT");
  return { postgres: version[0]?.server_version ?? "", migrations, log, tables, sequences };
}

async function readSizes(session: pg.Client): Promise<Map<string, number>> {
  const { rows } = await session.query<{ name: string; size: bigint }>(
    "SELECT relname AS name, pg_table_size(oid) AS size FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  return new Map(rows.map(({ name, size }) => [name, Number(size)]));
}

/** Folders that are no part of a backup: the database itself, other backups, and what is made anew. */
const leftOut = /^(postgres|backups|temporary|.*\.making-.*)$/;

async function writeFiles(
  parts: PartsFolder,
  { data, signal, onProgress }: BackupOptions,
  backup: string,
): Promise<Manifest["files"]> {
  const files: Manifest["files"] = [];
  const paths = await filesUnder(data, backup);
  for (const [i, path] of paths.entries()) {
    signal?.throwIfAborted();
    await onProgress?.(90 + (10 * i) / paths.length, { zh: "备份文件", en: "Backing up files" });
    const name = `files/${String(i + 1).padStart(7, "0")}.zst`;
    // A file that was removed since it was listed is no longer part of the house.
    if (!existsSync(join(data, path))) continue;
    const part = await writePart(parts, name, createReadStream(join(data, path)), signal);
    files.push({ path: path.split(sep).join("/"), ...part });
  }
  return files;
}

async function filesUnder(data: string, backup: string): Promise<string[]> {
  if (!existsSync(data)) return [];
  const paths: string[] = [];
  for (const top of (await readdir(data)).sort()) {
    if (leftOut.test(top) || resolve(data, top) === backup) continue;
    const whole = join(data, top);
    if ((await stat(whole)).isFile()) paths.push(top);
    else {
      for (const entry of await readdir(whole, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        const isOfABackup = path.startsWith(`${backup}${sep}`) || path.startsWith(`${backup}${makingSuffix}`);
        if (entry.isFile() && !isOfABackup) paths.push(relative(data, path));
      }
    }
  }
  return paths.sort();
}

function alreadyThere(backup: string): Refusal {
  return new Refusal("conflict", {
    zh: `${backup} 已存在；备份不会覆盖任何东西。`,
    en: `${backup} is already there; a backup overwrites nothing.`,
  });
}

const namePattern = /^plumbline-\d{8}T\d{6}Z(-[a-z0-9-]+)?$/;

/** `plumbline-20261123T180000Z`, with why it was made behind where that is not the schedule. */
export function backupName(now: Date, why?: string): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  return `plumbline-${stamp}${why === undefined ? "" : `-${why}`}`;
}

/** Names of the complete backups in a folder, newest first. */
export async function listBackups(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => namePattern.test(name) && existsSync(join(folder, name, "SHA256SUMS")))
    .sort()
    .reverse();
}

/** Removes all but the newest `keep`, and what killed attempts left an hour ago or earlier. Gives the names removed. */
export async function pruneBackups(folder: string, keep: number, now = new Date()): Promise<string[]> {
  const old = (await listBackups(folder)).slice(Math.max(1, keep));
  const left: string[] = [];
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const [own = "", rest] = name.split(makingSuffix);
    if (rest === undefined || !namePattern.test(own)) continue;
    const { mtimeMs } = await stat(join(folder, name, "tables")).catch(() => stat(join(folder, name)));
    if (now.getTime() - mtimeMs > 3_600_000) left.push(name);
  }
  for (const name of [...old, ...left]) {
    // The sums first: what is half removed is no longer a backup.
    await rm(join(folder, name, "SHA256SUMS"), { force: true });
    await rm(join(folder, name), { recursive: true, force: true });
  }
  return [...old, ...left].map((name) => basename(name));
}
