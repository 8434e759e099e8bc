import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { asItWas, cancelJob } from "../cancel-job.ts";
import { house } from "../house.ts";

const what = { zh: "项打分或训练", en: "scoring or training" };

/** Ends a scoring or a training that waits or goes on; the ranking and the model before stay as they are. */
export const cancelRanking = (
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> =>
  cancelJob(context, jobs, {
    id,
    what,
    tell(_tx, job) {
      context.require("ranking.score", house);
      if (job?.name !== "ranking.score" && job?.name !== "ranking.train") throw noSuchJob();
      if (job.name === "ranking.train") context.require("ranking.train", house);
      return { type: `${job.name}-cancelled`, subject: `job:${id}`, after: asItWas(job) };
    },
  });

const noSuchJob = () =>
  new Refusal("not-found", { zh: "没有这项打分或训练。", en: "There is no such scoring or training." });
