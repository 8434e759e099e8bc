import type { RoomParts } from "../../people/index.ts";
import type { AnyJob } from "../../platform/index.ts";
import { readSettings, retentionJob } from "../../records/index.ts";
import { backupJob, backupJobs, checkJob } from "./backup-jobs.ts";
import { cleanUpJob } from "./clean-up-job.ts";
import { caretaker, type OperationsParts } from "./parts.ts";

export function operationsJobs(parts: OperationsParts): AnyJob[] {
  return [...backupJobs(parts), cleanUpJob(parts)];
}

/** Sets the times at which the house looks after itself, in the business time zone. */
export async function scheduleOperations(
  parts: OperationsParts,
  jobs: Pick<RoomParts["jobs"], "schedule" | "unschedule">,
): Promise<void> {
  const { settings, database } = parts;
  const { timeZone } = (await readSettings(database.reader)).calendar;
  const at = (cron: string) => ({ cron, timeZone });
  await jobs.schedule(retentionJob, at(settings.retention.cron), {}, caretaker);
  await jobs.schedule(cleanUpJob(parts), at("45 3 * * *"), {}, caretaker);
  if (settings.backup) {
    await jobs.schedule(backupJob(parts), at(settings.backup.cron), {}, caretaker);
    await jobs.schedule(checkJob(parts), at(settings.backup.check), {}, caretaker);
  } else {
    for (const job of backupJobs(parts)) await jobs.unschedule(job);
  }
}
