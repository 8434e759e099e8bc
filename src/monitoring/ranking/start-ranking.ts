import type { Actor, Context, Database, EventLog, Follower, Jobs, Tx } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { house } from "../house.ts";
import { scoreJob } from "./score-job.ts";
import { trainJob } from "./train-job.ts";

interface Parts {
  readonly database: Database;
  readonly jobs: Jobs;
}

/** Who scores and trains when nobody asked for it. */
const monitor: Actor = { kind: "system", id: "system:monitoring" };

/** Scores now, unless scoring waits already. Gives the id of the job. */
export async function startScoring({ database, jobs }: Parts, context: Context): Promise<string> {
  context.require("ranking.score", house);
  const waiting = await waitingJob(jobs, "ranking.score");
  return waiting ?? jobs.start(scoreJob({ database }), { cause: "person" }, context.actor);
}

export async function startTraining({ database, jobs }: Parts, context: Context): Promise<string> {
  context.require("ranking.train", house);
  const waiting = await waitingJob(jobs, "ranking.train");
  return waiting ?? jobs.start(trainJob({ database }), { cause: "person" }, context.actor);
}

/** One that has not begun will see what is there when it begins. */
async function waitingJob(jobs: Jobs, name: string, tx?: Tx): Promise<string | undefined> {
  return (await jobs.list(name, 5, tx)).find(({ state }) => state === "waiting")?.id;
}

/** Subscriptions: a whole run, or another model in service → a new ranking. */
export function followForRanking({
  database,
  jobs,
  events,
}: Parts & { readonly events: EventLog }): Follower {
  return events.followLog("monitoring.ranking", async (entry, tx) => {
    const isModel = entry.type === "model.took-over" || entry.type === "model.put-back";
    if (!isModel && !(entry.type === "detection.run" && (await isNewestWhole(tx, entry.subject)))) return;
    if ((await waitingJob(jobs, "ranking.score", tx)) !== undefined) return;
    await jobs.start(scoreJob({ database }), { cause: isModel ? "model" : "run" }, monitor, tx);
  });
}

/** What came after it brings an entry of its own: a log that is read again from its beginning starts nothing. */
async function isNewestWhole(tx: Tx, subject: string): Promise<boolean> {
  const newest = await tx
    .selectFrom("detection_run")
    .select("id")
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return newest !== undefined && subject === `run:${newest.id}`;
}

/** Sundays at half past four in the company's time zone. */
const weekly = "30 4 * * 0";

/** Has models taught by themselves. The schedule is kept over starts. */
export async function scheduleTraining({ database, jobs }: Parts): Promise<void> {
  const { calendar } = await readSettings(database.reader);
  await jobs.schedule(
    trainJob({ database }),
    { cron: weekly, timeZone: calendar.timeZone },
    { cause: "schedule" },
    monitor,
  );
}
