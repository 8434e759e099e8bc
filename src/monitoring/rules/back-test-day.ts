import { z } from "zod";
import type { Detector } from "../../detection/index.ts";
import { type Database, Refusal, type Warehouse } from "../../platform/index.ts";
import { buildFacts, fillWarehouse } from "../../records/index.ts";
import { latestDay } from "../report/summaries.ts";
import { numbersOf, paramsOf, variantsOf } from "../runs/detect.ts";
import { type Progress, ruleRequest, rulesInForce } from "../runs/detection-request.ts";
import { alertReader } from "../runs/found-alerts.ts";
import { inWarehouse } from "../runs/in-warehouse.ts";
import { detectionWords } from "../runs/words.ts";
import { compareFindings, readDecided, writeLines } from "./compare-findings.ts";
import { detectorsInForce } from "./known-detectors.ts";
import { runWithOwn } from "./locked-copy.ts";

/** One day of a back-test; crosses into another process as JSON. */
export const dayRequest = z.object({
  id: z.uuid(),
  trial: ruleRequest,
  /** YYYY-MM-DD. */
  day: z.string(),
  /** Index of the log up to which records were known on that day; absent where the house knew none yet. */
  known: z.int().optional(),
  fiscalYearStart: z.int(),
  falseDiscoveryRate: z.number(),
  rules: rulesInForce,
  off: z.array(z.string()),
});
export type DayRequest = z.infer<typeof dayRequest>;

const failed = z.object({ zh: z.string(), en: z.string() }).optional();
export const dayResult = z.object({
  day: z.string(),
  asOf: z.string(),
  /** Index of the log; absent where records of later were read by what they tell: their edits are unseen. */
  known: z.int().optional(),
  /** Why the version in force, or the one on trial, did not run. */
  before: z.object({ failed }),
  after: z.object({ failed }),
  gained: z.int(),
  lost: z.int(),
});
export type DayResult = z.infer<typeof dayResult>;

/** Runs both versions over what was there on a past day, and writes down in what they differ. */
export function backTestDay(
  database: Database,
  request: DayRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<DayResult> {
  return inWarehouse("plumbline-trial-", (warehouse, folder) =>
    testIn(warehouse, folder, database, request, signal, progress),
  );
}

async function testIn(
  warehouse: Warehouse,
  folder: string,
  database: Database,
  request: DayRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<DayResult> {
  const { id, trial, day, known, fiscalYearStart, falseDiscoveryRate, rules, off } = request;
  progress(5, detectionWords.filling);
  const moment = known === undefined ? { happenedBy: day } : { asOf: known };
  await fillWarehouse(database, warehouse, { ...moment, signal });
  const asOf = (await latestDay(warehouse, day)) ?? day;
  progress(30, detectionWords.facts);
  await buildFacts(warehouse, asOf);
  const detectors = concerned(await detectorsInForce(rules), trial.detector);
  const variants = await variantsOf([trial]);
  const [variant] = variants;
  if (!variant) throw noLongerHere(trial.detector);
  const all = [...detectors, variant.detector];
  const before = await runWithOwn(warehouse, folder, detectors, {
    run: { asOf, fiscalYearStart },
    falseDiscoveryRate,
    params: paramsOf(rules),
    off,
    variants,
    signal,
    onProgress: ({ detector, done, total }) =>
      progress(40 + (40 * done) / total, detectionWords.detector(detector, done + 1, total)),
  });
  const after = before.variants.get(variant.name) ?? before;
  progress(85, detectionWords.staging);
  const tried = [...before.findings, ...after.findings];
  const reader = await alertReader(database, warehouse, all, tried);
  const decided = await readDecided(database.reader);
  const lines = compareFindings(trial, { before, after, rules: numbersOf(rules) }, reader, decided);
  await writeLines(database.writer, trial, { trial: id }, day, lines);
  const reasonOf = ({ runs }: Pick<typeof after, "runs">) => {
    const run = runs.find((one) => one.id === trial.detector);
    return run && run.state !== "ran" && run.reason ? { failed: run.reason } : {};
  };
  const count = (side: string) => lines.filter((line) => line.side === side).length;
  const told = {
    before: reasonOf(before),
    after: reasonOf(after),
    gained: count("gained"),
    lost: count("lost"),
  };
  return { day, asOf, ...(known === undefined ? {} : { known }), ...told };
}

/** Where it tests hypotheses, all that do take part: what is found depends on how many were tested in all. */
function concerned(all: readonly Detector[], id: string): readonly Detector[] {
  const tested = all.find((one) => one.id === id)?.tests !== undefined;
  return all.filter((one) => one.id === id || (tested && one.tests !== undefined));
}

const noLongerHere = (id: string) =>
  new Refusal("conflict", { zh: `检测器“${id}”已不存在。`, en: `Detector ${id} is not there any more.` });
