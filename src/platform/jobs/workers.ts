import type { PgBoss } from "pg-boss";
import type { Actor } from "../context/access.ts";
import type { ContextMaker } from "../context/context-for.ts";
import type { Database } from "../database/database.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { AnyJob } from "./define-job.ts";
import { insertJob, unfinishedJobs } from "./job-table.ts";
import { type Envelope, requeue } from "./queue.ts";
import { Ended, runJob } from "./run-job.ts";

export interface JobsOptions {
  readonly database: Database;
  readonly definitions: readonly AnyJob[];
  readonly contexts: ContextMaker;
  readonly log: Logger;
  /** False beside a server: start and watch, and leave the work to the server. */
  readonly work?: boolean;
}

export interface Workers {
  cancel(id: string): void;
  /** Ends what runs, without settling it: the next server goes on with it. */
  stop(): Promise<void>;
}

const stopWithin = 10_000; // milliseconds

export async function startWorkers(boss: PgBoss, options: JobsOptions): Promise<Workers> {
  const { database, definitions, contexts, log } = options;
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();
  const db = database.writer;
  const contextFor = (actor: Actor) => contexts.contextFor(actor);

  const work = (definition: AnyJob) => {
    const handling = {
      includeMetadata: true,
      batchSize: 1,
      pollingIntervalSeconds: 0.5,
      localConcurrency: definition.concurrency ?? 1,
    } as const;
    return boss.work<Envelope, void, typeof handling>(definition.name, handling, async ([item]) => {
      if (!item) return;
      const job = { id: item.id, name: definition.name, ...item.data };
      await insertJob(db, job);
      const controller = new AbortController();
      const isLastAttempt = item.retryCount >= item.retryLimit;
      const done = runJob(definition, job, { db, log, contextFor, controller, isLastAttempt });
      running.set(item.id, { controller, done });
      await done.finally(() => running.delete(item.id));
    });
  };
  await takeUpUnfinished(boss, options);
  for (const definition of definitions) await work(definition);
  return {
    cancel: (id) => running.get(id)?.controller.abort(new Ended("cancelled")),
    async stop() {
      for (const { controller } of running.values()) controller.abort(new Ended("stopping"));
      const all = Promise.allSettled([...running.values()].map(({ done }) => done));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, stopWithin).unref())]);
    },
  };
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
