import { statfs } from "node:fs/promises";
import { type LiveFacts, readDetectionConcerns, readLive } from "../../monitoring/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { listBackups, sql } from "../../platform/index.ts";
import { version } from "../version.ts";
import { backupFolder, type KnownBackup, knownBackups } from "./backups.ts";
import { type Concern, concernsOf } from "./concerns.ts";
import { concernsOfLedger, overdueOf, readLedgerFacts } from "./ledger-health.ts";
import type { OperationsParts } from "./parts.ts";

type Parts = OperationsParts & Pick<RoomParts, "events" | "jobs" | "ledger">;

const startedAt = new Date();

export interface BackupView extends KnownBackup {
  /** Whether it still lies in its folder. */
  readonly isThere: boolean;
}

export async function readBackups({ database, data, settings }: OperationsParts): Promise<BackupView[]> {
  const folder = backupFolder(data, settings);
  const there = new Set(await listBackups(folder).catch(() => []));
  return (await knownBackups(database)).map((backup) => ({
    ...backup,
    isThere: backup.folder === folder && there.has(backup.name),
  }));
}

async function readFollowers({ events }: Pick<Parts, "events">) {
  const { size } = await events.state();
  return Promise.all(
    events.followers().map(async (follower) => {
      const position = await follower.position();
      const isHeldUp = follower.failure() !== undefined;
      return { name: follower.name, position, behind: Math.max(0, size - position), isHeldUp };
    }),
  );
}

/** The house at a glance, without a word of what it keeps. */
export async function readSystem(parts: Parts, now: Date) {
  const { database, data, settings, events, isEmbedded } = parts;
  const [state, followers, backups, live, disk] = await Promise.all([
    events.state(),
    readFollowers(parts),
    readBackups(parts),
    readLive(database.reader, now),
    statfs(data),
  ]);
  const { rows } = await sql<{ bytes: bigint; postgres: string; failed: bigint }>`
    SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS postgres,
      (SELECT count(*) FROM job WHERE state = 'failed' AND finished_at > ${now}::timestamptz - interval '7 days') AS failed`.execute(
    database.writer,
  );
  const { bytes = 0n, postgres = "", failed = 0n } = rows[0] ?? {};
  const free = disk.bavail * disk.bsize;
  const total = disk.blocks * disk.bsize;
  return {
    version,
    startedAt,
    node: process.versions.node,
    database: { isEmbedded, postgres, bytes: Number(bytes) },
    disk: { free, total },
    log: state,
    followers,
    live,
    backup: {
      folder: backupFolder(data, settings),
      cron: settings.backup?.cron,
      check: settings.backup?.check,
      keep: settings.backup?.keep,
      isEncrypted: settings.backup?.passphraseFile !== undefined,
    },
    retention: settings.retention,
    concerns: await findConcerns(parts, {
      now,
      free,
      total,
      followers,
      waiting: state.waiting,
      backups,
      live,
      failed,
    }),
  };
}

async function findConcerns(
  { jobs, settings, ledger, ...parts }: Parts,
  known: {
    readonly now: Date;
    readonly free: number;
    readonly total: number;
    readonly followers: Awaited<ReturnType<typeof readFollowers>>;
    readonly waiting: number;
    readonly backups: readonly BackupView[];
    readonly live: LiveFacts;
    readonly failed: bigint;
  },
): Promise<Concern[]> {
  const { now, free, total, waiting } = known;
  const newest = known.backups.find(({ isThere }) => isThere);
  const [attempt] = await jobs.list("operations.backup", 1);
  const checked = known.backups
    .filter(({ checked_at: at }) => at !== null)
    .sort((a, b) => Number(b.checked_at) - Number(a.checked_at))[0];
  const found = concernsOf({
    now,
    disk: { free, total },
    heldUp: known.followers.filter(({ isHeldUp }) => isHeldUp).map(({ name }) => name),
    waiting,
    backups: {
      isScheduled: settings.backup !== undefined,
      newest: newest?.made_at,
      failed: attempt?.state === "failed" ? attempt.words : undefined,
      wrong: checked?.wrong ?? undefined,
      lastCheck: checked?.checked_at ?? undefined,
    },
    live: known.live,
    failedJobs: Number(known.failed),
    overdue: overdueOf(ledger),
    detection: await readDetectionConcerns(parts.database.reader),
  });
  // What is overdue outside stands among the others, with its reason.
  const facts = ledger && { ...(await readLedgerFacts({ ...parts, ledger }, now)), overdue: [] };
  const ofLedger = facts ? concernsOfLedger(facts) : [];
  const all = [...ofLedger.map(onTheLedger), ...found];
  return [
    ...all.filter(({ severity }) => severity === "high"),
    ...all.filter(({ severity }) => severity !== "high"),
  ];
}

const onTheLedger = ({ severity, zh, en }: Concern): Concern => ({
  severity,
  zh: `存证账本：${zh}`,
  en: `Ledger: ${en}`,
});
