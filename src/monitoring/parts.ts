import type { RoomParts } from "../people/index.ts";
import type { AnyJob, Follower, Http } from "../platform/index.ts";
import { addAlertRoutes } from "./alerts/alert-routes.ts";
import { followAlerts } from "./alerts/follow-alerts.ts";
import { addBoardRoutes } from "./boards/board-routes.ts";
import { addCatalogueRoutes } from "./catalogue/catalogue-routes.ts";
import { addAlertEvidenceRoutes } from "./evidence/evidence-routes.ts";
import { addHonestyRoutes } from "./honesty/honesty-routes.ts";
import { addInspectionRoutes } from "./inspections/inspection-routes.ts";
import { addMuteRoutes } from "./mutes/mute-routes.ts";
import { addNetworkRoutes } from "./network/network-routes.ts";
import { rerunJob } from "./reruns/rerun-job.ts";
import { backTestJob } from "./rules/back-test-job.ts";
import { addRuleRoutes } from "./rules/rule-routes.ts";
import { runJob } from "./runs/run-job.ts";
import { addRunRoutes } from "./runs/run-routes.ts";
import { followForRuns, scheduleRuns } from "./runs/start-runs.ts";

export function monitoringJobs(parts: Omit<RoomParts, "jobs" | "visitors">): AnyJob[] {
  return [runJob(parts), backTestJob(parts), rerunJob(parts)];
}

/** The table of alerts, runs after imports, and runs on time. */
export function followMonitoring(parts: Omit<RoomParts, "visitors">): Follower[] {
  // A database that fails now fails the server too; the schedule of the last start stands.
  void scheduleRuns(parts).catch(() => undefined);
  return [followAlerts(parts.events), followForRuns(parts)];
}

export function addMonitoringRoutes(http: Http, parts: RoomParts): void {
  addRunRoutes(http, parts);
  addAlertRoutes(http, parts);
  addAlertEvidenceRoutes(http, parts);
  addBoardRoutes(http, parts);
  addNetworkRoutes(http, parts);
  addCatalogueRoutes(http, parts);
  addHonestyRoutes(http, parts);
  addInspectionRoutes(http, parts);
  addRuleRoutes(http, parts);
  addMuteRoutes(http, parts);
}
