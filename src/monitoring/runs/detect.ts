import { amountAtRisk, type Detection, rankSubjects, type Variant } from "../../detection/index.ts";
import type { Database, Warehouse } from "../../platform/index.ts";
import { buildFacts, fillWarehouse } from "../../records/index.ts";
import { stageProfile } from "../honesty/stage-profile.ts";
import { mutedKeys } from "../mutes/loud-findings.ts";
import { latestDay } from "../report/summaries.ts";
import { compareFindings, readDecided, writeLines } from "../rules/compare-findings.ts";
import { detectorOnTrial, detectorsInForce } from "../rules/known-detectors.ts";
import { runWithOwn } from "../rules/locked-copy.ts";
import { stageSummaries } from "../summaries/stage-summaries.ts";
import type {
  DetectionRequest,
  DetectionResult,
  Progress,
  RuleRequest,
  RulesInForce,
} from "./detection-request.ts";
import { type AlertReader, alertReader } from "./found-alerts.ts";
import { inWarehouse } from "./in-warehouse.ts";
import { stageAlerts } from "./stage-alerts.ts";
import { stageBaseline } from "./stage-baseline.ts";
import { stageCharts } from "./stage-charts.ts";
import { stageRanking } from "./stage-ranking.ts";
import { detectionWords } from "./words.ts";

/** From the store's records to staged alerts: what the run finds is in the database, and nobody sees it yet. */
export function detect(
  database: Database,
  request: DetectionRequest,
  signal: AbortSignal,
  progress: Progress,
  beforeStaging: () => Promise<void>,
): Promise<DetectionResult> {
  return inWarehouse("plumbline-run-", (warehouse, folder) =>
    detectWith(warehouse, folder, database, request, { signal, progress, beforeStaging }),
  );
}

async function detectWith(
  warehouse: Warehouse,
  folder: string,
  database: Database,
  request: DetectionRequest,
  { signal, progress, beforeStaging }: Watch,
): Promise<DetectionResult> {
  const { run, today, fiscalYearStart, falseDiscoveryRate, rules, off, shadows } = request;
  progress(2, detectionWords.filling);
  const readFrom = new Date();
  await fillWarehouse(database, warehouse, { asOf: request.dataIndex, signal });
  const asOf = (await latestDay(warehouse, today)) ?? today;
  progress(20, detectionWords.facts);
  const shape = await buildFacts(warehouse, asOf);
  const detectors = await detectorsInForce(rules);
  const variants = await variantsOf(shadows);
  const detection = await runWithOwn(warehouse, folder, detectors, {
    run: { asOf, fiscalYearStart },
    falseDiscoveryRate,
    params: paramsOf(rules),
    off,
    variants,
    signal,
    onProgress: ({ detector, done, total }) =>
      progress(25 + (50 * done) / total, detectionWords.detector(detector, done + 1, total)),
  });
  progress(75, detectionWords.ranking);
  const findings = [...detection.findings].sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const numbers = numbersOf(rules);
  const tried = [...detection.variants.values()].flatMap((variant) => variant.findings);
  const weighed = [...detectors, ...variants.map(({ detector }) => detector)];
  const reader = await alertReader(database, warehouse, weighed, [...findings, ...tried]);
  const { population, names } = reader;
  const found = findings.map((finding) => reader.foundOf(finding, { runs: detection.runs, rules: numbers }));
  progress(80, detectionWords.staging);
  await beforeStaging();
  const staged = await stageAlerts(database, run, found, { signal, readFrom });
  const kept = { run, shape, detectors, detection, population };
  const baselineDigest = await stageBaseline(database, warehouse, kept);
  const muted = await mutedKeys(
    database.reader,
    found.map(({ finding }) => finding),
  );
  const loud = findings.filter(({ key }) => !muted.has(key));
  const ranking = rankSubjects(loud, detectors, population);
  const subjects = new Map(found.map(({ finding, subjects }) => [finding.key, subjects]));
  await stageRanking(database, run, ranking, { alertOf: staged.alertOf, subjects, names });
  const shadowed = await stageShadows(database, { detection, reader, run, asOf, shadows, rules: numbers });
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
    amounts: amountAtRisk(loud).map(({ currency, amount }) => ({ currency, amount: String(amount) })),
    commitment: staged.commitment,
    baselineDigest,
    shadows: shadowed,
  };
}

export const paramsOf = (rules: RulesInForce) =>
  Object.fromEntries(Object.entries(rules).map(([id, { params }]) => [id, params]));

export const numbersOf = (rules: RulesInForce) =>
  Object.fromEntries(Object.entries(rules).map(([id, { number }]) => [id, number]));

const nameOf = ({ detector, number }: Pick<RuleRequest, "detector" | "number">) => `${detector}/${number}`;

/** Versions of detectors that are here; another may have been taken out of the product since it was written. */
export async function variantsOf(trials: readonly RuleRequest[]): Promise<Variant[]> {
  const variants: Variant[] = [];
  for (const trial of trials) {
    const detector = await detectorOnTrial(trial);
    if (detector) variants.push({ name: nameOf(trial), detector, params: trial.params });
  }
  return variants;
}

interface Watch {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Settles when nobody else writes alerts any more, until the run is committed or given up. */
  readonly beforeStaging: () => Promise<void>;
}

interface Shadowing {
  readonly detection: Detection;
  readonly reader: AlertReader;
  readonly run: string;
  readonly asOf: string;
  readonly shadows: readonly RuleRequest[];
  readonly rules: Readonly<Record<string, number>>;
}

/** What the versions in shadow would have raised and ended is kept apart. */
async function stageShadows(
  { reader: db, writer }: Pick<Database, "reader" | "writer">,
  { detection, reader, run, asOf, shadows, rules }: Shadowing,
): Promise<DetectionResult["shadows"]> {
  if (shadows.length === 0) return [];
  const decided = await readDecided(db);
  const told: DetectionResult["shadows"] = [];
  for (const shadow of shadows) {
    const after = detection.variants.get(nameOf(shadow));
    if (!after) continue;
    const { detector, number } = shadow;
    const lines = compareFindings(shadow, { before: detection, after, rules }, reader, decided);
    await writeLines(writer, shadow, { run }, asOf, lines);
    const count = (side: string) => lines.filter((line) => line.side === side).length;
    const outcome = after.runs.find(({ id }) => id === detector);
    const failed = outcome?.state === "ran" ? undefined : outcome?.reason;
    const found = after.findings.filter((finding) => finding.detector === detector).length;
    told.push({
      ...{ detector, number, found, gained: count("gained"), lost: count("lost") },
      ...(failed ? { failed } : {}),
    });
  }
  return told;
}
