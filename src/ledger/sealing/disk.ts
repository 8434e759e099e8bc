import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The few acts on files that the log stands on. What they resolve to is durable: file and folder are flushed. */
export interface Disk {
  /** Each whole or not at all; in the order given. */
  write(files: readonly FileToWrite[]): Promise<void>;
  /**
   * Puts a file in the place of what is there, if `may` says so of it in the moment before; whether it did. Between that
   * look and the act lies no flush, for a process that is paused mostly waits for one.
   */
  replace(file: FileToWrite, may: (there: Uint8Array | undefined) => boolean): Promise<boolean>;
  /** Whether the name was free; then it holds these bytes. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** Names in a folder; none where it is not there. */
  list(folder: string): Promise<string[]>;
  remove(path: string): Promise<void>;
}

interface FileToWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const together = 8;

/**
 * An error of fsync is final: the kernel may have dropped the pages and call the next fsync a success (Rebello et
 * al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020). Nothing here tries it again.
 */
export function openDisk(
  flush: (handle: FileHandle) => Promise<void> = (handle) => handle.sync(),
  modes: { readonly file: number; readonly folder: number } = { file: 0o600, folder: 0o700 },
): Disk {
  const flushFolder = async (folder: string) => {
    // Windows opens no folders; there a rename is durable by itself.
    if (process.platform === "win32") return;
    const handle = await open(folder, "r");
    await flush(handle).finally(() => handle.close());
  };
  const makeFolder = async (folder: string) => {
    const made = await mkdir(folder, { recursive: true, mode: modes.folder });
    if (made === undefined) return;
    // Every folder that was made is a name in the one above.
    for (let path = folder; path.length >= made.length; path = dirname(path))
      await flushFolder(dirname(path));
  };
  const writeAside = async (path: string, bytes: Uint8Array): Promise<string> => {
    const aside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    const handle = await open(aside, "wx", modes.file);
    try {
      await handle.writeFile(bytes);
      await flush(handle);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(aside, { force: true }).catch(() => undefined);
      throw error;
    }
    await handle.close();
    return aside;
  };
  // Flushes that are under way at once share a commit of the file system's journal.
  const writeTogether = async (files: readonly FileToWrite[]) => {
    const written = await Promise.allSettled(files.map(({ path, bytes }) => writeAside(path, bytes)));
    const asides = written.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failure = written.find(({ status }) => status === "rejected");
    if (failure?.status === "rejected") {
      for (const aside of asides) await rm(aside, { force: true }).catch(() => undefined);
      throw failure.reason;
    }
    for (const [i, { path }] of files.entries()) await rename(asides[i] ?? "", path);
  };
  return {
    async write(files) {
      const folders = new Set(files.map(({ path }) => dirname(path)));
      for (const folder of folders) await makeFolder(folder);
      for (let at = 0; at < files.length; at += together) await writeTogether(files.slice(at, at + together));
      const flushed = [...folders].map(flushFolder);
      // Nothing is still under way when a failure is told.
      await Promise.allSettled(flushed);
      await Promise.all(flushed);
    },
    async replace({ path, bytes }, may) {
      await makeFolder(dirname(path));
      const aside = await writeAside(path, bytes);
      const there = existsSync(path) ? readFileSync(path) : undefined;
      if (!may(there)) {
        await rm(aside, { force: true });
        return false;
      }
      renameSync(aside, path);
      await flushFolder(dirname(path));
      return true;
    },
    async create(path, bytes) {
      await makeFolder(dirname(path));
      const aside = await writeAside(path, bytes);
      try {
        // A link is refused where the name is taken: that makes it the compare-and-swap.
        await link(aside, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
      } finally {
        await rm(aside, { force: true });
      }
      await flushFolder(dirname(path));
      return true;
    },
    read: (path) => readFile(path).catch(absent),
    list: async (folder) => (await readdir(folder).catch(absent)) ?? [],
    remove: (path) => rm(path, { force: true, recursive: true }),
  };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
  throw error;
}

/** What a crash left beside the files: never read, so it only takes room. */
export async function removeAsides(disk: Disk, folder: string): Promise<void> {
  for (const name of await disk.list(folder)) {
    if (name.endsWith(".tmp")) await disk.remove(join(folder, name));
  }
}

const abandoned = 10 * 60_000; // milliseconds: nobody is still writing it

/**
 * The same below a folder of tiles, where another process may be writing: only what has lain there for a while, and only
 * in the last two folders of each level, for tiles are written nowhere else.
 */
export async function removeAbandoned(folder: string, now: Date): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(absent);
  for (const { name } of entries?.filter((entry) => entry.isFile() && entry.name.endsWith(".tmp")) ?? []) {
    const path = join(folder, name);
    const { mtime } = (await stat(path).catch(absent)) ?? { mtime: now };
    if (now.getTime() - mtime.getTime() > abandoned) await rm(path, { force: true });
  }
  const folders = entries?.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort() ?? [];
  const numbered = (name: string) => /^x?\d{3}(\.p)?$/.test(name);
  const newest = [
    ...folders.filter((name) => !numbered(name)),
    ...folders.filter((name) => /^x?\d{3}$/.test(name)).slice(-2),
    ...folders.filter((name) => name.endsWith(".p")).slice(-2),
  ];
  for (const name of newest) await removeAbandoned(join(folder, name), now);
}
