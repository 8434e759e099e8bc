import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Bilingual, type Database, type Manifest, Refusal, sql } from "../../platform/index.ts";
import type { OperationsSettings } from "./operations-settings.ts";

/**
 * What a restored house must not have as it was: sessions that were ended since, links that were used since, and codes
 * that were entered since.
 */
export const leftOut = ["auth_session", "auth_verification", "one_time_link"];

/** Where backups lie unless the configuration names a place: good against a failed upgrade, not against a failed disk. */
export const backupFolder = (data: string, settings: OperationsSettings): string =>
  resolve(settings.backup?.folder ?? join(data, "backups"));

/** The first line of a file; a passphrase on the command line would stand in the list of processes. */
export function readPassphrase(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Refusal("invalid", {
      zh: `无法读取口令文件 ${file}（${code}）。`,
      en: `The file with the passphrase cannot be read: ${file} (${code}).`,
    });
  }
  const [passphrase = ""] = text.split(/\r?\n/);
  if (passphrase.length >= 12) return passphrase;
  throw new Refusal("invalid", {
    zh: `口令文件 ${file} 的第一行至少要有 12 个字符。`,
    en: `The first line of ${file} must hold a passphrase of at least 12 characters.`,
  });
}

export interface MadeBackup {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly isEncrypted: boolean;
  readonly job?: string;
}

export const bytesOf = ({ tables, files }: Manifest): number =>
  [...tables, ...files].reduce((sum, { bytes }) => sum + bytes, 0);

export const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0);

/** Remembers a backup; what is remembered serves the page and is no part of the truth. */
export async function rememberBackup(
  { writer }: Pick<Database, "writer">,
  { name, folder, manifest, isEncrypted, job }: MadeBackup,
): Promise<void> {
  await sql`INSERT INTO backup (name, folder, made_at, job, bytes, rows, log_size, encrypted)
    VALUES (${name}, ${folder}, ${manifest.madeAt}, ${job ?? null}, ${bytesOf(manifest)}, ${rowsOf(manifest)},
      ${manifest.log.size}, ${isEncrypted}) ON CONFLICT (name) DO NOTHING`.execute(writer);
}

export async function rememberCheck(
  { writer }: Pick<Database, "writer">,
  { name, at, wrong }: { readonly name: string; readonly at: Date; readonly wrong: Bilingual | undefined },
): Promise<void> {
  await sql`UPDATE backup SET checked_at = ${at}, wrong = ${wrong ? JSON.stringify(wrong) : null}
    WHERE name = ${name}`.execute(writer);
}

export interface KnownBackup {
  readonly name: string;
  readonly folder: string;
  readonly made_at: Date;
  readonly bytes: bigint;
  readonly rows: bigint;
  readonly log_size: bigint;
  readonly encrypted: boolean;
  readonly checked_at: Date | null;
  readonly wrong: Bilingual | null;
}

/** Newest first. */
export async function knownBackups({ writer }: Pick<Database, "writer">): Promise<KnownBackup[]> {
  const { rows } =
    await sql<KnownBackup>`SELECT name, folder, made_at, bytes, rows, log_size, encrypted, checked_at, wrong
    FROM backup ORDER BY made_at DESC, name DESC LIMIT 200`.execute(writer);
  return rows;
}
