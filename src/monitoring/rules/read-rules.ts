import { z } from "zod";
import { ownDeclaration } from "../../detection/index.ts";
import type { Jobs, Reader } from "../../platform/index.ts";
import { namesOfAccounts } from "../alerts/names.ts";
import { ruleRequest } from "../runs/detection-request.ts";
import { dayResult } from "./back-test-day.ts";
import { type RuleVersion, versionOf } from "./queries.ts";
import { parameterValues, ruleStates, ruleSteps } from "./rule-version.ts";

const person = z.object({ id: z.string(), name: z.string() });
const bilingual = z.object({ zh: z.string(), en: z.string() });

const trialHead = z.object({
  id: z.uuid(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  /** Number of the version that was in force. */
  against: z.int(),
  days: z.array(z.string()),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  by: z.string(),
});
type TrialHead = z.infer<typeof trialHead>;

export const ruleView = z.object({
  detector: z.string(),
  number: z.int(),
  state: z.enum(ruleStates),
  revision: z.int(),
  params: parameterValues,
  declaration: ownDeclaration.optional(),
  author: person,
  reviewer: person.optional(),
  steps: z.array(
    z.object({
      revision: z.int(),
      step: z.enum(ruleSteps),
      reason: z.string().optional(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  trials: z.array(trialHead),
  /** Of a version in shadow: what the last run would have been with it. */
  shadow: z
    .object({
      at: z.string(),
      found: z.int(),
      gained: z.int(),
      lost: z.int(),
      failed: bilingual.optional(),
    })
    .optional(),
});
export type RuleView = z.infer<typeof ruleView>;

const mostVersions = 100;

/** The versions of a detector, newest first, each with its steps and its back-tests. */
export async function readVersions(db: Reader, jobs: Jobs, detector: string): Promise<RuleView[]> {
  const rows = await db
    .selectFrom("rule_version")
    .selectAll()
    .where("detector", "=", detector)
    .orderBy("number", "desc")
    .limit(mostVersions)
    .execute();
  const versions = rows.map(versionOf);
  const [steps, trials, shadows] = await Promise.all([
    db.selectFrom("rule_step").selectAll().where("detector", "=", detector).orderBy("revision").execute(),
    readTrials(db, jobs, { detector }),
    lastShadows(db),
  ]);
  const names = await namesOfAccounts(db, [
    ...versions.flatMap(({ author, reviewer }) => [author, reviewer ?? author]),
    ...steps.map(({ actor }) => actor),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return versions.map((version) => ({
    ...headOf(version, nameOf),
    steps: steps
      .filter(({ number }) => number === version.number)
      .map(({ revision, step, reason, actor, at }) => ({
        revision,
        step,
        ...(reason === null ? {} : { reason }),
        by: nameOf(actor),
        at: at.toISOString(),
      })),
    trials: trials.filter(({ number }) => number === version.number).map(({ head }) => head),
    ...shadowOf(version, shadows),
  }));
}

function headOf(
  { detector, number, state, revision, params, declaration, author, reviewer }: RuleVersion,
  nameOf: (id: string) => string,
) {
  return {
    ...{ detector, number, state, revision, params },
    ...(declaration ? { declaration } : {}),
    author: { id: author, name: nameOf(author) },
    ...(reviewer === null ? {} : { reviewer: { id: reviewer, name: nameOf(reviewer) } }),
  };
}

async function readTrials(
  db: Reader,
  jobs: Jobs,
  which: { readonly detector: string } | { readonly id: string },
) {
  const [column, value] =
    "id" in which ? (["id", which.id] as const) : (["detector", which.detector] as const);
  const rows = await db
    .selectFrom("rule_trial")
    .selectAll()
    .where(column, "=", value)
    .orderBy("started_at", "desc")
    .limit(50)
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.map(({ asked_by }) => asked_by),
  );
  return Promise.all(
    rows.map(async (row) => {
      const job = await jobs.read(row.id);
      const { words } = job ?? {};
      const head: TrialHead = {
        id: row.id,
        // A job is forgotten after some weeks; what it had finished stays.
        state: row.finished_at ? "done" : (job?.state ?? "failed"),
        percent: row.finished_at ? 100 : (job?.percent ?? 0),
        ...(words ? { words } : {}),
        against: ruleRequest.parse(row.against).number,
        days: row.days,
        startedAt: row.started_at.toISOString(),
        ...(row.finished_at ? { finishedAt: row.finished_at.toISOString() } : {}),
        by: names.get(row.asked_by) ?? row.asked_by,
      };
      return { number: row.number, head, done: z.array(dayResult).parse(row.done), row };
    }),
  );
}

/** One back-test, whoever's it is. */
export async function readTrial(db: Reader, jobs: Jobs, id: string) {
  const [trial] = await readTrials(db, jobs, { id });
  return trial;
}

const told = z.array(
  z.object({
    detector: z.string(),
    number: z.int(),
    found: z.int(),
    gained: z.int(),
    lost: z.int(),
    failed: bilingual.optional(),
  }),
);

/** What the last run told of the versions in shadow; live detection takes none along. */
export async function lastShadows(db: Reader) {
  const run = await db
    .selectFrom("detection_run")
    .select(["id", "finished_at", "shadows"])
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const at = run?.finished_at;
  return run && at ? { run: run.id, at, told: told.parse(run.shadows ?? []) } : undefined;
}

function shadowOf(
  { detector, number, state }: RuleVersion,
  last: Awaited<ReturnType<typeof lastShadows>>,
): Pick<RuleView, "shadow"> {
  const one = last?.told.find((shadow) => shadow.detector === detector && shadow.number === number);
  if (state !== "shadow" || !last || !one) return {};
  const { found, gained, lost, failed } = one;
  const reason = failed ? { failed } : {};
  return { shadow: { at: last.at.toISOString(), found, gained, lost, ...reason } };
}
