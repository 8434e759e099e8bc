import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, realpath, rm, stat, statfs, truncate } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Bilingual, Refusal } from "../../platform/index.ts";
import { safePath } from "./safe-path.ts";
import type { RecordsSettings } from "./settings.ts";

/** Where files lie that people bring: below the data folder, one folder an upload. */
export interface UploadPlace {
  readonly data: string;
  readonly settings: RecordsSettings;
}

export const uploadsFolder = ({ data }: Pick<UploadPlace, "data">): string =>
  join(data, "records", "uploads");

export const uploadFolder = (place: Pick<UploadPlace, "data">, id: string): string =>
  join(uploadsFolder(place), id);

/** Kept free, so that the database never meets a full disk because of an upload. */
const keptFree = 256 * 2 ** 20;

export interface Piece {
  readonly id: string;
  /** As the person calls the file. */
  readonly name: string;
  /** Where in the file the piece begins; the file must reach so far already. */
  readonly offset: number;
  readonly stream: Readable & { readonly truncated?: boolean };
}

/** Writes a piece of a file to disk: what has arrived of the file by now. */
export async function writePiece(place: UploadPlace, { id, name, offset, stream }: Piece) {
  const path = safePath(name);
  const folder = uploadFolder(place, id);
  const target = join(folder, path);
  try {
    await requireRoom(folder, place, target, offset);
    await mkdir(dirname(target), { recursive: true });
    const flags = offset === 0 ? "wx" : "r+";
    await pipeline(stream, createWriteStream(target, { flags, start: offset }));
  } catch (error) {
    stream.resume();
    throw refusalFor(error, path) ?? error;
  }
  if (stream.truncated === true) {
    await undo(target, offset);
    throw fileTooLarge(path, place);
  }
  return { path, bytes: (await stat(target)).size };
}

/** The piece must follow what is there, and there must be room for it. */
async function requireRoom(folder: string, { settings }: UploadPlace, target: string, offset: number) {
  const has = await stat(target).then(
    ({ size }) => size,
    () => undefined,
  );
  if ((has ?? 0) !== offset) throw outOfStep(has ?? 0);
  const files = await listFiles(folder).catch(() => []);
  const { maxFiles, maxTotalBytes } = settings.uploads;
  if (has === undefined && files.length >= maxFiles) throw tooManyFiles(maxFiles);
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) >= maxTotalBytes) throw totalTooLarge(maxTotalBytes);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < keptFree) throw diskFull();
}

async function undo(target: string, offset: number): Promise<void> {
  if (offset === 0) await rm(target, { force: true });
  else await truncate(target, offset);
}

/** What lies in a folder and below it, by relative path, in the order of the paths. */
export async function listFiles(folder: string, deepest = 12): Promise<{ path: string; bytes: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files: { path: string; bytes: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (path.split(sep).length > deepest) continue;
    files.push({ path, bytes: (await stat(join(folder, path))).size });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** On disk for good, as far as the disk is to be believed. */
export async function settleFiles(folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const handle = await open(join(folder, path), "r");
    await handle.sync().finally(() => handle.close());
  }
}

/** Absolute paths of files in a root, none of which leads out of it by a link. */
export async function pathsWithin(root: string, paths: readonly string[]): Promise<string[]> {
  const real = await realpath(root).catch(() => {
    throw goneFrom(root);
  });
  return Promise.all(
    paths.map(async (path) => {
      const found = await realpath(join(root, path)).catch(() => undefined);
      if (found === undefined || !found.startsWith(`${real}${sep}`)) throw goneFrom(path);
      return join(root, path);
    }),
  );
}

function refusalFor(error: unknown, path: string): Refusal | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull();
  if (code === "EEXIST" || code === "ENOTDIR" || code === "EISDIR") return sameName(path);
  return undefined;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MB`;

const diskFull = () =>
  new Refusal(
    "conflict",
    say(
      "服务器磁盘空间不足，文件没有存下。请联系管理员清理磁盘后重试。",
      "The server's disk is full and the file was not kept. Ask the administrator to make room and try again.",
    ),
  );

const sameName = (path: string) =>
  new Refusal(
    "conflict",
    say(
      `已有名为“${path}”的文件，请改名后再上传。`,
      `There is already a file called ${path}; rename this one and send it again.`,
    ),
  );

const outOfStep = (has: number) =>
  new Refusal(
    "conflict",
    say(
      `文件已收到 ${has} 字节，续传位置不符，请从该处继续。`,
      `${has} bytes of the file have arrived; go on from there.`,
    ),
  );

const fileTooLarge = (path: string, { settings }: UploadPlace) =>
  new Refusal(
    "invalid",
    say(
      `“${path}”超过单个文件 ${megabytes(settings.uploads.maxFileBytes)} 的上限；可压缩为 gz 或 zip，或放入服务器文件夹后导入。`,
      `${path} is larger than a single file may be (${megabytes(settings.uploads.maxFileBytes)}). Compress it as gz or zip, or import it from a folder on the server.`,
    ),
  );

const tooManyFiles = (most: number) =>
  new Refusal("invalid", say(`一次最多上传 ${most} 个文件。`, `At most ${most} files can be sent at once.`));

const totalTooLarge = (most: number) =>
  new Refusal(
    "invalid",
    say(`一次上传的总量不能超过 ${megabytes(most)}。`, `At most ${megabytes(most)} can be sent at once.`),
  );

const goneFrom = (path: string) =>
  new Refusal(
    "not-found",
    say(`找不到“${path}”，它可能已被移走。`, `${path} cannot be found; it may have been moved.`),
  );
