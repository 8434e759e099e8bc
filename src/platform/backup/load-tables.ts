import type pg from "pg";
import { copyIn } from "../database/copy.ts";
import type { Bilingual } from "../language.ts";
import { Refusal } from "../refusal.ts";
import { quoted, readLogMark } from "./database-parts.ts";
import type { OpenedBackup } from "./manifest.ts";
import { readPart } from "./part.ts";

export type OnProgress = (share: number, words: Bilingual) => void | Promise<void>;

/**
 * Fills freshly migrated tables with what the backup holds, in one transaction. Triggers rest meanwhile, and what can
 * be made faster afterwards, or only when everything is there, is made afterwards: indexes and foreign keys.
 */
export async function loadTables(
  session: pg.Client,
  backup: OpenedBackup,
  onProgress?: OnProgress,
): Promise<void> {
  const { manifest } = backup;
  await session.query("BEGIN");
  await session.query("SET LOCAL maintenance_work_mem = '256MB'");
  const later = await takeApart(session);
  const all = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 1);
  let done = 0;
  for (const { name, columns, part, bytes } of manifest.tables) {
    await onProgress?.((80 * done) / all, { zh: "恢复数据库", en: "Restoring the database" });
    const table = quoted(name);
    await session.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    // Migrations put in a row here and there.
    await session.query(`DELETE FROM ${table}`);
    const target = `${table} (${columns.map(quoted).join(", ")})`;
    await copyIn(session, `COPY ${target} FROM STDIN`, readPart(backup, part));
    await session.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    done += bytes;
  }
  for (const { name, value } of manifest.sequences) {
    await session.query("SELECT setval($1::regclass, $2::bigint)", [quoted(name), value]);
  }
  await onProgress?.(80, { zh: "重建索引", en: "Rebuilding indexes" });
  for (const statement of later) await session.query(statement);
  await session.query("COMMIT");
  await session.query("ANALYZE");
}

/** Drops foreign keys and plain indexes: the statements that make them again. */
async function takeApart(session: pg.Client): Promise<string[]> {
  const { rows: indexes } = await session.query<{ name: string; made: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  );
  const { rows: keys } = await session.query<{ of: string; name: string; made: string }>(
    `SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS made
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`,
  );
  for (const { of, name } of keys) await session.query(`ALTER TABLE ${of} DROP CONSTRAINT ${quoted(name)}`);
  for (const { name } of indexes) await session.query(`DROP INDEX ${name}`);
  return [
    ...indexes.map(({ made }) => made),
    ...keys.map(({ of, name, made }) => `ALTER TABLE ${of} ADD CONSTRAINT ${quoted(name)} ${made}`),
  ];
}

/** Compares the database with the manifest: rows of every table, the log's length, its order and its newest entry. */
export async function compareWithManifest(session: pg.Client, { manifest }: OpenedBackup): Promise<void> {
  const problems: Bilingual[] = [];
  for (const { name, rows: expected } of manifest.tables) {
    const { rows } = await session.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${quoted(name)}`);
    const found = Number(rows[0]?.n ?? 0);
    if (found === expected) continue;
    problems.push({
      zh: `数据表 ${name} 恢复后有 ${found} 行，备份清单为 ${expected} 行。`,
      en: `The table ${name} has ${found} rows after restoring; the backup's manifest says ${expected}.`,
    });
  }
  const { rows: order } = await session.query<{ n: bigint; next: bigint }>(
    "SELECT count(*) AS n, coalesce(max(index) + 1, 0) AS next FROM log",
  );
  const mark = await readLogMark(session);
  const { size, head } = manifest.log;
  const isWhole = Number(order[0]?.n) === size && Number(order[0]?.next) === size;
  if (!isWhole || mark.size !== size || mark.head !== head) {
    problems.push({
      zh: `事件日志与备份清单不符：应为连续的 ${size} 条。`,
      en: `The log differs from the backup's manifest: it should be ${size} entries without a gap.`,
    });
  }
  if (problems.length > 0) throw new Refusal("invalid", problems);
}
