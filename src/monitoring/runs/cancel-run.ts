import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { alreadyOver, asItWas, cancelJob } from "../cancel-job.ts";
import { house } from "../house.ts";
import { setCancelled } from "./cancelled.ts";

const what = { zh: "次检测", en: "run" };

/** Ends a run that waits or goes on. Nothing that it found is visible then; who ended it stays with it. */
export const cancelRun = (context: Context, jobs: Pick<Jobs, "cancel" | "read">, id: string): Promise<void> =>
  cancelJob(context, jobs, {
    id,
    what,
    async tell(tx, job) {
      context.require("detection.run", house);
      if (job?.name !== "monitoring.run") throw noSuchRun();
      const { actor, now } = context;
      // A run that is committed meanwhile was not cancelled, and one that is cancelled cannot be committed any more.
      if (!(await setCancelled(tx, job, { by: actor.id, at: now }))) throw alreadyOver(what);
      return { type: "detection.run-cancelled", subject: `run:${id}`, after: asItWas(job) };
    },
  });

export const noSuchRun = () =>
  new Refusal("not-found", { zh: "没有这次检测。", en: "There is no such run." });
