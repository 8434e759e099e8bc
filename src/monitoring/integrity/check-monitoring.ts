import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import type { LostCommitments } from "../../records/index.ts";
import { checkAlertVersions } from "./check-alert-versions.ts";
import { checkAlerts } from "./check-alerts.ts";
import { checkInspections } from "./check-inspections.ts";
import { checkRanking } from "./check-ranking.ts";
import { checkRuns } from "./check-runs.ts";
import { checkSteps } from "./check-steps.ts";

export interface MonitoringCheck {
  /** Versions of alerts, steps, inspections, models and rankings that were looked at. */
  readonly rows: number;
  readonly faults: readonly IntegrityFault[];
}

/** What is kept of runs, alerts and steps against the entries that sealed them; on a session that sees one moment. */
export async function checkMonitoringIn(
  session: pg.Client,
  signal: AbortSignal,
  lost: Pick<LostCommitments, "of"> = { of: () => undefined },
): Promise<MonitoringCheck> {
  const runs = await checkRuns(session);
  const versions = await checkAlertVersions(session, runs.sealed, signal, lost);
  const steps = await checkSteps(session);
  const alerts = await checkAlerts(session);
  const inspections = await checkInspections(session);
  const ranking = await checkRanking(session, lost);
  return {
    rows: versions.rows + steps.rows + inspections.rows + ranking.rows,
    faults: [
      ...[...runs.faults, ...versions.faults, ...steps.faults],
      ...[...alerts, ...inspections.faults, ...ranking.faults],
    ],
  };
}
