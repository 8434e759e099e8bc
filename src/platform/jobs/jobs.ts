import { randomUUID } from "node:crypto";
import type { Actor } from "../context/access.ts";
import type { Tx } from "../database/tables.ts";
import type { AnyJob, JobDefinition, JobView } from "./define-job.ts";
import {
  askToCancel,
  insertJob,
  type JobPage,
  type NewJob,
  newestJobs,
  newestOfAll,
  readJob,
  waitAgain,
} from "./job-table.ts";
import { declareQueue, type Envelope, enqueue, openQueue, requeue } from "./queue.ts";
import { type JobsOptions, startWorkers } from "./workers.ts";

export interface Jobs {
  /** The new job's id. Within a transaction of the caller's the job exists if that commits. */
  start<Input, Checkpoint>(
    job: JobDefinition<Input, Checkpoint>,
    input: Input,
    actor: Actor,
    tx?: Tx,
  ): Promise<string>;
  read(id: string): Promise<JobView | undefined>;
  /** Newest first; within a transaction also those that it has started itself. */
  list(name: string, limit: number, tx?: Tx): Promise<JobView[]>;
  /** Of every name, newest first; `before` is the last of the page before. */
  newest(page: JobPage): Promise<JobView[]>;
  /** A failed or cancelled job waits again, on behalf of whoever started it. Whether there was anything to retry. */
  retry(id: string): Promise<boolean>;
  /**
   * A running job ends at its next step. Whether there was anything to cancel. Within a transaction of the caller's it is
   * only asked to end, if that commits; to be called again afterwards, so that it ends at once.
   */
  cancel(id: string, tx?: Tx): Promise<boolean>;
  /** Runs it by a cron expression in a time zone, on behalf of the actor; replaces the job's former schedule. */
  schedule<Input, Checkpoint>(
    job: JobDefinition<Input, Checkpoint>,
    when: { readonly cron: string; readonly timeZone: string },
    input: Input,
    actor: Actor,
  ): Promise<void>;
  /** Takes the job's schedule away. */
  unschedule(job: Pick<AnyJob, "name">): Promise<void>;
  close(): Promise<void>;
}

export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { database, definitions, log, work = true } = options;
  const boss = await openQueue(database.address, work, log);
  for (const definition of definitions) await declareQueue(boss, definition);
  const workers = work ? await startWorkers(boss, options) : undefined;
  const db = database.writer;
  return {
    async start(job, input, actor, tx) {
      const id = randomUUID();
      const created: NewJob = { id, name: job.name, actor, input: job.input.parse(input) };
      const begin = async (on: Tx) => {
        await insertJob(on, created);
        await enqueue(boss, created, on);
      };
      await (tx ? begin(tx) : db.transaction().execute(begin));
      return id;
    },
    read: (id) => readJob(db, id),
    list: (name, limit, tx) => newestJobs(tx ?? db, name, limit),
    newest: (page) => newestOfAll(db, page),
    async retry(id) {
      const job = await waitAgain(db, id);
      if (!job) return false;
      await requeue(boss, job);
      return true;
    },
    async cancel(id, tx) {
      const before = await askToCancel(tx ?? db, id);
      if (!tx) workers?.cancel(id);
      return before === "waiting" || before === "running";
    },
    async schedule(job, { cron, timeZone }, input, actor) {
      const data: Envelope = { actor, input: job.input.parse(input) };
      await boss.schedule(job.name, cron, data, { tz: timeZone });
    },
    unschedule: ({ name }) => boss.unschedule(name),
    async close() {
      await workers?.stop();
      await boss.stop({ graceful: false });
    },
  };
}
