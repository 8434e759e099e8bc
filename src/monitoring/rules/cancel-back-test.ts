import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";
import { ruleSubject } from "./queries.ts";

/** Ends a back-test that waits or runs; what its days have shown so far stays to be read. */
export async function cancelBackTest(
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> {
  await context.commit(async (tx) => {
    context.require("detection.run", house);
    const trial = await tx
      .selectFrom("rule_trial")
      .select(["detector", "number"])
      .where("id", "=", id)
      .executeTakeFirst();
    const job = await jobs.read(id);
    if (!trial || !job) throw noSuchTrial();
    if (job.state !== "waiting" && job.state !== "running") throw alreadyOver();
    await jobs.cancel(id, tx);
    const event = {
      type: "rule.back-test-cancelled",
      subject: ruleSubject(trial),
      after: { trial: id },
    };
    return { result: undefined, event };
  });
  await jobs.cancel(id);
}

export const noSuchTrial = () =>
  new Refusal("not-found", { zh: "没有这次回测。", en: "There is no such back-test." });
const alreadyOver = () =>
  new Refusal("conflict", {
    zh: "这次回测已经结束，不能再取消。",
    en: "This back-test is over and cannot be cancelled any more.",
  });
