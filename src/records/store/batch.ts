import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Bilingual, locks } from "../../platform/index.ts";
import type { RefusedRow } from "../reading/raw-table.ts";

/** What is known of a batch when it begins. */
export interface NewBatch {
  readonly source: string;
  readonly job: string | undefined;
  readonly actor: string;
  readonly complete: boolean;
  readonly fingerprint: string;
  readonly files: readonly BatchFile[];
  readonly notes: readonly Bilingual[];
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  readonly observedAt: Date;
}

export interface BatchFile {
  readonly path: string;
  readonly member?: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

export interface Batch {
  readonly id: bigint;
  readonly state: "staging" | "committed" | "failed";
  readonly fingerprint: string;
  readonly observedAt: Date;
  /** Its versions have greater ids. */
  readonly afterId: bigint;
}

const batchColumns = `id, state, fingerprint, observed_at AS "observedAt", after_id AS "afterId"`;

const lookAgain = 300; // milliseconds

/**
 * One import at a time in the whole house: the session holds it until it ends, however it ends. Dry runs share it
 * among themselves. Who waits asks again and again, so that waiting can be cancelled.
 */
export async function holdImports(
  session: pg.Client,
  { signal, shared = false, onWait }: HoldOptions,
): Promise<void> {
  const take = `SELECT pg_try_advisory_lock${shared ? "_shared" : ""}($1, $2) AS held`;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await session.query(take, [locks.imports.class, locks.imports.number]);
    if (rows[0]?.held === true) return;
    await onWait?.(waiting);
    await sleep(lookAgain, undefined, { signal });
  }
}

interface HoldOptions {
  readonly signal: AbortSignal;
  readonly shared?: boolean;
  readonly onWait?: (words: Bilingual) => Promise<void> | void;
}

const waiting: Bilingual = { zh: "等待另一次导入结束", en: "waiting for another import to end" };

export async function batchOfJob(session: pg.Client, job: string): Promise<Batch | undefined> {
  const { rows } = await session.query<Batch>(`SELECT ${batchColumns} FROM import_batch WHERE job = $1`, [
    job,
  ]);
  return rows[0];
}

export async function beginBatch(session: pg.Client, batch: NewBatch): Promise<Batch> {
  const { rows } = await session.query<Batch>(
    `INSERT INTO import_batch (source, origin, job, actor, complete, fingerprint, files, notes, refused, refused_total, observed_at, after_id)
     SELECT $1, 'import', $2, $3, $4, $5, $6, $7, $8, $9, $10, last_value - 1 FROM record_version_id_seq RETURNING ${batchColumns}`,
    [
      batch.source,
      batch.job ?? null,
      batch.actor,
      batch.complete,
      batch.fingerprint,
      JSON.stringify(batch.files),
      JSON.stringify(batch.notes),
      JSON.stringify(batch.refused),
      batch.refusedTotal,
      batch.observedAt,
    ],
  );
  const [made] = rows;
  if (!made) throw new Error("The batch was not written.");
  return made;
}

/** Takes away what an attempt staged after its last checkpoint, or all of it. */
export async function rewindBatch(session: pg.Client, batch: Batch, lastId = batch.afterId): Promise<void> {
  await session.query("DELETE FROM record_version WHERE id > $1 AND batch = $2", [lastId, batch.id]);
}

/** The batch will never be seen: its versions go, and the numbers they took are free again. */
export async function discardBatch(session: pg.Client, batch: Batch): Promise<void> {
  await rewindBatch(session, batch);
  await session.query(
    "UPDATE import_batch SET state = 'failed', job = NULL WHERE id = $1 AND state = 'staging'",
    [batch.id],
  );
}

/** What earlier imports left behind when they were killed; whoever holds the imports may take it away. */
export async function discardOthers(session: pg.Client, own: Batch | undefined): Promise<void> {
  const { rows } = await session.query<Batch>(
    `SELECT ${batchColumns} FROM import_batch WHERE state = 'staging'`,
  );
  for (const batch of rows) if (batch.id !== own?.id) await discardBatch(session, batch);
}
