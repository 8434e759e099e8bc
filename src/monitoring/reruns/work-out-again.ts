import { z } from "zod";
import { type Database, Refusal, type Warehouse } from "../../platform/index.ts";
import { buildFacts, fillWarehouse } from "../../records/index.ts";
import { detectorOnTrial } from "../rules/known-detectors.ts";
import { runWithOwn } from "../rules/locked-copy.ts";
import { type Progress, ruleRequest } from "../runs/detection-request.ts";
import { readEvidenceRecords } from "../runs/evidence-records.ts";
import { inWarehouse } from "../runs/in-warehouse.ts";
import { detectionWords } from "../runs/words.ts";

/** One finding to be worked out again; crosses into another process as JSON. */
export const againRequest = z.object({
  rule: ruleRequest,
  key: z.string(),
  asOf: z.string(),
  dataIndex: z.int(),
  fiscalYearStart: z.int(),
});
type AgainRequest = z.infer<typeof againRequest>;

export const againResult = z
  .object({
    score: z.number(),
    pValue: z.number().optional(),
    amount: z.string(),
    /** `record version`, in the order of the finding. */
    evidence: z.array(z.string()),
  })
  .nullable();
type AgainResult = z.infer<typeof againResult>;

/** Builds the tables as of that index of the log and runs the detector; `null` where it does not find it. */
export function workOutAgain(
  database: Database,
  request: AgainRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<AgainResult> {
  return inWarehouse("plumbline-again-", (warehouse, folder) =>
    workIn(warehouse, folder, database, request, signal, progress),
  );
}

async function workIn(
  warehouse: Warehouse,
  folder: string,
  database: Database,
  { rule, key, asOf, dataIndex, fiscalYearStart }: AgainRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<AgainResult> {
  progress(5, detectionWords.filling);
  await fillWarehouse(database, warehouse, { asOf: dataIndex, signal });
  progress(50, detectionWords.facts);
  await buildFacts(warehouse, asOf);
  const { detector: id, params } = rule;
  const detector = await detectorOnTrial(rule);
  if (!detector) {
    throw new Refusal("conflict", {
      zh: `检测器“${id}”已不在本版本中。`,
      en: `This version of the product has no detector ${id}.`,
    });
  }
  progress(70, detectionWords.detector(id, 1, 1));
  const { runs, findings } = await runWithOwn(warehouse, folder, [detector], {
    run: { asOf, fiscalYearStart },
    params: { [id]: params },
    // Whether it was kept among all that the run tested is not the question, only what its score is.
    falseDiscoveryRate: 1,
    signal,
  });
  const [run] = runs;
  if (run?.state !== "ran")
    throw new Refusal("conflict", run?.reason ?? { zh: "检测器未运行。", en: "It did not run." });
  const finding = findings.find((one) => one.key === key);
  if (!finding) return null;
  const { score, pValue, amount, evidence } = finding;
  const records = await readEvidenceRecords(database.reader, [finding]);
  return {
    score,
    ...(pValue === undefined ? {} : { pValue }),
    amount: String(amount),
    evidence: evidence.flatMap((rid) => {
      const one = records.get(rid);
      return one ? [`${one.record} ${one.version}`] : [];
    }),
  };
}
