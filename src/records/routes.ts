import type { RoomParts } from "../people/index.ts";
import type { AnyJob, Follower, Http } from "../platform/index.ts";
import { addBrowseRoutes } from "./browse/browse-routes.ts";
import { followVersions } from "./browse/follow-versions.ts";
import { addRecordEvidenceRoutes } from "./evidence/evidence-routes.ts";
import { addFormRoutes } from "./forms/form-routes.ts";
import { importJobs } from "./importing/jobs.ts";
import { addImportRoutes } from "./importing/routes.ts";
import { type RecordsSettings, recordsSettings } from "./importing/settings.ts";
import { addObservationRoutes } from "./observing/observation-routes.ts";
import { retentionJob } from "./retention/retention-job.ts";
import { addRetentionRoutes } from "./retention/retention-routes.ts";
import { addSettingsRoutes } from "./settings/settings-routes.ts";
import { followBatches } from "./store/follow-batches.ts";

/** Each part of the room adds its own. */
export async function addRecordsRoutes(
  http: Http,
  parts: RoomParts,
  settings: RecordsSettings = recordsSettings.parse(undefined),
): Promise<void> {
  addBrowseRoutes(http, parts);
  addFormRoutes(http, parts);
  addRecordEvidenceRoutes(http, parts);
  addSettingsRoutes(http, parts);
  addRetentionRoutes(http, parts);
  addObservationRoutes(http, parts);
  await addImportRoutes(http, parts, settings);
}

export function recordsJobs(
  parts: Pick<RoomParts, "database" | "data">,
  settings: RecordsSettings = recordsSettings.parse(undefined),
): AnyJob[] {
  return [...importJobs(parts, settings), retentionJob];
}

export function followRecords({ events }: Pick<RoomParts, "events">): Follower[] {
  return [followBatches(events), followVersions(events)];
}
