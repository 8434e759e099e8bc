import { type Context, listBackups, sql } from "../../platform/index.ts";
import { backupFolder, knownBackups } from "../system/backups.ts";
import type { ErasureParts } from "./parts.ts";

/** Requests with how far they have come, newest first. */
export async function readErasures(context: Context) {
  return context.db
    .selectFrom("erasure")
    .selectAll()
    .where("cause", "=", "person")
    .orderBy("asked_at", "desc")
    .limit(200)
    .execute();
}

/** Acts of retention that are not yet off the disk. */
export async function unfinishedRetention({ db }: Context): Promise<number> {
  const { n } = await db
    .selectFrom("erasure")
    .select(sql<bigint>`count(*)`.as("n"))
    .where("cause", "=", "retention")
    .where("state", "<>", "done")
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface BackupsLeft {
  /** Backups from before, that are still there. */
  readonly count: number;
  /** How many backups are kept: the older ones are gone once so many have been made since. Absent without a schedule. */
  readonly keep: number | undefined;
}

/** Backups that may still hold what was erased at a moment. */
export async function backupsFrom(parts: ErasureParts): Promise<(before: Date) => BackupsLeft> {
  const there = new Set(await listBackups(backupFolder(parts.data, parts.settings)));
  const known = (await knownBackups(parts.database)).filter(({ name }) => there.has(name));
  const keep = parts.settings.backup?.keep;
  return (before) => ({ count: known.filter(({ made_at: at }) => at <= before).length, keep });
}
