// monitoring: what people see of the findings. Invariant: every value from a file is shown as text and never acts as
// markup, formula or terminal command, and the same data gives the same bytes.
export { followAlerts, rebuildAlerts } from "./alerts/follow-alerts.ts";
export { takeStep } from "./alerts/take-step.ts";
export { countFindings, type ErasedPerson, eraseFindings } from "./erase-findings.ts";
export { monitoringHoldings } from "./holdings.ts";
export { readDetectionConcerns } from "./honesty/concerns.ts";
export { checkMonitoringIn, type MonitoringCheck } from "./integrity/check-monitoring.ts";
export { type LiveFacts, readLive } from "./live/read-live.ts";
export { addMonitoringRoutes, followMonitoring, monitoringJobs } from "./parts.ts";
export { monitoringPolicies } from "./policies.ts";
export { clipToWidth } from "./report/display-width.ts";
export { renderCsv } from "./report/render-csv.ts";
export { renderHtml } from "./report/render-html.ts";
export { renderJson } from "./report/render-json.ts";
export { renderMapping } from "./report/render-mapping.ts";
export { renderPdf } from "./report/render-pdf.ts";
export { renderRefused } from "./report/render-refused.ts";
export { renderTable } from "./report/render-table.ts";
export type { EvidenceRow, ReportData } from "./report/report-data.ts";
export { type Scan, scanFiles } from "./scan-files.ts";
export type { ScanProgress, ScanRequest } from "./scan-request.ts";

import "./network/tables.ts";
import "./honesty/tables.ts";
import "./mutes/tables.ts";
import "./reruns/tables.ts";
import "./ranking/tables.ts";
import "./rules/tables.ts";
import "./summaries/tables.ts";
import "./tables.ts";
