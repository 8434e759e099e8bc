import { randomUUID } from "node:crypto";
import { fromKysely, PgBoss } from "pg-boss";
import type { Actor } from "../context/access.ts";
import type { ContextMaker } from "../context/context-for.ts";
import type { Database } from "../database/database.ts";
import type { Tx } from "../database/tables.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { AnyJob, JobDefinition, JobView } from "./define-job.ts";
import { askToCancel, insertJob, type NewJob, newestJobs, readJob, unfinishedJobs } from "./job-table.ts";
import { Ended, runJob } from "./run-job.ts";

export interface Jobs {
  /** The new job's id. Within a transaction of the caller's the job exists if that commits. */
  start<Input, Checkpoint>(
    job: JobDefinition<Input, Checkpoint>,
    input: Input,
    actor: Actor,
    tx?: Tx,
  ): Promise<string>;
  read(id: string): Promise<JobView | undefined>;
  /** Newest first. */
  list(name: string, limit: number): Promise<JobView[]>;
  /** A running job ends at its next step. Whether there was anything to cancel. */
  cancel(id: string): Promise<boolean>;
  /** Runs it by a cron expression in a time zone, on behalf of the actor; replaces the job's former schedule. */
  schedule<Input, Checkpoint>(
    job: JobDefinition<Input, Checkpoint>,
    when: { readonly cron: string; readonly timeZone: string },
    input: Input,
    actor: Actor,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly database: Database;
  readonly definitions: readonly AnyJob[];
  readonly contexts: ContextMaker;
  readonly log: Logger;
  /** False beside a server: start and watch, and leave the work to the server. */
  readonly work?: boolean;
}

/** What the queue carries. A scheduled job has no id of ours: the queue's own becomes it. */
interface Envelope {
  readonly actor: Actor;
  readonly input: unknown;
}

const longest = 23 * 3600; // seconds; the queue allows less than a day
const stopWithin = 10_000; // milliseconds

export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { database, definitions, contexts, log, work = true } = options;
  const { user, password, ...address } = database.address;
  const boss = new PgBoss({
    ...(address as { host: string; port: number; database: string }),
    ...(user === undefined ? {} : { user, password: String(password) }),
    max: 4,
    application_name: "plumbline jobs",
    supervise: work,
    schedule: work,
  });
  boss.on("error", (error) => log.warn({ err: error }, "the queue of jobs met an error"));
  await boss.start();
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();
  const db = database.writer;
  for (const definition of definitions) await declareQueue(boss, definition);
  if (work) {
    await takeUpUnfinished(boss, options);
    for (const definition of definitions) {
      const handling = {
        includeMetadata: true,
        batchSize: 1,
        pollingIntervalSeconds: 0.5,
        localConcurrency: definition.concurrency ?? 1,
      } as const;
      await boss.work<Envelope, void, typeof handling>(definition.name, handling, async ([item]) => {
        if (!item) return;
        const job = { id: item.id, name: definition.name, ...item.data };
        await insertJob(db, job);
        const controller = new AbortController();
        const isLastAttempt = item.retryCount >= item.retryLimit;
        const contextFor = (actor: Actor) => contexts.contextFor(actor);
        const done = runJob(definition, job, { db, log, contextFor, controller, isLastAttempt });
        running.set(item.id, { controller, done });
        try {
          await done;
        } finally {
          running.delete(item.id);
        }
      });
    }
  }

  return {
    async start(job, input, actor, tx) {
      const id = randomUUID();
      const parsed: unknown = job.input.parse(input);
      const begin = async (on: Tx) => {
        await insertJob(on, { id, name: job.name, actor, input: parsed });
        await boss.send(job.name, { actor, input: parsed } satisfies Envelope, { id, db: fromKysely(on) });
      };
      await (tx ? begin(tx) : db.transaction().execute(begin));
      return id;
    },
    read: (id) => readJob(db, id),
    list: (name, limit) => newestJobs(db, name, limit),
    async cancel(id) {
      const before = await askToCancel(db, id);
      running.get(id)?.controller.abort(new Ended("cancelled"));
      return before === "waiting" || before === "running";
    },
    async schedule(job, { cron, timeZone }, input, actor) {
      const data: Envelope = { actor, input: job.input.parse(input) };
      await boss.schedule(job.name, cron, data, { tz: timeZone });
    },
    async close() {
      for (const { controller } of running.values()) controller.abort(new Ended("stopping"));
      const all = Promise.allSettled([...running.values()].map(({ done }) => done));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, stopWithin).unref())]);
      await boss.stop({ graceful: false });
    },
  };
}

async function declareQueue(boss: PgBoss, { name, retries = 3, retryDelay = 2 }: AnyJob): Promise<void> {
  const settings = {
    retryLimit: retries,
    retryDelay,
    retryBackoff: true,
    expireInSeconds: longest,
    retentionSeconds: 30 * 24 * 3600,
  };
  await boss.createQueue(name, settings);
  await boss.updateQueue(name, settings);
}

/**
 * Only one server works, so what is unfinished when it opens was left by one that stopped or was killed. It is
 * queued again at once, without counting as a failed attempt.
 */
async function takeUpUnfinished(boss: PgBoss, { database, definitions, log }: JobsOptions): Promise<void> {
  const known = new Set(definitions.map(({ name }) => name));
  for (const job of await unfinishedJobs(database.writer)) {
    if (!known.has(job.name)) {
      log.warn({ job: job.name, id: job.id }, "an unfinished job that this version does not know");
      continue;
    }
    await requeue(boss, job);
  }
}

async function requeue(boss: PgBoss, { id, name, actor, input }: NewJob): Promise<void> {
  const [item] = await boss.findJobs(name, { id });
  switch (item?.state) {
    case undefined:
      await boss.send(name, { actor, input } satisfies Envelope, { id });
      break;
    case "active":
      await boss.cancel(name, id);
      await boss.resume(name, id);
      break;
    case "cancelled":
      await boss.resume(name, id);
      break;
    case "failed":
      await boss.retry(name, id);
      break;
    case "completed":
      await boss.deleteJob(name, id);
      await boss.send(name, { actor, input } satisfies Envelope, { id });
      break;
    default: // created or retry: its turn comes
  }
}
