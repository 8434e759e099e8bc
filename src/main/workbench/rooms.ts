import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import type { AnyJob, Http } from "../../platform/index.ts";
import {
  addRecordsRoutes,
  addSettingsRoutes,
  followRecords,
  recordsJobs,
  recordsPolicies,
  settingsPolicies,
} from "../../records/index.ts";

/** What the workbench takes from a room. `people` is not among them: it is what the others stand on. */
interface Room {
  readonly name: string;
  readonly policies?: readonly RoomPolicies[];
  jobs?(parts: Omit<RoomParts, "jobs" | "visitors">): readonly AnyJob[];
  /** Begins to follow the log; closing the log stops it. */
  follow?(parts: RoomParts): unknown;
  addRoutes?(http: Http, parts: RoomParts): void | Promise<void>;
}

/** In the order of the house. */
export const rooms: readonly Room[] = [
  {
    name: "records",
    policies: [recordsPolicies, settingsPolicies],
    jobs: recordsJobs,
    follow: followRecords,
    async addRoutes(http, parts) {
      await addRecordsRoutes(http, parts);
      addSettingsRoutes(http, parts);
    },
  },
];
