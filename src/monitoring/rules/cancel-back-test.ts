import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { cancelJob } from "../cancel-job.ts";
import { house } from "../house.ts";
import { ruleSubject } from "./queries.ts";

const what = { zh: "次回测", en: "back-test" };

/** Ends a back-test that waits or runs; what its days have shown so far stays to be read. */
export const cancelBackTest = (
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> =>
  cancelJob(context, jobs, {
    id,
    what,
    async tell(tx, job) {
      context.require("detection.run", house);
      const trial = await tx
        .selectFrom("rule_trial")
        .select(["detector", "number"])
        .where("id", "=", id)
        .executeTakeFirst();
      if (!trial || !job) throw noSuchTrial();
      return { type: "rule.back-test-cancelled", subject: ruleSubject(trial), after: { trial: id } };
    },
  });

export const noSuchTrial = () =>
  new Refusal("not-found", { zh: "没有这次回测。", en: "There is no such back-test." });
