import { type Context, type Database, type Jobs, Refusal, type Tx } from "../../platform/index.ts";
import { lastFound } from "../alerts/last-found.ts";
import { alertResource, alertVisibleTo, noSuchAlert } from "../alerts/visible-alert.ts";
import { rerunJob } from "./rerun-job.ts";

interface Parts {
  readonly jobs: Jobs;
  readonly database: Database;
}

/** Has an alert, as it was last found, worked out again by what made it. Gives the id of the job. */
export function startRerun({ jobs, database }: Parts, context: Context, alert: string): Promise<string> {
  return context.commit(async (tx) => {
    const row = await tx
      .selectFrom("alert")
      .select(["id", "subjects"])
      .where("id", "=", alert)
      .where(alertVisibleTo(context.actor))
      .executeTakeFirst();
    if (!row) throw noSuchAlert();
    context.require("alerts.read", alertResource(row));
    const version = await versionToRepeat(tx, alert);
    const { actor, now } = context;
    const id = await jobs.start(rerunJob({ database }), { alert, version }, actor, tx);
    await tx
      .insertInto("alert_rerun")
      .values({ id, alert, version, asked_by: actor.id, asked_at: now })
      .execute();
    const after = { rerun: id, version };
    return { result: id, event: { type: "alert.re-run-begun", subject: `alert:${alert}`, after } };
  });
}

async function versionToRepeat(tx: Tx, alert: string): Promise<number> {
  const { version, data_index } = await lastFound(tx, alert)
    .select(["alert_version.version", "data_index"])
    .executeTakeFirstOrThrow();
  if (data_index === null) throw notTold();
  return version;
}

const notTold = () =>
  new Refusal("conflict", {
    zh: "这条疑点出自旧版本的检测，当时没有记下数据截至日志的哪一条，无法照原样重算。",
    en: "The run that found this did not yet tell up to which entry of the log it knew the records, so it cannot be repeated.",
  });
