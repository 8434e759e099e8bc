import { addDeskRoutes, deskPolicies } from "../../desk/index.ts";
import {
  addMonitoringRoutes,
  followMonitoring,
  monitoringJobs,
  monitoringPolicies,
} from "../../monitoring/index.ts";
import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import type { AnyJob, Http } from "../../platform/index.ts";
import {
  addRecordsRoutes,
  followRecords,
  recordsJobs,
  recordsPolicies,
  settingsPolicies,
} from "../../records/index.ts";

/** What the workbench takes from a room. `people` is not among them: it is what the others stand on. */
export interface Room {
  readonly name: string;
  readonly policies?: RoomPolicies;
  jobs?(parts: Omit<RoomParts, "jobs" | "visitors">): readonly AnyJob[];
  /** Begins to follow the log; closing the log stops it. */
  follow?(parts: RoomParts): unknown;
  addRoutes?(http: Http, parts: RoomParts): void | Promise<void>;
}

/** In the order of the house. */
export const rooms: readonly Room[] = [
  { name: "desk", policies: deskPolicies, addRoutes: addDeskRoutes },
  {
    name: "records",
    policies: recordsPolicies,
    follow: followRecords,
    jobs: recordsJobs,
    addRoutes: addRecordsRoutes,
  },
  { name: "settings", policies: settingsPolicies },
  {
    name: "monitoring",
    policies: monitoringPolicies,
    follow: followMonitoring,
    jobs: monitoringJobs,
    addRoutes: addMonitoringRoutes,
  },
];
