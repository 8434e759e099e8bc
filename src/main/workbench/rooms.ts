import { addDeskRoutes, deskPolicies } from "../../desk/index.ts";
import { ledgerPolicies } from "../../ledger/index.ts";
import { addMonitoringRoutes, monitoringJobs, monitoringPolicies } from "../../monitoring/index.ts";
import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import type { AnyJob, Http } from "../../platform/index.ts";
import {
  addRecordsRoutes,
  type RecordsSettings,
  recordsJobs,
  recordsPolicies,
  settingsPolicies,
} from "../../records/index.ts";
import { demoJob } from "./demo/demo-job.ts";
import { addHouseRoutes, mainPolicies } from "./house-routes.ts";
import { integrityJob, scheduleIntegrity } from "./integrity-job.ts";
import { addLedgerRoutes } from "./ledger-routes.ts";

/** What the workbench takes from a room. `people` is not among them: it is what the others stand on. */
interface Room {
  readonly name: string;
  readonly policies?: readonly RoomPolicies[];
  jobs?(parts: Omit<RoomParts, "jobs" | "visitors">): readonly AnyJob[];
  /** Begins what runs by the clock. What follows the log stands in `subscriptions.ts`. */
  schedule?(parts: RoomParts): void;
  addRoutes?(http: Http, parts: RoomParts): void | Promise<void>;
}

/** The rooms' parts of the configuration file; `{}` where each takes its defaults. */
interface RoomSettings {
  readonly records?: RecordsSettings;
}

/** In the order of the house. */
export const roomsOf = (settings: RoomSettings): readonly Room[] => [
  {
    name: "ledger",
    policies: [ledgerPolicies],
    jobs: (parts) => [integrityJob(parts)],
    schedule: scheduleIntegrity,
    addRoutes: addLedgerRoutes,
  },
  { name: "desk", policies: [deskPolicies], addRoutes: addDeskRoutes },
  {
    name: "records",
    policies: [recordsPolicies, settingsPolicies],
    jobs: (parts) => recordsJobs(parts, settings.records),
    addRoutes: (http, parts) => addRecordsRoutes(http, parts, settings.records),
  },
  {
    name: "monitoring",
    policies: [monitoringPolicies],
    jobs: monitoringJobs,
    addRoutes: addMonitoringRoutes,
  },
  {
    name: "main",
    policies: [mainPolicies],
    jobs: (parts) => [demoJob(parts)],
    addRoutes: addHouseRoutes,
  },
];
