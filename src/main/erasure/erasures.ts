import type { RoomParts } from "../../people/index.ts";
import { type AnyJob, sql } from "../../platform/index.ts";
import { erasureJob } from "./erasure-job.ts";
import { type ErasureParts, eraser } from "./parts.ts";

export function erasureJobs(parts: ErasureParts): AnyJob[] {
  return [erasureJob(parts)];
}

type Starting = ErasureParts & Pick<RoomParts, "jobs" | "events">;

/**
 * erasure.approved → "erasure": it is carried out, whatever became of the server that was told to.
 * records.expired → "erasure": what retention has erased is taken off the disk too.
 */
export function followErasures(parts: Starting): void {
  parts.events.followLog("erasure", async ({ type }) => {
    if (type === "erasure.approved" || type === "records.expired") await startErasing(parts);
  });
}

/** One job does all that waits; one that has not begun yet will do what has come since. */
export async function startErasing(parts: Pick<Starting, "jobs" | "database"> & ErasureParts): Promise<void> {
  const { rows } =
    await sql`SELECT FROM job WHERE name = 'house.erase' AND state = 'waiting' LIMIT 1`.execute(
      parts.database.writer,
    );
  if (rows.length === 0) await parts.jobs.start(erasureJob(parts), {}, eraser);
}

/** What was left half done, by a stop or by a restored backup, is gone on with. */
export async function resumeErasing(parts: Starting): Promise<void> {
  const { rows } = await sql`SELECT FROM erasure WHERE state IN ('approved', 'erased') LIMIT 1`.execute(
    parts.database.writer,
  );
  if (rows.length > 0) await startErasing(parts);
}
