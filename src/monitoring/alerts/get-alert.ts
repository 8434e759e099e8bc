import { z } from "zod";
import type { Chart } from "../../detection/index.ts";
import { formulaOf } from "../../detection/index.ts";
import type { Actor, Context, Reader } from "../../platform/index.ts";
import { readReruns, rerunView } from "../reruns/read-reruns.ts";
import { detectorAs } from "../rules/known-detectors.ts";
import { alertFinding } from "../runs/alert-finding.ts";
import { evidenceGroup, readEvidence } from "./alert-evidence.ts";
import { historyEntry, readHistory } from "./alert-history.ts";
import { chartView, viewOfChart } from "./chart-view.ts";
import { lastFound } from "./last-found.ts";
import { alertRow, listAlertsInput, readPage, readRow } from "./list-alerts.ts";
import { nameOf } from "./names.ts";
import { alertResource, alertVisibleTo, noSuchAlert } from "./visible-alert.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Everything that the page of an alert shows. */
export const alertDetail = alertRow.extend({
  key: z.string(),
  version: z.int(),
  reason: z.string().optional(),
  duplicateOf: z.uuid().optional(),
  pValue: z.number().optional(),
  legalEntities: z.array(z.string()),
  /** The run that last found something new of it. */
  run: z.object({
    id: z.uuid(),
    asOf: z.string(),
    version: z.string(),
    cause: z.enum(["import", "schedule", "person", "live"]),
    /** Number of the baseline that it made, or that a live run judged by. */
    baseline: z.int().optional(),
    tests: z.int(),
    falseDiscoveryRate: z.number(),
    /** Of the findings with a p-value; findings by rule are counted apart. */
    expectedFalseAlarms: z.number(),
    findingsTested: z.int(),
    findingsByRule: z.int(),
    /** Index of the log up to which records were known to it. */
    dataIndex: z.int().optional(),
  }),
  /** Number of the version of the rule that made it; 0 as the detector ships. */
  rule: z.int().optional(),
  /** What came of working it out again, the last first. */
  reruns: z.array(rerunView),
  detectorInfo: z
    .object({
      title: bilingual,
      why: bilingual,
      formula: bilingual,
      innocent: z.array(bilingual),
      blindTo: z.array(bilingual),
      nextChecks: z.array(bilingual),
      source: z.string(),
    })
    .optional(),
  /** What keeps it quiet, until when and why. */
  muted: z.object({ until: z.string(), reason: z.string(), by: z.string() }).optional(),
  chart: chartView.optional(),
  evidence: z.array(evidenceGroup),
  history: z.array(historyEntry),
  /** Others about the same seller and the same customer, the gravest first. */
  related: z.object({ seller: z.array(alertRow), customer: z.array(alertRow) }),
});
export type AlertDetail = z.infer<typeof alertDetail>;

/** One alert with all that speaks for and against it; an event tells that it was read. */
export async function getAlert(context: Context, id: string): Promise<AlertDetail> {
  const read = await context.disclose({ type: "alert.read", subject: `alert:${id}` }, async (db) => {
    const row = await db
      .selectFrom("alert")
      .select(["id", "subjects"])
      .where("id", "=", id)
      .where(alertVisibleTo(context.actor))
      .executeTakeFirst();
    if (!row) throw noSuchAlert();
    context.require("alerts.read", alertResource(row));
    return readDetail(db, context.actor, id);
  });
  const { chart, ...detail } = read;
  // Drawn after the transaction: nothing is read for it.
  return { ...detail, ...(chart ? { chart: await viewOfChart(chart) } : {}) };
}

type Undrawn = Omit<AlertDetail, "chart"> & { readonly chart: Chart | undefined };

async function readDetail(db: Reader, actor: Actor, id: string): Promise<Undrawn> {
  const shown = await readRow(db, id);
  if (!shown) throw noSuchAlert();
  const { row, more } = shown;
  const found = await readFinding(db, id);
  const { finding } = found;
  const detector = await detectorAs(db, row.detector, finding.rule);
  const { reason, duplicate_of: duplicateOf, p_value: pValue } = more;
  return {
    ...row,
    key: more.key,
    version: more.version,
    ...(reason === null ? {} : { reason }),
    ...(duplicateOf === null ? {} : { duplicateOf }),
    ...(pValue === null ? {} : { pValue }),
    legalEntities: more.legal_entities,
    run: await readRun(db, found.run),
    ...(finding.rule === undefined ? {} : { rule: finding.rule }),
    reruns: await readReruns(db, id),
    ...(detector
      ? {
          detectorInfo: {
            title: detector.title,
            why: detector.why,
            formula: formulaOf(detector, finding.params),
            innocent: [...detector.innocent],
            blindTo: [...detector.blindTo],
            nextChecks: [...detector.nextChecks],
            source: detector.source,
          },
        }
      : {}),
    ...(row.mute ? { muted: await readMute(db, row.mute) } : {}),
    chart: await readChart(db, id),
    evidence: await readEvidence(db, finding),
    history: await readHistory(db, id),
    related: {
      seller: await relatedBy(db, actor, id, { seller: row.seller?.id }),
      customer: await relatedBy(db, actor, id, { customer: row.customer?.id }),
    },
  };
}

async function readFinding(db: Reader, id: string) {
  const { finding, run } = await lastFound(db, id).select(["finding", "run"]).executeTakeFirstOrThrow();
  return { finding: alertFinding.parse(finding), run };
}

async function readRun(db: Reader, id: string): Promise<AlertDetail["run"]> {
  const row = await db.selectFrom("detection_run").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return {
    id,
    asOf: row.as_of ?? "",
    version: row.version ?? "",
    cause: row.cause,
    ...(row.baseline === null ? {} : { baseline: Number(row.baseline) }),
    tests: Number(row.tests ?? 0),
    falseDiscoveryRate: row.false_discovery_rate ?? 0,
    expectedFalseAlarms: row.expected_false_alarms ?? 0,
    findingsTested: Number(row.findings_tested ?? 0),
    findingsByRule: Number(row.findings_by_rule ?? 0),
    ...(row.data_index === null ? {} : { dataIndex: Number(row.data_index) }),
  };
}

async function readChart(db: Reader, id: string): Promise<Chart | undefined> {
  const row = await db
    .selectFrom("alert_chart")
    .innerJoin("detection_run", "detection_run.id", "alert_chart.run")
    .select("chart")
    .where("alert", "=", id)
    .where("state", "=", "committed")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  // Written by a run from what the detector's own schema had checked.
  return row?.chart as Chart | undefined;
}

async function readMute(db: Reader, id: string): Promise<AlertDetail["muted"]> {
  const { until, reason, set_by } = await db
    .selectFrom("mute")
    .select(["until", "reason", "set_by"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { until, reason, by: await nameOf(db, set_by) };
}

const mostRelated = 8;

async function relatedBy(
  db: Reader,
  actor: Actor,
  id: string,
  by: { readonly seller?: string | undefined; readonly customer?: string | undefined },
): Promise<AlertDetail["related"]["seller"]> {
  const [[name, value] = []] = Object.entries(by);
  if (name === undefined || value === undefined) return [];
  const { rows } = await readPage(
    db,
    actor,
    listAlertsInput.parse({ [name]: value, limit: mostRelated + 1 }),
  );
  return rows.filter((row) => row.id !== id).slice(0, mostRelated);
}
