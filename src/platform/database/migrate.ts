import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { Refusal } from "../refusal.ts";
import { locks } from "./locks.ts";

/** One file `0007-what-it-does.sql`: forward only, one transaction. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const folderOfAll = join(import.meta.dirname, "..", "migrations");

/** The numbered list: every number from 1 without a gap, once. */
export function readMigrations(folder = folderOfAll): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => {
      const [, digits, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
      if (digits === undefined || name === undefined) {
        throw new Error(`A migration is named 0001-what-it-does.sql, not ${file}.`);
      }
      // A checkout on Windows may change the line ends, and with them the checksum.
      const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      return { number: Number(digits), name, sql };
    });
  migrations.forEach((migration, i) => {
    if (migration.number !== i + 1) {
      throw new Error(`Migration ${i + 1} is missing or there twice (next is ${migration.name}).`);
    }
  });
  return migrations;
}

/** What a database has run, and what this version would still run in it. */
export interface Pending {
  readonly applied: number;
  readonly pending: readonly Migration[];
}

/** Changes nothing; refuses a database that this version does not fit. */
export async function readPending(
  session: pg.Client,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Pending> {
  const { rows: made } = await session.query("SELECT to_regclass('migration') IS NOT NULL AS made");
  if (!made[0]?.made) return { applied: 0, pending: migrations };
  const { rows } = await session.query<Applied>(
    "SELECT number, name, checksum FROM migration ORDER BY number",
  );
  verify(rows, migrations);
  return { applied: rows.length, pending: migrations.slice(rows.length) };
}

/** Applies what is not yet applied. Whoever else migrates the same database at the same time waits. */
export async function migrate(
  session: pg.Client,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> {
  const lock = [locks.migration.class, locks.migration.number];
  await session.query("SELECT pg_advisory_lock($1, $2)", lock);
  try {
    await session.query(`CREATE TABLE IF NOT EXISTS migration (
      number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await session.query<Applied>(
      "SELECT number, name, checksum FROM migration ORDER BY number",
    );
    verify(rows, migrations);
    for (const migration of migrations.slice(rows.length)) await apply(session, migration);
  } finally {
    await session.query("SELECT pg_advisory_unlock($1, $2)", lock);
  }
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

function verify(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach(({ number, name, checksum }, i) => {
    const ours = migrations[i];
    if (!ours) {
      throw new Refusal("conflict", {
        zh: `数据库来自更新版本的 Plumbline（迁移 ${number} ${name}）。请使用该版本或更新版本。`,
        en: `The database was made by a newer Plumbline (migration ${number} ${name}). Use that version or a newer one.`,
      });
    }
    if (ours.number !== number || migrationChecksum(ours) !== checksum) {
      throw new Refusal("conflict", {
        zh: `迁移 ${number}（${name}）与数据库中已执行的不一致：程序文件被改动过，或来自另一分支。`,
        en: `Migration ${number} (${name}) differs from the one this database has run: the program's files were changed, or come from another branch.`,
      });
    }
  });
}

export function migrationChecksum({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function apply(session: pg.Client, migration: Migration): Promise<void> {
  await session.query("BEGIN");
  try {
    await session.query(migration.sql);
    await session.query("INSERT INTO migration (number, name, checksum) VALUES ($1, $2, $3)", [
      migration.number,
      migration.name,
      migrationChecksum(migration),
    ]);
    await session.query("COMMIT");
  } catch (error) {
    await session.query("ROLLBACK");
    throw new Error(`Migration ${migration.number} (${migration.name}) failed.`, { cause: error });
  }
}
