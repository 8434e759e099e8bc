import type { RoomParts } from "../../people/index.ts";
import type { ImportJobs } from "./jobs.ts";
import type { UploadPlace } from "./upload-files.ts";

/** What the routes of importing share. */
export interface RouteParts extends RoomParts {
  readonly place: UploadPlace;
  readonly definitions: ImportJobs;
  /** Aborts when the server is about to stop. */
  readonly closing: AbortSignal;
}
