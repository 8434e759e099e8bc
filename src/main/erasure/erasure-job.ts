import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import {
  type AnyJob,
  type Bilingual,
  type Context,
  type Database,
  defineJob,
  Refusal,
  sql,
  sweepDatabase,
} from "../../platform/index.ts";
import { removeAllUploads } from "../../records/index.ts";
import { backupFolder } from "../system/backups.ts";
import { carryOut, holdReading } from "./carry-out.ts";
import { listErasures } from "./erasure-list.ts";
import { type ErasureParts, eraser, erasureResource, tablesWithValues } from "./parts.ts";

/**
 * Carries out what was approved, and takes it off the disk: only then is it done. Every step can be taken again, so a
 * killed attempt is simply begun anew; what is erased already is not erased twice.
 */
export function erasureJob(parts: ErasureParts): AnyJob {
  return defineJob({
    name: "house.erase",
    input: z.object({}),
    checkpoint: z.object({}),
    retries: 5,
    retryDelay: 30,
    async run({ context, signal, progress }) {
      await carryOutApproved(parts, context, signal, progress);
      await finishErasures(parts, context, { signal, onProgress: progress });
    },
  });
}

const whileOthersRead = 2_000; // milliseconds
type Progress = (percent: number, words: Bilingual) => Promise<void> | void;

async function carryOutApproved(
  { database }: ErasureParts,
  context: () => Context,
  signal: AbortSignal,
  progress: Progress,
): Promise<void> {
  const approved = await database.reader
    .selectFrom("erasure")
    .select("id")
    .where("state", "=", "approved")
    .orderBy("asked_at")
    .execute();
  for (const { id } of approved) {
    for (;;) {
      signal.throwIfAborted();
      await progress(0, { zh: "删除值与盐", en: "Erasing values and salts" });
      const hold = (await isBusy(database)) ? undefined : await holdReading(database);
      try {
        await carryOut(context(), id, { readingHeldBy: hold?.pid });
        break;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
        // What stands in the way is shown with the request: an import, a detection, a hold, an account in use.
        await tellWhy(database, id, error.sentence);
        // A hold and an account in use need a person.
        if (!error.isPassing) break;
      } finally {
        await hold?.letGo();
      }
      await sleep(whileOthersRead, undefined, { signal });
    }
  }
}

/** What reads for minutes is not waited for: live detection and questions would stand still with the one who waits. */
async function isBusy({ writer }: Pick<Database, "writer">): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM job WHERE state = 'running' AND split_part(name, '.', 1) IN ('monitoring', 'alerts', 'ranking', 'rules')
    LIMIT 1`.execute(writer);
  return rows.length > 0;
}

async function tellWhy({ writer }: Database, id: string, sentence: Bilingual): Promise<void> {
  await sql`UPDATE erasure SET remaining = ${JSON.stringify([sentence])} WHERE id = ${id}`.execute(writer);
}

/** The lists, the files, and the disk. Nothing to do where nothing was erased since. */
export async function finishErasures(
  parts: ErasureParts,
  context: () => Context,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: Progress },
): Promise<void> {
  const { database, data, keys, settings, isEmbedded } = parts;
  const begun = context().now;
  const erased = await database.reader
    .selectFrom("erasure")
    .select("id")
    .where("state", "=", "erased")
    .execute();
  if (erased.length === 0) return;
  await listErasures(database, listPlaces({ data, keys, settings }));
  await onProgress?.(2, { zh: "删除文件", en: "Removing files" });
  const kept = await database.reader
    .selectFrom("upload")
    .select("id")
    .where("state", "<>", "removed")
    .execute();
  await removeAllUploads(data, (id) => kept.some((one) => one.id === id));
  await emptyTemporaryFolder(data, begun);
  // The queue keeps what its jobs were asked for as long as it keeps them.
  await sql`DELETE FROM pgboss.job WHERE state IN ('completed', 'cancelled', 'failed')`
    .execute(database.writer)
    .catch(ignoreAbsent);
  const remaining = await sweepDatabase({
    database,
    data: isEmbedded ? data : undefined,
    tables: tablesWithValues,
    ...(signal ? { signal } : {}),
    onProgress: (share, words) => onProgress?.(5 + 0.94 * share, words),
  });
  const ids = erased.map(({ id }) => id);
  const act = context();
  await act.commit(async (tx) => {
    act.require("erasures.carry-out", erasureResource("house"));
    await tx
      .updateTable("erasure")
      .set({
        state: remaining.length > 0 ? "operator" : "done",
        remaining: JSON.stringify(remaining),
        done_at: remaining.length > 0 ? null : act.now,
        done_by: remaining.length > 0 ? null : eraser.id,
      })
      .where("id", "in", ids)
      .where("state", "=", "erased")
      .execute();
    const type = remaining.length > 0 ? "erasures.handed-over" : "erasures.done";
    const seals = { acts: ids.length };
    return { result: undefined, event: { type, subject: "house:erasure", after: { ids }, seals } };
  });
}

/** A queue that has never run has no table yet. */
function ignoreAbsent(error: unknown): void {
  if ((error as { code?: unknown }).code !== "42P01") throw error;
}

/** Beside the keys, and beside the backups where there are any. */
export function listPlaces({
  data,
  keys,
  settings,
}: Pick<ErasureParts, "data" | "keys" | "settings">): string[] {
  const backups = backupFolder(data, settings);
  return [...(keys === undefined ? [] : [keys]), ...(existsSync(backups) ? [backups] : [])];
}

/** Where the server has its own folder for temporary files, what was left there goes. */
async function emptyTemporaryFolder(data: string, before: Date): Promise<void> {
  const folder = join(data, "temporary");
  if (resolve(tmpdir()) !== resolve(folder) || !existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const made = await stat(join(folder, name)).catch(() => undefined);
    if (made && made.mtime < before) await rm(join(folder, name), { recursive: true, force: true });
  }
}
