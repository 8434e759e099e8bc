import type { RoomParts } from "../../people/index.ts";
import { type Context, type JobView, Refusal } from "../../platform/index.ts";
import { house } from "./parts.ts";

type Jobs = RoomParts["jobs"];

/** Asks a job to end; it ends at its next step. */
export async function cancelJob(context: Context, jobs: Jobs, id: string): Promise<JobView> {
  await tell(context, jobs, { id, action: "jobs.cancel", type: "job.cancel-asked" }, ["waiting", "running"]);
  await jobs.cancel(id);
  return known(jobs, id);
}

/** A job that failed or was cancelled waits again, on behalf of whoever started it. */
export async function retryJob(context: Context, jobs: Jobs, id: string): Promise<JobView> {
  await tell(context, jobs, { id, action: "jobs.retry", type: "job.retried" }, ["failed", "cancelled"]);
  await jobs.retry(id);
  return known(jobs, id);
}

async function tell(
  context: Context,
  jobs: Jobs,
  { id, action, type }: { readonly id: string; readonly action: string; readonly type: string },
  states: readonly JobView["state"][],
): Promise<void> {
  await context.commit(async () => {
    context.require(action, house);
    const { state } = await known(jobs, id);
    if (!states.includes(state)) throw notIn(state);
    return { result: undefined, event: { type, subject: `job:${id}` } };
  });
}

async function known(jobs: Jobs, id: string): Promise<JobView> {
  const job = await jobs.read(id);
  if (!job) throw new Refusal("not-found", { zh: "没有这个任务。", en: "There is no such job." });
  return job;
}

const stateNames = {
  waiting: { zh: "正在等待", en: "is waiting" },
  running: { zh: "正在运行", en: "is running" },
  done: { zh: "已完成", en: "is done" },
  failed: { zh: "已失败", en: "has failed" },
  cancelled: { zh: "已取消", en: "was cancelled" },
} as const;

const notIn = (state: JobView["state"]) =>
  new Refusal("conflict", {
    zh: `这个任务${stateNames[state].zh}。`,
    en: `This job ${stateNames[state].en}.`,
  });
