import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";
import { setCancelled } from "./cancelled.ts";

/** Ends a run that waits or goes on. Nothing that it found is visible then; who ended it stays with it. */
export async function cancelRun(
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> {
  await context.commit(async (tx) => {
    context.require("detection.run", house);
    const job = await jobs.read(id);
    if (job?.name !== "monitoring.run") throw noSuchRun();
    if (job.state !== "waiting" && job.state !== "running") throw alreadyOver();
    const { actor, now } = context;
    // A run that is committed meanwhile was not cancelled, and one that is cancelled cannot be committed any more.
    if (!(await setCancelled(tx, job, { by: actor.id, at: now }))) throw alreadyOver();
    await jobs.cancel(id, tx);
    const after = { askedBy: job.actor, state: job.state, percent: Math.floor(job.percent) };
    return { result: undefined, event: { type: "detection.run-cancelled", subject: `run:${id}`, after } };
  });
  await jobs.cancel(id);
}

export const noSuchRun = () =>
  new Refusal("not-found", { zh: "没有这次检测。", en: "There is no such run." });

const alreadyOver = () =>
  new Refusal("conflict", {
    zh: "这次检测已经结束，不能再取消。",
    en: "This run is over and cannot be cancelled any more.",
  });
