import type { Actor, Context, Database, EventLog, Follower, Jobs, Tx } from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { house } from "../house.ts";
import { noteCancelled } from "./cancelled.ts";
import type { RunInput } from "./run-input.ts";
import { runJob } from "./run-job.ts";

interface Parts {
  readonly database: Database;
  readonly jobs: Jobs;
}

/** Who runs detection when nobody asked for it. */
const monitor: Actor = { kind: "system", id: "system:monitoring" };

/** Starts a run, unless one is waiting that will see the same records. Gives the id of either. */
export async function startRun(
  { database, jobs }: Parts,
  context: Context,
  input: RunInput,
): Promise<string> {
  context.require("detection.run", house);
  const waiting = await runToCome({ database, jobs });
  return waiting ?? jobs.start(runJob({ database }), input, context.actor);
}

/**
 * Subscriptions: `records.imported` → a run, where imports close together give one; `records.observed` → one an hour at most;
 * `settings.changed` → the schedule; `job.cancel-asked` → who cancelled a run, where it was done as with any job.
 */
export function followForRuns({ database, jobs, events }: Parts & { readonly events: EventLog }): Follower {
  return events.followLog("monitoring.runs", async (entry, tx) => {
    if (entry.type === "settings.changed") return scheduleRuns({ database, jobs });
    if (entry.type === "job.cancel-asked") {
      const job = await jobs.read(entry.subject.slice("job:".length));
      const cancelled = { by: entry.actor, at: new Date(entry.time) };
      if (job?.name === "monitoring.run") await noteCancelled(tx, job, cancelled);
      return;
    }
    if (entry.type !== "records.imported" && entry.type !== "records.observed") return;
    // What comes in singly is judged live; of what only a whole run sees, one an hour is enough.
    if (entry.type === "records.observed" && (await hasRunLately(tx, new Date(entry.time)))) return;
    if ((await runToCome({ database, jobs }, tx)) !== undefined) return;
    await jobs.start(runJob({ database }), { cause: "import" }, monitor, tx);
  });
}

const lately = 3_600_000; // milliseconds

async function hasRunLately(tx: Tx, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom("detection_run")
    .select("id")
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .where("finished_at", ">", new Date(now.getTime() - lately))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Has runs begin by themselves, as the settings of the company say. The schedule is kept over starts. */
export async function scheduleRuns({ database, jobs }: Parts): Promise<void> {
  const { alerts, calendar } = await readSettings(database.reader);
  const when = { cron: alerts.cron, timeZone: alerts.timeZone ?? calendar.timeZone };
  await jobs.schedule(runJob({ database }), when, { cause: "schedule" }, monitor);
}

/** A run that has not yet looked at the records: whatever is committed by now will be in it. */
async function runToCome({ database, jobs }: Parts, tx?: Tx): Promise<string | undefined> {
  const recent = await jobs.list("monitoring.run", 5, tx);
  for (const { id, state } of recent) {
    if (state === "waiting") return id;
    if (state !== "running") continue;
    const row = await (tx ?? database.reader)
      .selectFrom("detection_run")
      .select("state")
      .where("id", "=", id)
      .executeTakeFirst();
    // No row yet: it is just beginning.
    if (row === undefined || row.state === "gathering") return id;
  }
  return undefined;
}
