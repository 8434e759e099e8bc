import type { Kysely } from "kysely";
import type { Context } from "../context/context.ts";
import type { Tables } from "../database/tables.ts";
import type { Bilingual } from "../language.ts";
import { Refusal } from "../refusal.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { AnyJob } from "./define-job.ts";
import { beginAttempt, changeJob, type JobChange, type NewJob } from "./job-table.ts";

/** Why an attempt ends before its time. */
export class Ended extends Error {
  readonly reason: "cancelled" | "stale" | "stopping";
  constructor(reason: Ended["reason"]) {
    super(`The attempt is to end: ${reason}.`);
    this.reason = reason;
  }
}

export interface RunParts {
  readonly db: Kysely<Tables>;
  readonly log: Logger;
  readonly contextFor: (actor: NewJob["actor"]) => Context;
  readonly controller: AbortController;
  readonly isLastAttempt: boolean;
}

const progressEvery = 250; // milliseconds

/**
 * Runs one attempt. Resolves when the job is settled (done, refused, cancelled, or taken over by a later
 * attempt); throws what broke it or passes by itself, so that the queue tries again.
 */
export async function runJob(definition: AnyJob, job: NewJob, parts: RunParts): Promise<void> {
  const { db, log, contextFor, controller, isLastAttempt } = parts;
  const begun = await beginAttempt(db, job.id);
  if (!begun) return;
  const { attempt, cancelled } = begun;
  const change = async (what: JobChange, on = db) => {
    const outcome = await changeJob(on, job.id, attempt, what);
    if (outcome !== "changed" && what.state === undefined) controller.abort(new Ended(outcome));
    if (what.state === undefined) controller.signal.throwIfAborted();
  };
  let lastProgress = 0;
  try {
    if (cancelled) throw new Ended("cancelled");
    await definition.run({
      id: job.id,
      input: definition.input.parse(job.input),
      checkpoint: begun.checkpoint === undefined ? undefined : definition.checkpoint.parse(begun.checkpoint),
      attempt,
      signal: controller.signal,
      context: () => contextFor(job.actor),
      async progress(percent, words) {
        controller.signal.throwIfAborted();
        const time = performance.now();
        if (time - lastProgress < progressEvery && percent < 100) return;
        lastProgress = time;
        await change({ percent, words });
      },
      async save(checkpoint, write) {
        controller.signal.throwIfAborted();
        await db.transaction().execute(async (tx) => {
          await write?.(tx);
          await change({ checkpoint: definition.checkpoint.parse(checkpoint) }, tx);
        });
      },
    });
    await change({ state: "done", percent: 100 });
  } catch (error) {
    const ended = controller.signal.aborted ? controller.signal.reason : error;
    if (ended instanceof Ended) {
      // A stopping server leaves it "running"; the next one goes on with it.
      if (ended.reason === "cancelled") await change({ state: "cancelled" });
      if (ended.reason === "stopping") throw ended;
      return;
    }
    if (error instanceof Refusal) {
      if (!error.isPassing || isLastAttempt) return change({ state: "failed", words: error.sentence });
      await change({ state: "waiting", words: error.sentence });
      throw error;
    }
    log.error({ err: error, job: definition.name, id: job.id, attempt }, "an attempt at a job broke");
    await change(isLastAttempt ? { state: "failed", words: broken } : { state: "waiting" });
    throw error;
  }
}

const broken: Bilingual = {
  zh: "任务因内部错误而失败；详情见服务器日志。",
  en: "The job failed through an internal error; the server's log has the details.",
};
