import { type Generated, type Kysely, sql, type Transaction } from "kysely";
import type { Actor } from "../context/access.ts";
import type { Tables } from "../database/tables.ts";
import type { Bilingual } from "../language.ts";
import type { JobState, JobView } from "./define-job.ts";

/** Columns as in migration 0002. JSON columns are written as text and read as values. */
interface JobTable {
  id: string;
  name: string;
  actor: unknown;
  input: unknown;
  state: Generated<JobState>;
  percent: Generated<number>;
  words: Generated<unknown>;
  checkpoint: Generated<unknown>;
  attempt: Generated<number>;
  cancel_asked: Generated<boolean>;
  created_at: Generated<Date>;
  finished_at: Generated<Date | null>;
}

const jobs = (db: Kysely<Tables> | Transaction<Tables>) => db as unknown as Kysely<{ job: JobTable }>;

export interface NewJob {
  readonly id: string;
  readonly name: string;
  readonly actor: Actor;
  readonly input: unknown;
}

/** Nothing where it is there already: a schedule may offer the same job twice. */
export async function insertJob(db: Kysely<Tables>, { id, name, actor, input }: NewJob): Promise<void> {
  await jobs(db)
    .insertInto("job")
    .values({ id, name, actor: JSON.stringify(actor), input: JSON.stringify(input) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The next attempt begins, and what the one before said is over: its number and the checkpoint; `undefined` where the job has already ended. */
export async function beginAttempt(
  db: Kysely<Tables>,
  id: string,
): Promise<{ attempt: number; checkpoint: unknown; cancelled: boolean } | undefined> {
  const row = await jobs(db)
    .updateTable("job")
    .set({ state: "running", attempt: sql`attempt + 1`, words: null })
    .where("id", "=", id)
    .where("state", "in", ["waiting", "running"])
    .returning(["attempt", "checkpoint", "cancel_asked"])
    .executeTakeFirst();
  return (
    row && { attempt: row.attempt, checkpoint: row.checkpoint ?? undefined, cancelled: row.cancel_asked }
  );
}

export interface JobChange {
  readonly state?: JobState;
  readonly percent?: number;
  readonly words?: Bilingual | undefined;
  readonly checkpoint?: unknown;
}

/** `stale`: another attempt has begun, or the job has ended; nothing was changed. */
export async function changeJob(
  db: Kysely<Tables>,
  id: string,
  attempt: number,
  change: JobChange,
): Promise<"changed" | "cancelled" | "stale"> {
  const ends = change.state !== undefined && !["waiting", "running"].includes(change.state);
  const row = await jobs(db)
    .updateTable("job")
    .set({
      ...(change.state && { state: change.state }),
      ...(change.percent !== undefined && { percent: change.percent }),
      ...(change.words && { words: JSON.stringify(change.words) }),
      ...("checkpoint" in change && { checkpoint: JSON.stringify(change.checkpoint) }),
      ...(ends && { finished_at: sql<Date>`now()` }),
    })
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "running")
    .returning("cancel_asked")
    .executeTakeFirst();
  return row === undefined ? "stale" : row.cancel_asked ? "cancelled" : "changed";
}

/** The state it was in; a waiting job is cancelled at once, a running one is asked to end. */
export async function askToCancel(db: Kysely<Tables>, id: string): Promise<JobState | undefined> {
  const row = await jobs(db)
    .with("old", (with_) => with_.selectFrom("job").select(["id", "state"]).where("id", "=", id).forUpdate())
    .updateTable("job")
    .from("old")
    .set({
      cancel_asked: true,
      state: sql<JobState>`CASE WHEN job.state = 'waiting' THEN 'cancelled' ELSE job.state END`,
      finished_at: sql<Date | null>`CASE WHEN job.state = 'waiting' THEN now() ELSE job.finished_at END`,
    })
    .whereRef("job.id", "=", "old.id")
    .returning("old.state as before")
    .executeTakeFirst();
  return row?.before;
}

export async function unfinishedJobs(db: Kysely<Tables>): Promise<NewJob[]> {
  const rows = await jobs(db)
    .selectFrom("job")
    .select(["id", "name", "actor", "input"])
    .where("state", "in", ["waiting", "running"])
    .execute();
  return rows.map((row) => ({ ...row, actor: row.actor as Actor }));
}

export async function readJob(db: Kysely<Tables>, id: string): Promise<JobView | undefined> {
  const row = await jobs(db).selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst();
  return row && viewOf(row);
}

export async function newestJobs(db: Kysely<Tables>, name: string, limit: number): Promise<JobView[]> {
  const rows = await jobs(db)
    .selectFrom("job")
    .selectAll()
    .where("name", "=", name)
    .orderBy("created_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

export interface JobPage {
  readonly limit: number;
  readonly states?: readonly JobState[] | undefined;
  readonly before?: { readonly createdAt: Date; readonly id: string } | undefined;
}

export async function newestOfAll(
  db: Kysely<Tables>,
  { limit, states, before }: JobPage,
): Promise<JobView[]> {
  let query = jobs(db)
    .selectFrom("job")
    .selectAll()
    .orderBy(sql`date_trunc('milliseconds', created_at)`, "desc")
    .orderBy("id", "desc");
  if (states) query = query.where("state", "in", [...states]);
  if (before) {
    // A Date is cut to milliseconds, the column is not: those of the same one are told apart by their ids.
    query = query.where(
      sql<boolean>`(date_trunc('milliseconds', created_at), id) < (${before.createdAt}, ${before.id}::uuid)`,
    );
  }
  return (await query.limit(limit).execute()).map(viewOf);
}

/** The job as it was asked for, where it had failed or was cancelled. */
export async function waitAgain(db: Kysely<Tables>, id: string): Promise<NewJob | undefined> {
  const row = await jobs(db)
    .updateTable("job")
    .set({ state: "waiting", cancel_asked: false, finished_at: null, words: null })
    .where("id", "=", id)
    .where("state", "in", ["failed", "cancelled"])
    .returning(["id", "name", "actor", "input"])
    .executeTakeFirst();
  return row && { ...row, actor: row.actor as Actor };
}

function viewOf(row: {
  id: string;
  name: string;
  actor: unknown;
  input: unknown;
  state: JobState;
  percent: number;
  words: unknown;
  attempt: number;
  created_at: Date;
  finished_at: Date | null;
}): JobView {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    percent: row.percent,
    words: (row.words ?? undefined) as Bilingual | undefined,
    actor: (row.actor as Actor).id,
    input: row.input,
    attempt: row.attempt,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  };
}
