import type { PgBoss } from "pg-boss";
import type { Actor } from "../context/access.ts";
import type { Address } from "../database/connect.ts";
import type { Tx } from "../database/tables.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { AnyJob } from "./define-job.ts";
import type { NewJob } from "./job-table.ts";

/** What the queue carries. A scheduled job has no id of ours: the queue's own becomes it. */
export interface Envelope {
  readonly actor: Actor;
  readonly input: unknown;
}

const longest = 23 * 3600; // seconds; the queue allows less than a day

/** Only one process of all supervises and schedules: the server. */
export async function openQueue(address: Address, supervise: boolean, log: Logger): Promise<PgBoss> {
  // Loaded here, so that commands without jobs do not wait for it.
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    ...(address as { connectionString: string }),
    max: 4,
    application_name: "plumbline jobs",
    supervise,
    schedule: supervise,
  });
  boss.on("error", (error) => log.warn({ err: error }, "the queue of jobs met an error"));
  await boss.start();
  return boss;
}

export async function declareQueue(
  boss: PgBoss,
  { name, retries = 3, retryDelay = 2 }: AnyJob,
): Promise<void> {
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

/** Queues the job in the caller's transaction. */
export async function enqueue(boss: PgBoss, { id, name, actor, input }: NewJob, tx: Tx): Promise<void> {
  const { fromKysely } = await import("pg-boss");
  await boss.send(name, { actor, input } satisfies Envelope, { id, db: fromKysely(tx) });
}

/** Whatever the queue thinks of the job: its turn comes, and at once. */
export async function requeue(boss: PgBoss, { id, name, actor, input }: NewJob): Promise<void> {
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
    case "retry": // put off for longer with each attempt that broke, or that a stop has ended
    case "completed":
      await boss.deleteJob(name, id);
      await boss.send(name, { actor, input } satisfies Envelope, { id });
      break;
    default: // created: its turn comes
  }
}
