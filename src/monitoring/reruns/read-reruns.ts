import { z } from "zod";
import type { Context, Jobs, Reader } from "../../platform/index.ts";
import { namesOfAccounts } from "../alerts/names.ts";
import { alertResource, alertVisibleTo, noSuchAlert } from "../alerts/visible-alert.ts";
import { rerunResult } from "./rerun.ts";

export const rerunView = z.object({
  id: z.uuid(),
  version: z.int(),
  at: z.string(),
  by: z.string(),
  result: rerunResult.optional(),
});
export type RerunView = z.infer<typeof rerunView>;

const most = 5;

/** The last times that an alert was worked out again; for whoever has asked whether the actor may see it. */
export async function readReruns(db: Reader, alert: string): Promise<RerunView[]> {
  const rows = await db
    .selectFrom("alert_rerun")
    .selectAll()
    .where("alert", "=", alert)
    .where("finished_at", "is not", null)
    .orderBy("asked_at", "desc")
    .limit(most)
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.map(({ asked_by }) => asked_by),
  );
  return rows.map(({ id, version, asked_at, asked_by, result }) => ({
    id,
    version,
    at: asked_at.toISOString(),
    by: names.get(asked_by) ?? asked_by,
    result: rerunResult.parse(result),
  }));
}

export const rerunProgress = z.object({
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: z.object({ zh: z.string(), en: z.string() }).optional(),
});

/** How far one has come; the figures stand on the page of the alert. */
export async function readRerunProgress(
  context: Context,
  jobs: Jobs,
  id: string,
): Promise<z.infer<typeof rerunProgress>> {
  const row = await context.db
    .selectFrom("alert_rerun")
    .innerJoin("alert", "alert.id", "alert_rerun.alert")
    .select(["alert.id", "alert.subjects", "finished_at"])
    .where("alert_rerun.id", "=", id)
    .where(alertVisibleTo(context.actor))
    .executeTakeFirst();
  if (!row) throw noSuchAlert();
  context.require("alerts.read", alertResource(row));
  const job = await jobs.read(id);
  if (!job || row.finished_at) return { state: "done", percent: 100 };
  const { state, percent, words } = job;
  return { state, percent, ...(words ? { words } : {}) };
}
