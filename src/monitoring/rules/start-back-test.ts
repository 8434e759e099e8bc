import { z } from "zod";
import { type Context, type Database, type Jobs, Refusal } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { house } from "../house.ts";
import { readDetectionSettings } from "../runs/settings.ts";
import { backTestJob } from "./back-test-job.ts";
import { findVersion, ruleRequestOf, ruleResource, ruleSubject, rulesIn } from "./queries.ts";
import { ruleWords, takenFrom } from "./rule-version.ts";

const mostDays = 12;

export const backTestInput = z.object({
  revision: z.int().min(1),
  /** Past days, each tested as it was then. */
  days: z.array(z.iso.date()).min(1).max(mostDays),
  byHappened: z.boolean().default(false),
  /** What looking into one alert takes; as the settings of detection say unless given. */
  minutesPerAlert: z.int().min(1).max(10_000).optional(),
});

/** Has a version tried on the past, against what is in force now. Gives the id of the job, which is the trial's. */
export async function startBackTest(
  { jobs, database }: { readonly jobs: Jobs; readonly database: Database },
  context: Context,
  detector: string,
  number: number,
  given: z.input<typeof backTestInput>,
): Promise<string> {
  const { revision, days: asked, byHappened, minutesPerAlert } = backTestInput.parse(given);
  const days = [...new Set(asked)].sort();
  return context.commit(async (tx) => {
    context.require("detection.read", house);
    const version = await findVersion(tx, detector, number);
    context.require("rules.write", await ruleResource(tx, version));
    if (version.revision !== revision) throw ruleWords.changedMeanwhile();
    if (!takenFrom["back-tested"].includes(version.state))
      throw ruleWords.notFromHere(version.state, "back-tested");
    const { timeZone } = (await readSettings(tx)).calendar;
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(context.now);
    const ahead = days.filter((day) => day > today);
    if (ahead.length > 0) throw notPast(ahead.join(", "));
    const standing = (await rulesIn(tx, "in-force")).get(detector);
    // Number 0: as it ships, or nothing where it was written here.
    const against = standing ? ruleRequestOf(standing) : { detector, number: 0, params: {} };
    const minutes = minutesPerAlert ?? (await readDetectionSettings(tx)).minutesPerAlert;
    const input = { detector, number, byHappened };
    const id = await jobs.start(backTestJob({ database }), input, context.actor, tx);
    await tx
      .insertInto("rule_trial")
      .values({
        id,
        detector,
        number,
        revision,
        against: JSON.stringify(against),
        days,
        minutes_per_alert: minutes,
        asked_by: context.actor.id,
        started_at: context.now,
      })
      .execute();
    const after = { trial: id, days, byHappened, against: against.number };
    return {
      result: id,
      event: {
        type: "rule.back-test-begun",
        subject: ruleSubject(version),
        after,
        seals: { days: days.length },
      },
    };
  });
}

const notPast = (days: string) =>
  new Refusal("invalid", {
    zh: `回测只能选过去的日子：${days} 还没有到。`,
    en: `A back-test takes past days; ${days} is still to come.`,
  });
