import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { addRunRoutes } from "./import-routes.ts";
import { defineImportJobs } from "./jobs.ts";
import { addMappingRoutes } from "./mapping-routes.ts";
import { removeIncomplete } from "./remove-uploads.ts";
import { type RecordsSettings, recordsSettings } from "./settings.ts";
import { addUploadRoutes } from "./upload-routes.ts";

const tidying = { kind: "system", id: "system:uploads" } as const;

/** Files that people bring, what they are taken for, trying out, importing, and the mappings that come of it. */
export async function addImportRoutes(
  http: Http,
  parts: RoomParts,
  settings: RecordsSettings = recordsSettings.parse(undefined),
): Promise<void> {
  const place = { data: parts.data, settings };
  const definitions = defineImportJobs(parts.database, place);
  const closing = new AbortController();
  http.addHook("preClose", async () => closing.abort());
  // What comes in while the tidying is at it is not left over from an earlier start.
  const opened = new Date();
  http.addHook("onListen", async () => {
    const { contexts, jobs } = parts;
    await removeIncomplete(() => contexts.contextFor(tidying), place, opened);
    await jobs.schedule(definitions.removal, { cron: "17 * * * *", timeZone: "UTC" }, {}, tidying);
  });
  const shared = { ...parts, place, definitions, closing: closing.signal };
  await addUploadRoutes(http, shared);
  addRunRoutes(http, shared);
  addMappingRoutes(http, shared);
}
