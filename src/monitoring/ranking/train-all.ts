import { availableParallelism } from "node:os";
import { z } from "zod";
import {
  compareModels,
  type Decision,
  judge,
  type Labels,
  labelsIn,
  learnModel,
  type Prepared,
  prepare,
  type RankingModel,
  unlabelled,
  writeModel,
} from "../../detection/index.ts";
import type { Database, Warehouse } from "../../platform/index.ts";
import type { Progress } from "../runs/detection-request.ts";
import { inWarehouse } from "../runs/in-warehouse.ts";
import { cutOffOf, enoughOf, heldOutRows } from "./enough.ts";
import { readJudgements } from "./judgements.ts";
import { contest, learnedUntil, modelLabels, readModelInService } from "./models.ts";
import { rankingWords } from "./ranking-words.ts";
import { findingsReader } from "./row-findings.ts";
import { digestOfLabels, labelReader, labelsOfDocuments } from "./row-labels.ts";
import { readSalesAsOf } from "./score-all.ts";

export const trainRequest = z.object({
  /** The model that ranks; 0: without labels. */
  inService: z.int(),
  /** What the newest model was taught; to teach the same again is of no use. */
  lastTaught: z.string().optional(),
  dataIndex: z.int().optional(),
  /** YYYY-MM-DD in the business time zone. */
  today: z.string(),
  /** What people find after it is not known. */
  moment: z.iso.datetime(),
});
type TrainRequest = z.infer<typeof trainRequest>;

const counts = z.object({ falsified: z.int(), honest: z.int() });
const enough = z.object({
  learned: counts,
  heldOut: counts,
  needs: z.object({ learned: z.int(), heldOutFalsified: z.int(), heldOutHonest: z.int() }),
  isEnough: z.boolean(),
});

export const trainResult = z.object({
  enough,
  /** Whether anything was found that the newest model was not taught. */
  isNew: z.boolean(),
  /** Absent where too little was found to learn from, or nothing new. */
  trained: z
    .object({
      content: z.string(),
      /** What was found after it was held out. */
      knownAt: z.iso.datetime(),
      labels: modelLabels,
      contest,
      calibration: z.object({ slope: z.number(), offset: z.number() }),
    })
    .optional(),
});
export type TrainResult = z.infer<typeof trainResult>;

/** Learns from what was found until a while ago, and compares with what ranks now on what was found since. */
export function trainAll(
  database: Database,
  request: TrainRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<TrainResult> {
  return inWarehouse("plumbline-training-", (warehouse) =>
    trainIn(warehouse, database, request, signal, progress),
  );
}

async function trainIn(
  warehouse: Warehouse,
  database: Database,
  { inService, lastTaught, dataIndex, today, moment }: TrainRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<TrainResult> {
  const { reader } = database;
  const { sales } = await readSalesAsOf(warehouse, database, { dataIndex, today }, signal, progress);
  const until = new Date(moment);
  const knownAt = await labelReader(reader, warehouse, sales, await readJudgements(reader, until));
  const now = knownAt(until.getTime());
  const learned = (await learnedUntil(reader, inService))?.getTime() ?? -Infinity;
  const cutOff = cutOffOf(sales, now, learned);
  const then = knownAt(cutOff);
  const heldOut = heldOutRows(now, then, cutOff);
  const enough = enoughOf(sales, then, heldOut);
  const digest = digestOfLabels(sales, then);
  const isNew = digest !== lastTaught;
  if (!enough.isEnough || !isNew) return { enough, isNew };
  progress(40, rankingWords.features);
  const findings = await findingsReader(reader, warehouse, sales, { moment: until, at: now.at });
  const prepared = prepare(sales, findings);
  const candidate = await learnModel(prepared, labelsIn(prepared, then.labels), {
    threads: availableParallelism(),
    signal,
    knownAt: cutOff,
    onProgress: (share) => progress(50 + 40 * share, rankingWords.learning),
  });
  progress(92, rankingWords.comparing);
  const standing = inService === 0 ? undefined : await readModelInService(reader, inService);
  const decision = compare(prepared, labelsIn(prepared, heldOut), standing, candidate);
  return {
    ...{ enough, isNew },
    trained: {
      content: writeModel(candidate).text,
      knownAt: new Date(cutOff).toISOString(),
      labels: {
        learned: enough.learned,
        heldOut: enough.heldOut,
        rows: sales.ids.length,
        digest,
      },
      contest: { against: inService, ...decision },
      calibration: candidate.calibration,
    },
  };
}

/** Documents, not lines, are what was inspected: each counts once, by its most suspect line. */
function compare(
  prepared: Prepared,
  heldOut: Labels,
  standing: RankingModel | undefined,
  candidate: RankingModel,
): Decision {
  const nothing = new Int8Array(heldOut.length).fill(unlabelled);
  const labels = labelsOfDocuments(prepared, heldOut);
  const byDocument = (model: RankingModel | undefined) => {
    const { scores } = judge(prepared, model, nothing);
    const most = labelsOfDocuments(prepared, heldOut);
    for (const key of most.keys()) most.set(key, -Infinity);
    for (const [row, label] of heldOut.entries()) {
      if (label === unlabelled) continue;
      const document = prepared.documents[row] as number;
      const key = document < 0 ? -1 - row : document;
      most.set(key, Math.max(most.get(key) as number, scores[row] as number));
    }
    return [...most.values()];
  };
  return compareModels({
    labels: [...labels.values()],
    inService: byDocument(standing),
    candidate: byDocument(candidate),
  });
}
