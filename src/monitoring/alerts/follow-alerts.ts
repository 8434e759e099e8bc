import { z } from "zod";
import type { EventLog, Follower, LogEntry, Tx } from "../../platform/index.ts";
import { applyStep } from "./apply-step.ts";
import { projectRun } from "./project-run.ts";
import { alertStep, statusAfter } from "./step.ts";

/** What the event of a step tells, beside who and when. Openings hold numbers as text. */
export const toldStep = z.object({
  revision: z.coerce.number().int(),
  version: z.coerce.number().int(),
  step: z.preprocess((step) => {
    const { check, ...rest } = step as { check?: string };
    return check === undefined ? rest : { ...rest, check: Number(check) };
  }, alertStep),
});

export const stepTypes: readonly string[] = Object.keys(statusAfter);
const stepped = new RegExp(`^alert\\.(${stepTypes.join("|")})$`);

/** Keeps the table of alerts by the order of the log. */
export function followAlerts(log: EventLog): Follower {
  return log.followLog("alerts", async (entry, tx) => {
    if (entry.type === "detection.run" || entry.type.startsWith("alerts.")) await projectRun(tx, entry);
    else if (stepped.test(entry.type)) await projectStep(log, tx, entry);
  });
}

async function projectStep(log: EventLog, tx: Tx, entry: LogEntry): Promise<void> {
  const alert = entry.subject.slice("alert:".length);
  const { after } = await log.readOpenings(entry);
  // What was said may have been erased; that something was done stands in the log.
  const told = after && toldStep.parse(JSON.parse(after.value));
  if (told) await applyStep(tx, { alert, ...told, actor: entry.actor, at: entry.time });
  const index = BigInt(entry.index);
  await tx.updateTable("alert").set({ last_index: index }).where("id", "=", alert).execute();
  if (!told) return;
  await tx
    .updateTable("alert_step")
    .set({ known_at: index })
    .where("alert", "=", alert)
    .where("revision", "=", told.revision)
    .execute();
}

/** Throws the tables away and makes them again from the log and the versions. */
export function rebuildAlerts(follower: Follower): Promise<void> {
  return follower.rebuild(async (tx) => {
    await tx.deleteFrom("alert_step").execute();
    await tx.deleteFrom("alert").execute();
  });
}
