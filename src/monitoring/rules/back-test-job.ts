import { z } from "zod";
import {
  type AnyJob,
  type Bilingual,
  type Database,
  defineJob,
  type JobRun,
  type Tx,
} from "../../platform/index.ts";
import { fiscalYearStartOf, readSettings } from "../../records/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { type RuleRequest, ruleRequest } from "../runs/detection-request.ts";
import { runInChild } from "../runs/run-child.ts";
import { whileReading } from "../runs/run-job.ts";
import { readDetectionSettings } from "../runs/settings.ts";
import { type DayResult, dayResult } from "./back-test-day.ts";
import { knownOn } from "./known-on.ts";
import { findVersion, ruleRequestOf, ruleResource, rulesIn, takeRuleStep } from "./queries.ts";
import { ruleWords } from "./rule-version.ts";

const trialInput = z.object({
  detector: z.string(),
  number: z.int(),
  /** Records are read by the day they tell of even where it is known what was known then. */
  byHappened: z.boolean(),
});
const checkpoint = z.object({ done: z.array(dayResult) });
type TrialRun = JobRun<z.infer<typeof trialInput>, z.infer<typeof checkpoint>>;

const program = new URL("./back-test-day.child.ts", import.meta.url);

/** A back-test as a job, a day a step: an attempt that comes back goes on with the day it had begun. */
export function backTestJob({ database }: { readonly database: Database }): AnyJob {
  return defineJob({
    name: "rules.back-test",
    input: trialInput,
    checkpoint,
    retries: 2,
    async run(run) {
      const trial = await database.reader
        .selectFrom("rule_trial")
        .selectAll()
        .where("id", "=", run.id)
        .executeTakeFirstOrThrow();
      if (trial.finished_at) return;
      const against = ruleRequest.parse(trial.against);
      const { detector, number } = run.input;
      const onTrial = ruleRequestOf(await findVersion(database.reader, detector, number));
      const done = [...(run.checkpoint?.done ?? [])];
      for (const day of trial.days.slice(done.length)) {
        const share = { from: done.length, of: trial.days.length, day };
        done.push(await testDay(database, run, { trial: onTrial, against, share }));
        await run.save({ done: [...done] }, (tx) => keepDone(tx, run.id, done));
      }
      await finish(run, trial.revision, done);
    },
  });
}

interface Day {
  readonly trial: RuleRequest;
  readonly against: RuleRequest;
  readonly share: { readonly from: number; readonly of: number; readonly day: string };
}

async function testDay(
  database: Database,
  run: TrialRun,
  { trial, against, share }: Day,
): Promise<DayResult> {
  const { day, from, of } = share;
  const { falseDiscoveryRate } = await readDetectionSettings(database.reader);
  const { fiscal, timeZone } = (await readSettings(database.reader)).calendar;
  const inForce = [...(await rulesIn(database.reader, "in-force"))].filter(([id]) => id !== trial.detector);
  const others = Object.fromEntries(inForce.map(([id, version]) => [id, ruleRequestOf(version)]));
  const known = run.input.byHappened ? undefined : await knownOn(database.reader, day, timeZone);
  const request = {
    id: run.id,
    trial,
    day,
    ...(known === undefined ? {} : { known }),
    fiscalYearStart: fiscalYearStartOf(fiscal),
    falseDiscoveryRate,
    rules: against.number === 0 ? others : { ...others, [trial.detector]: against },
    off: await detectorsSwitchedOff(database.reader),
  };
  const onProgress = (percent: number, words: Bilingual) =>
    void run.progress((100 * from + percent) / of, dayWords(day, from + 1, of, words)).catch(() => undefined);
  const order = { program, request, result: dayResult, signal: run.signal, onProgress };
  return whileReading(database, () => runInChild(database, order));
}

const dayWords = (day: string, n: number, of: number, { zh, en }: Bilingual): Bilingual => ({
  zh: `${day}（${n}/${of}）：${zh}`,
  en: `${day} (${n} of ${of}): ${en}`,
});

async function keepDone(tx: Tx, id: string, done: readonly DayResult[]): Promise<void> {
  await tx
    .updateTable("rule_trial")
    .set({ done: JSON.stringify(done) })
    .where("id", "=", id)
    .execute();
}

/** What was edited or retired while it was tested has not been tested. */
function finish(run: TrialRun, revision: number, done: readonly DayResult[]): Promise<void> {
  const { detector, number } = run.input;
  const context = run.context();
  return context.commit(async (tx) => {
    const version = await findVersion(tx, detector, number);
    context.require("rules.write", await ruleResource(tx, version));
    const later = await tx
      .selectFrom("rule_step")
      .select("step")
      .where("detector", "=", detector)
      .where("number", "=", number)
      .where("revision", ">", revision)
      .where("step", "in", ["edited", "retired"])
      .executeTakeFirst();
    if (later) throw ruleWords.changedMeanwhile();
    await tx.updateTable("rule_trial").set({ finished_at: context.now }).where("id", "=", run.id).execute();
    const sum = (side: "gained" | "lost") => done.reduce((total, day) => total + day[side], 0);
    const event = await takeRuleStep(tx, context, version, {
      step: "back-tested",
      to: version.state === "draft" ? "back-tested" : version.state,
      after: { trial: run.id, days: done },
      seals: { days: done.length, gained: sum("gained"), lost: sum("lost") },
    });
    return { result: undefined, event };
  });
}
