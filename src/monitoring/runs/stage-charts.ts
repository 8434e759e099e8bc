import {
  type Chart,
  chartOf,
  type Detection,
  type Detector,
  type Finding,
  type Population,
  weightOf,
} from "../../detection/index.ts";
import { type Database, sql, type Warehouse } from "../../platform/index.ts";
import type { Staged } from "./stage-alerts.ts";

interface Drawing {
  readonly run: string;
  readonly asOf: string;
  readonly fiscalYearStart: number;
  readonly detectors: readonly Detector[];
  readonly detection: Detection;
  readonly population: Population;
  readonly staged: Staged;
  readonly most: number;
  /** Milliseconds. */
  readonly within: number;
}

const atOnce = 50;

/** Draws what people look at first: by weight, what is new or changed before what stands as it stood. */
export async function stageCharts(
  { writer }: Pick<Database, "writer">,
  warehouse: Warehouse,
  findings: readonly Finding[],
  drawing: Drawing,
  signal: AbortSignal,
): Promise<void> {
  const { detectors, detection, asOf, fiscalYearStart, staged, run, within, most } = drawing;
  const until = performance.now() + within;
  const byId = new Map(detectors.map((detector) => [detector.id, detector]));
  const params = new Map(detection.runs.map(({ id, params }) => [id, params]));
  let drawn: { alert: string; chart: Chart }[] = [];
  // Findings of one key are one alert, which keeps the chart of the weightiest; a retry keeps those of the first try.
  const write = async () => {
    await sql`
      INSERT INTO alert_chart (alert, run, chart) SELECT alert, ${run}::uuid, chart
      FROM jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) AS r(alert uuid, chart jsonb)
      ON CONFLICT DO NOTHING`.execute(writer);
    drawn = [];
  };
  for (const finding of inOrder(findings, byId, drawing).slice(0, most)) {
    signal.throwIfAborted();
    if (performance.now() > until) break;
    const detector = byId.get(finding.detector);
    const alert = staged.alertOf.get(finding.key);
    if (!detector || alert === undefined) continue;
    const chart = await chartOf(
      warehouse,
      detector,
      finding,
      { asOf, fiscalYearStart },
      params.get(finding.detector) ?? {},
    );
    if (chart) drawn.push({ alert, chart });
    if (drawn.length === atOnce) await write();
  }
  if (drawn.length > 0) await write();
}

function inOrder(
  findings: readonly Finding[],
  byId: ReadonlyMap<string, Detector>,
  { staged, population }: Drawing,
): Finding[] {
  const weighed = findings.flatMap((finding) => {
    const detector = byId.get(finding.detector);
    if (!detector?.chart) return [];
    const isNew = staged.changed.has(staged.alertOf.get(finding.key) ?? "");
    return [{ finding, weight: weightOf(finding, detector, population) + (isNew ? 1 : 0) }];
  });
  return weighed.sort((a, b) => b.weight - a.weight).map(({ finding }) => finding);
}
