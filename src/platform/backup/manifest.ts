import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import { hashOfPart, type PartsFolder, readPart, type WrittenPart, writePart } from "./part.ts";
import { type Lock, lockSchema, masterKey } from "./sealed-stream.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const part = { part: z.string(), bytes: z.int(), sha256 };

/** What a backup holds. Signing keys and what stands with them are in none. */
const manifestSchema = z.object({
  form: z.literal("plumbline-backup/1"),
  madeAt: z.coerce.date(),
  /** The Plumbline that made it, and its PostgreSQL. */
  version: z.string(),
  postgres: z.string(),
  /** The form of its tables. */
  migrations: z.array(z.object({ number: z.int(), name: z.string(), checksum: sha256 })),
  /** Entries in the log, and the SHA-256 of the newest. */
  log: z.object({ size: z.int(), head: sha256.optional() }),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), ...part })),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Files of the data folder by their path in it. */
  files: z.array(z.object({ path: z.string(), ...part })),
});
export type Manifest = z.infer<typeof manifestSchema>;

const manifestName = "manifest.json.zst";
const lockName = "lock.json";
/** In the form of sha256sum, so that a copy can be checked without Plumbline. Written last. */
const sumsName = "SHA256SUMS";

export async function writeLock(folder: string, lock: Lock): Promise<void> {
  await writeFile(join(folder, lockName), `${JSON.stringify(lock, null, 1)}\n`, { mode: 0o600, flush: true });
}

/** Closes a backup: its manifest, then the sums of everything. */
export async function writeManifest(parts: PartsFolder, manifest: Manifest): Promise<void> {
  const text = async function* () {
    yield Buffer.from(JSON.stringify(manifest));
  };
  const written = await writePart(parts, manifestName, text());
  const all: WrittenPart[] = [written, ...manifest.tables, ...manifest.files];
  const lines = all.map((one) => `${one.sha256}  ${one.part}\n`).join("");
  await writeFile(join(parts.folder, sumsName), lines, { mode: 0o600, flush: true });
}

export interface OpenedBackup extends PartsFolder {
  readonly manifest: Manifest;
  readonly isEncrypted: boolean;
}

/** Reads what the backup is; the parts themselves are checked by `verifyParts`. */
export async function openBackup(folder: string, passphrase?: string): Promise<OpenedBackup> {
  if (!existsSync(join(folder, sumsName))) throw noBackup(folder);
  const isEncrypted = existsSync(join(folder, lockName));
  const master = isEncrypted ? await unlock(folder, passphrase) : undefined;
  const name = isEncrypted ? `${manifestName}.enc` : manifestName;
  const sums = await readFile(join(folder, sumsName), "utf8");
  const hashed = await hashOfPart(folder, name).catch(() => undefined);
  if (!hashed || !sums.startsWith(`${hashed.sha256}  ${name}\n`)) throw damaged(folder, name);
  try {
    const pieces: Buffer[] = [];
    for await (const chunk of readPart({ folder, master }, name)) pieces.push(chunk);
    const manifest = manifestSchema.parse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
    return { folder, master, manifest, isEncrypted };
  } catch (error) {
    if (isEncrypted) throw wrongPassphrase();
    throw error;
  }
}

async function unlock(folder: string, passphrase: string | undefined): Promise<Buffer> {
  if (passphrase === undefined) throw passphraseNeeded();
  const lock = lockSchema.parse(JSON.parse(await readFile(join(folder, lockName), "utf8")));
  return masterKey(lock, passphrase);
}

/** Reads every part once and compares it with the manifest; refuses with each part that is missing or changed. */
export async function verifyParts({ folder, manifest }: OpenedBackup, signal?: AbortSignal): Promise<void> {
  const wrong: string[] = [];
  for (const expected of [...manifest.tables, ...manifest.files]) {
    signal?.throwIfAborted();
    const found = await hashOfPart(folder, expected.part).catch(() => undefined);
    if (found?.sha256 !== expected.sha256) wrong.push(expected.part);
  }
  if (wrong.length > 0)
    throw new Refusal(
      "invalid",
      wrong.map((name) => damaged(folder, name).sentence),
    );
}

function noBackup(folder: string): Refusal {
  return new Refusal("not-found", {
    zh: `${folder} 不是完整的备份：缺少 ${sumsName}。`,
    en: `${folder} is not a complete backup: it has no ${sumsName}.`,
  });
}

function damaged(folder: string, name: string): Refusal {
  return new Refusal("invalid", {
    zh: `备份 ${folder} 已损坏：${name} 缺失或被改动。`,
    en: `The backup ${folder} is damaged: ${name} is missing or was changed.`,
  });
}

const passphraseNeeded = () =>
  new Refusal("invalid", {
    zh: "备份已加密：请用 --passphrase-file 指定口令文件。",
    en: "The backup is encrypted: name the file with its passphrase by --passphrase-file.",
  });

const wrongPassphrase = () =>
  new Refusal("invalid", {
    zh: "口令不对，或备份的清单已被改动。",
    en: "The passphrase is wrong, or the backup's manifest was changed.",
  });
