import { join } from "node:path";
import {
  amountAtRisk,
  type Detection,
  type Detector,
  type Finding,
  loadDetectors,
  type Population,
  rankSubjects,
  readPopulation,
  runDetectors,
  weightOf,
} from "../../detection/index.ts";
import { type Database, openWarehouse, type Warehouse, withTemporaryFolder } from "../../platform/index.ts";
import { buildFacts, fillWarehouse } from "../../records/index.ts";
import { stageProfile } from "../honesty/stage-profile.ts";
import { namesOf } from "../report/evidence.ts";
import { latestDay } from "../report/summaries.ts";
import { stageSummaries } from "../summaries/stage-summaries.ts";
import type { AlertFinding } from "./alert-finding.ts";
import type { DetectionRequest, DetectionResult, Progress } from "./detection-request.ts";
import { type EvidenceRecord, readEvidenceRecords, subjectsReader } from "./evidence-records.ts";
import { type Found, stageAlerts } from "./stage-alerts.ts";
import { stageBaseline } from "./stage-baseline.ts";
import { stageCharts } from "./stage-charts.ts";
import { stageRanking } from "./stage-ranking.ts";
import { detectionWords } from "./words.ts";

const severities = { low: 1, medium: 2, high: 3 } as const;

/** From the store's records to staged alerts: what the run finds is in the database, and nobody sees it yet. */
export function detect(
  database: Database,
  request: DetectionRequest,
  watch: Watch,
): Promise<DetectionResult> {
  return withTemporaryFolder("plumbline-run-", async (folder) => {
    const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(folder, "spill") });
    try {
      return await detectWith(warehouse, database, request, watch);
    } finally {
      warehouse.close();
    }
  });
}

async function detectWith(
  warehouse: Warehouse,
  database: Database,
  request: DetectionRequest,
  { signal, progress, beforeStaging }: Watch,
): Promise<DetectionResult> {
  const { run, today, fiscalYearStart, falseDiscoveryRate, params, off } = request;
  progress(2, detectionWords.filling);
  const readFrom = new Date();
  await fillWarehouse(database, warehouse, { signal });
  const asOf = (await latestDay(warehouse, today)) ?? today;
  progress(20, detectionWords.facts);
  const shape = await buildFacts(warehouse, asOf);
  const detectors = await loadDetectors();
  const detection = await runDetectors(warehouse, detectors, {
    run: { asOf, fiscalYearStart },
    falseDiscoveryRate,
    params,
    off,
    signal,
    onProgress: ({ detector, done, total }) =>
      progress(25 + (50 * done) / total, detectionWords.detector(detector, done + 1, total)),
  });
  progress(75, detectionWords.ranking);
  const findings = [...detection.findings].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const population = await readPopulation(warehouse, findings);
  const records = await readEvidenceRecords(database.reader, findings);
  const names = await namesOf(warehouse);
  const subjectsOf = await subjectsReader(warehouse, records, population);
  const found = findings.map((finding): Found => {
    const parts = { detectors, detection, population, records, names };
    return { finding: toAlert(finding, parts), subjects: subjectsOf(finding) };
  });
  progress(80, detectionWords.staging);
  await beforeStaging();
  const staged = await stageAlerts(database, run, found, { signal, readFrom });
  const baselineDigest = await stageBaseline(database, warehouse, {
    run,
    shape,
    detectors,
    detection,
    population,
  });
  const ranking = rankSubjects(findings, detectors, population);
  const subjects = new Map(found.map(({ finding, subjects }) => [finding.key, subjects]));
  await stageRanking(database, run, ranking, { alertOf: staged.alertOf, subjects, names });
  progress(85, detectionWords.summarising);
  await stageSummaries(database, warehouse, { run, asOf, signal });
  const weights = found.map(({ finding }) => finding.weight);
  await stageProfile(database, warehouse, { run, asOf, weights });
  progress(88, detectionWords.drawing);
  const drawing = { detectors, detection, asOf, fiscalYearStart, staged, population, ...request.charts, run };
  await stageCharts(database, warehouse, findings, drawing, signal);
  const { tests, expectedFalseAlarms, findingsTested, findingsByRule } = detection;
  return {
    asOf,
    detectors: detection.runs.map((one) => ({ ...one })),
    findings: findings.length,
    ...staged.counts,
    tests,
    expectedFalseAlarms,
    findingsTested,
    findingsByRule,
    amounts: amountAtRisk(findings).map(({ currency, amount }) => ({ currency, amount: String(amount) })),
    commitment: staged.commitment,
    baselineDigest,
  };
}

export interface Watch {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Settles when nobody else writes alerts any more, until the run is committed or given up. */
  readonly beforeStaging: () => Promise<void>;
}

interface Known {
  readonly detectors: readonly Detector[];
  readonly detection: Detection;
  readonly population: Population;
  readonly records: ReadonlyMap<number, EvidenceRecord>;
  readonly names: ReadonlyMap<string, string>;
}

function toAlert(finding: Finding, { detectors, detection, ...known }: Known): AlertFinding {
  const params = detection.runs.find(({ id }) => id === finding.detector)?.params ?? {};
  return alertOf(finding, { detectors, params, ...known });
}

/** A finding in terms that outlive the run. */
export function alertOf(
  finding: Finding,
  { detectors, params, population, records, names }: Omit<Known, "detection"> & Pick<AlertFinding, "params">,
): AlertFinding {
  const detector = detectors.find(({ id }) => id === finding.detector);
  if (!detector) throw new Error(`No detector ${finding.detector}.`);
  const evidence = finding.evidence.flatMap((rid) => records.get(rid) ?? []);
  const entities = evidence.flatMap(({ legalEntity }) => legalEntity ?? []);
  const party = (kind: string, id: string) => {
    const name = names.get(`${kind}:${id}`);
    return name === undefined ? { id } : { id, name };
  };
  const { subject, seller, customer, pValue, qValue } = finding;
  return {
    key: finding.key,
    detector: finding.detector,
    scheme: finding.scheme,
    severity: severities[detector.severity],
    subject: { kind: subject.kind, ...party(subject.kind, subject.id) },
    ...(seller === undefined ? {} : { seller: party("seller", seller) }),
    ...(customer === undefined ? {} : { customer: party("customer", customer) }),
    score: finding.score,
    weight: weightOf(finding, detector, population),
    ...(pValue === undefined ? {} : { pValue }),
    ...(qValue === undefined ? {} : { qValue }),
    amount: String(finding.amount),
    currency: finding.currency,
    sentence: finding.sentence,
    facts: finding.facts,
    evidence: evidence.map(({ record, version, kind, key }) => ({ record, version, kind, key })),
    evidenceTotal: finding.evidenceTotal,
    legalEntities: [...new Set(entities)].sort(),
    params,
  };
}
