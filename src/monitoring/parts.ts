import type { RoomParts } from "../people/index.ts";
import type { AnyJob, Follower, Http } from "../platform/index.ts";
import { addAlertRoutes } from "./alerts/alert-routes.ts";
import { followAlerts } from "./alerts/follow-alerts.ts";
import { addBoardRoutes } from "./boards/board-routes.ts";
import { addCatalogueRoutes } from "./catalogue/catalogue-routes.ts";
import { addDecisionRoutes } from "./decisions/decision-routes.ts";
import { addAlertEvidenceRoutes } from "./evidence/evidence-routes.ts";
import { addHonestyRoutes } from "./honesty/honesty-routes.ts";
import { addInspectionRoutes } from "./inspections/inspection-routes.ts";
import { createLiveEngine } from "./live/engine.ts";
import { followForLive } from "./live/queue.ts";
import { addMuteRoutes } from "./mutes/mute-routes.ts";
import { addNetworkRoutes } from "./network/network-routes.ts";
import { rerunJob } from "./reruns/rerun-job.ts";
import { backTestJob } from "./rules/back-test-job.ts";
import { addRuleRoutes } from "./rules/rule-routes.ts";
import { runJob } from "./runs/run-job.ts";
import { addRunRoutes } from "./runs/run-routes.ts";
import { followForRuns, scheduleRuns } from "./runs/start-runs.ts";
import { addStatementRoutes } from "./statements/statement-routes.ts";

export function monitoringJobs(parts: Omit<RoomParts, "jobs" | "visitors">): AnyJob[] {
  return [runJob(parts), backTestJob(parts), rerunJob(parts)];
}

/** The table of alerts, what waits to be judged live, runs after imports, and runs on time. */
export function followMonitoring(parts: Omit<RoomParts, "visitors">): Follower[] {
  // A database that fails now fails the server too; the schedule of the last start stands.
  void scheduleRuns(parts).catch(() => undefined);
  return [followAlerts(parts.events), followForRuns(parts), followForLive(parts.events)];
}

export function addMonitoringRoutes(http: Http, parts: RoomParts): void {
  const live = createLiveEngine(parts);
  // Not before the house is open: routes are registered in order to be described, too.
  http.addHook("onListen", async () => live.start());
  http.addHook("onClose", () => live.close());
  addRunRoutes(http, parts);
  addAlertRoutes(http, parts);
  addAlertEvidenceRoutes(http, parts);
  addBoardRoutes(http, parts);
  addNetworkRoutes(http, parts);
  addCatalogueRoutes(http, parts);
  addDecisionRoutes(http, parts);
  addHonestyRoutes(http, parts);
  addInspectionRoutes(http, parts);
  addStatementRoutes(http, parts);
  addRuleRoutes(http, parts);
  addMuteRoutes(http, parts);
}
