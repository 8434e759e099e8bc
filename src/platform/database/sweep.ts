import { existsSync, readdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Bilingual } from "../language.ts";
import type { Database } from "./database.ts";

export interface SweepOptions {
  readonly database: Pick<Database, "session" | "address">;
  /** The data folder where the database is the embedded one. */
  readonly data: string | undefined;
  /** Tables that can hold what was erased. */
  readonly tables: readonly string[];
  readonly signal?: AbortSignal;
  onProgress?(share: number, words: Bilingual): Promise<void> | void;
}

/** What only whoever runs the database server can do; empty where nothing is left. */
export type Remaining = readonly Bilingual[];

/**
 * Takes what was deleted and overwritten off the disk, as far as the rights reach: tables and their indexes are written
 * anew, statistics are drawn again, and the write-ahead log is led past every segment that held it.
 */
export async function sweepDatabase(options: SweepOptions): Promise<Remaining> {
  const { database, data, tables, signal } = options;
  const session = await database.session(() => undefined);
  try {
    await options.onProgress?.(0, {
      zh: "等待此前开始的读取结束",
      en: "Waiting for readers that began before",
    });
    await waitForOldSnapshots(session, signal);
    const all = [...tables, ...(await tablesOf(session, "pgboss"))];
    for (const [i, table] of all.entries()) {
      signal?.throwIfAborted();
      await options.onProgress?.((80 * i) / all.length, {
        zh: `重写数据表（${i + 1}/${all.length}）`,
        en: `Writing tables anew (${i + 1}/${all.length})`,
      });
      await writeAnew(session, table, signal);
    }
    // What the planner knows holds values too, and its old rows lie in the catalogue like any others.
    for (const catalogue of ["pg_statistic", "pg_statistic_ext_data"]) {
      await whenFree(session, `VACUUM (FULL) pg_catalog.${catalogue}`, signal).catch(ignoreForbidden);
    }
    await options.onProgress?.(85, { zh: "清除预写日志", en: "Leading the write-ahead log on" });
    return data === undefined ? await sweepServer(session) : await sweepEmbedded({ ...options, data });
  } finally {
    await session.end().catch(() => undefined);
  }
}

async function tablesOf(session: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1",
    [schema],
  );
  return rows.map(({ name }) => name);
}

/** Rows that an older transaction may still look at would be carried over into the new file. */
async function waitForOldSnapshots(session: pg.Client, signal: AbortSignal | undefined): Promise<void> {
  const { rows: begun } = await session.query<{ xid: string }>("SELECT pg_current_xact_id()::text AS xid");
  for (;;) {
    signal?.throwIfAborted();
    const { rows } = await session.query<{ n: bigint }>(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type IN ('client backend', 'autovacuum worker', 'parallel worker')
         AND datname = current_database()
         AND (age(backend_xmin) > age($1::text::xid) OR age(backend_xid) > age($1::text::xid))`,
      [begun[0]?.xid],
    );
    if ((rows[0]?.n ?? 0n) === 0n) return;
    await sleep(250);
  }
}

async function writeAnew(session: pg.Client, table: string, signal: AbortSignal | undefined): Promise<void> {
  await whenFree(session, `VACUUM (FULL) ${table}`, signal);
  await forgetStatistics(session, table, signal);
  await whenFree(session, `ANALYZE ${table}`, signal);
}

const longestWait = 600_000; // milliseconds
const mostPatient = 2_000;

/**
 * Whoever waits for a whole table has everybody else queue behind it, also those whom the table's holder needs to come
 * to its end: then nobody gets on, and the database sees no deadlock. So it stands in the queue briefly, steps aside
 * and asks again, for ten minutes at most.
 */
async function whenFree(
  session: pg.Client,
  statement: string,
  signal: AbortSignal | undefined,
  values: readonly string[] = [],
): Promise<void> {
  const until = performance.now() + longestWait;
  for (let patience = 100; ; patience = Math.min(2 * patience, mostPatient)) {
    signal?.throwIfAborted();
    await session.query("SELECT set_config('lock_timeout', $1, false)", [String(patience)]);
    try {
      await session.query(statement, [...values]);
      return;
    } catch (error) {
      if (!isTaken(error) || performance.now() > until) throw error;
    }
    await sleep(patience);
  }
}

/** SQLSTATE 55P03 lock_not_available, 40P01 deadlock_detected. */
function isTaken(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === "55P03" || code === "40P01";
}

/** ANALYZE of a table that has become empty leaves what was known of it as it was. */
async function forgetStatistics(
  session: pg.Client,
  table: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { rows: version } = await session.query<{ n: number }>(
    "SELECT current_setting('server_version_num')::int AS n",
  );
  // Of the table and of indexes over expressions.
  const { rows } = await session.query<{
    schema: string;
    relation: string;
    column: string;
    form: string;
    kind: string;
  }>(
    `SELECT n.nspname AS schema, c.relname AS relation, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS form, c.relkind AS kind
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.oid = $1::regclass OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = $1::regclass AND indexprs IS NOT NULL)`,
    [table],
  );
  if ((version[0]?.n ?? 0) >= 180_000) {
    for (const { schema, relation, column } of rows) {
      const clear = "SELECT pg_clear_attribute_stats($1, $2, $3, false)";
      await whenFree(session, clear, signal, [schema, relation, column]);
    }
    return;
  }
  // Before version 18 only a change of a column's type, here to the one it has, makes PostgreSQL forget it.
  const { rows: filled } = await session.query(`SELECT FROM ${table} LIMIT 1`);
  if (filled.length > 0) return;
  for (const { column, form, kind } of rows) {
    if (kind !== "r") continue;
    const alter = `ALTER TABLE ${table} ALTER COLUMN "${column.replaceAll('"', '""')}" TYPE ${form}`;
    await whenFree(session, alter, signal).catch((error) => {
      // Any other: a generated or identity column, or one that a trigger names. It holds numbers.
      if (isTaken(error)) throw error;
    });
  }
}

/** The embedded server is ours: its owner has the password in the data folder. */
async function sweepEmbedded({
  database,
  data,
  signal,
}: Pick<SweepOptions, "database" | "signal"> & { readonly data: string }): Promise<Remaining> {
  const owner = new pg.Client({ ...database.address, user: "postgres" });
  await owner.connect();
  try {
    // Segments are removed rather than used again under a later name with what was in them.
    await owner.query("ALTER SYSTEM SET wal_recycle = off");
    await owner.query("SELECT pg_reload_conf()");
    await leadOn(owner, signal);
  } finally {
    await owner.query("ALTER SYSTEM RESET wal_recycle").catch(() => undefined);
    await owner.query("SELECT pg_reload_conf()").catch(() => undefined);
    await owner.end().catch(() => undefined);
  }
  emptyLogs(join(data, "postgres"));
  return [];
}

const mostSwitches = 1_000;

/**
 * Until the segment being written is a new one and all before it are gone. A switch fills what is left of a segment
 * with zeros, so segments that wait with old contents are written over on the way.
 */
async function leadOn(owner: pg.Client, signal: AbortSignal | undefined): Promise<void> {
  const names = async () =>
    (
      await owner.query<{ name: string }>("SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'")
    ).rows.map(({ name }) => name);
  const current = async () =>
    (await owner.query<{ name: string }>("SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS name"))
      .rows[0]?.name ?? "";
  await owner.query("CHECKPOINT");
  const last = (await names()).sort().at(-1) ?? "";
  for (let i = 0; i < mostSwitches && (await current()) <= last; i++) {
    signal?.throwIfAborted();
    await owner.query("SELECT pg_logical_emit_message(false, 'sweep', '')");
    await owner.query("SELECT pg_switch_wal()");
    await owner.query("SELECT pg_logical_emit_message(false, 'sweep', '')");
  }
  for (let i = 0; i < 20; i++) {
    await owner.query("CHECKPOINT");
    if ((await names()).every((name) => name > last)) return;
    await sleep(500);
  }
  throw new Error("Segments of the write-ahead log stay although nothing needs them.");
}

/** PostgreSQL's own log says why a statement failed, and may quote a value while it does. */
function emptyLogs(home: string): void {
  const folder = join(home, "cluster", "log");
  for (const name of existsSync(folder) ? readdirSync(folder) : []) truncateSync(join(folder, name));
  const start = join(home, "start.log");
  if (existsSync(start)) truncateSync(start);
}

/** Somebody else's server: what a role without further rights may do, and what it may not. */
async function sweepServer(session: pg.Client): Promise<Remaining> {
  const remaining: Bilingual[] = [];
  const did = await session.query("CHECKPOINT").then(
    () => true,
    (error) => {
      ignoreForbidden(error);
      return false;
    },
  );
  const { rows } = await session.query<{
    archives: boolean;
    replicas: bigint;
    slots: bigint;
    statements: boolean;
    lsn: string;
  }>(
    `SELECT current_setting('archive_mode') <> 'off' AS archives, (SELECT count(*) FROM pg_stat_replication) AS replicas,
       (SELECT count(*) FROM pg_replication_slots) AS slots,
       EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements') AS statements,
       pg_current_wal_insert_lsn()::text AS lsn`,
  );
  const { archives, replicas, slots, statements, lsn } = rows[0] ?? { lsn: "" };
  remaining.push(walIsTheirs(lsn, did));
  if (archives) remaining.push(archiveIsTheirs(lsn));
  if ((replicas ?? 0n) + (slots ?? 0n) > 0n) remaining.push(replicasAreTheirs);
  if (statements) remaining.push(statementsAreTheirs);
  remaining.push(logsAreTheirs);
  return remaining;
}

/** SQLSTATE 42501 insufficient_privilege. */
function ignoreForbidden(error: unknown): void {
  if ((error as { code?: unknown }).code !== "42501") throw error;
}

const walIsTheirs = (lsn: string, did: boolean): Bilingual => ({
  zh: `请数据库管理员以超级用户执行：ALTER SYSTEM SET wal_recycle = off; SELECT pg_reload_conf(); ${did ? "" : "CHECKPOINT; "}反复执行 SELECT pg_switch_wal(); CHECKPOINT;，直到 pg_ls_waldir() 中不再有写到 ${lsn} 为止的段文件及其后预留的旧段；最后 ALTER SYSTEM RESET wal_recycle; SELECT pg_reload_conf();。`,
  en: `The database administrator, as superuser: ALTER SYSTEM SET wal_recycle = off; SELECT pg_reload_conf(); ${did ? "" : "CHECKPOINT; "}then SELECT pg_switch_wal(); CHECKPOINT; again and again until pg_ls_waldir() lists no segment up to ${lsn} nor any old one kept in reserve; at last ALTER SYSTEM RESET wal_recycle; SELECT pg_reload_conf();.`,
});

const archiveIsTheirs = (lsn: string): Bilingual => ({
  zh: `该服务器归档预写日志：请删除 ${lsn} 之前的归档段和基础备份，或等其到期。`,
  en: `The server archives its write-ahead log: remove archived segments and base backups from before ${lsn}, or let them expire.`,
});

const replicasAreTheirs: Bilingual = {
  zh: "该服务器有副本或复制槽：请在每个副本上同样清理预写日志，并确认复制槽没有拖住旧段。",
  en: "The server has replicas or replication slots: do the same on each replica, and see that no slot holds old segments back.",
};

const statementsAreTheirs: Bilingual = {
  zh: "已安装 pg_stat_statements：请执行 SELECT pg_stat_statements_reset();。",
  en: "pg_stat_statements is installed: run SELECT pg_stat_statements_reset();.",
};

const logsAreTheirs: Bilingual = {
  zh: "服务器自己的日志可能记有语句和值：请按其保存期限清理。",
  en: "The server's own log files may quote statements and values: remove them by their schedule.",
};
