import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";

/** Ends a scoring or a training that waits or goes on; the ranking and the model before stay as they are. */
export async function cancelRanking(
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> {
  await context.commit(async (tx) => {
    context.require("ranking.score", house);
    const job = await jobs.read(id);
    if (job?.name !== "ranking.score" && job?.name !== "ranking.train") throw noSuchJob();
    if (job.name === "ranking.train") context.require("ranking.train", house);
    if (job.state !== "waiting" && job.state !== "running") throw alreadyOver();
    await jobs.cancel(id, tx);
    const after = { askedBy: job.actor, state: job.state, percent: Math.floor(job.percent) };
    return { result: undefined, event: { type: `${job.name}-cancelled`, subject: `job:${id}`, after } };
  });
  await jobs.cancel(id);
}

const noSuchJob = () =>
  new Refusal("not-found", { zh: "没有这项打分或训练。", en: "There is no such scoring or training." });

const alreadyOver = () =>
  new Refusal("conflict", {
    zh: "这项打分或训练已经结束，不能再取消。",
    en: "This scoring or training is over and cannot be cancelled any more.",
  });
