import { createHash } from "node:crypto";
import { z } from "zod";
import {
  judge,
  labelsIn,
  type Prepared,
  prepare,
  rankUnits,
  readSales,
  type Sales,
} from "../../detection/index.ts";
import type { Database, Warehouse } from "../../platform/index.ts";
import { buildFacts, fillWarehouse } from "../../records/index.ts";
import { latestDay } from "../report/summaries.ts";
import type { Progress } from "../runs/detection-request.ts";
import { inWarehouse } from "../runs/in-warehouse.ts";
import { readJudgements } from "./judgements.ts";
import { readModelInService } from "./models.ts";
import { digestOfRows } from "./ranked-row.ts";
import { rankingWords } from "./ranking-words.ts";
import { findingsReader } from "./row-findings.ts";
import { labelReader } from "./row-labels.ts";
import { stageRows } from "./stage-rows.ts";
import { tellRows } from "./tell-rows.ts";

export const scoreRequest = z.object({
  ranking: z.uuid(),
  /** 0: without labels. */
  model: z.int(),
  dataIndex: z.int().optional(),
  /** YYYY-MM-DD in the business time zone. */
  today: z.string(),
  /** Outcomes of later are not looked at. */
  moment: z.iso.datetime(),
});
type ScoreRequest = z.infer<typeof scoreRequest>;

/** What was staged; nobody sees it until it is committed. */
export const scoreResult = z.object({
  asOf: z.string(),
  transactions: z.int(),
  leftOut: z.int(),
  deals: z.int(),
  customers: z.int(),
  sellers: z.int(),
  /** Over all transactions. */
  digest: z.string(),
  /** Over the lines that are kept. */
  kept: z.string(),
});
export type ScoreResult = z.infer<typeof scoreResult>;

/** Scores every transaction of the store, and by them documents, customers and sellers. */
export function scoreAll(
  database: Database,
  request: ScoreRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<ScoreResult> {
  return inWarehouse("plumbline-ranking-", (warehouse) =>
    scoreIn(warehouse, database, request, signal, progress),
  );
}

async function scoreIn(
  warehouse: Warehouse,
  database: Database,
  { ranking, model: number, dataIndex, today, moment }: ScoreRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<ScoreResult> {
  const { asOf, sales } = await readSalesAsOf(warehouse, database, { dataIndex, today }, signal, progress);
  const until = new Date(moment);
  const judgements = await readJudgements(database.reader, until);
  const known = (await labelReader(database.reader, warehouse, sales, judgements))(until.getTime());
  progress(45, rankingWords.features);
  const findings = await findingsReader(database.reader, warehouse, sales, { moment: until, at: known.at });
  const prepared = prepare(sales, findings);
  progress(55, rankingWords.scoring);
  const model = number === 0 ? undefined : await readModelInService(database.reader, number);
  const labels = labelsIn(prepared, known.labels);
  const judged = judge(prepared, model, labels);
  const units = unitsOf(prepared, judged.ranked);
  progress(75, rankingWords.explaining);
  const rows = await tellRows(database.reader, warehouse, {
    ...{ sales, prepared, judged, units, labels, findings },
    isChance: model !== undefined,
  });
  await stageRows(database, ranking, rows);
  return {
    asOf,
    transactions: sales.ids.length,
    leftOut: sales.leftOut,
    deals: units.deal.length,
    customers: units.customer.length,
    sellers: units.seller.length,
    digest: digestOfScores(prepared, judged),
    kept: digestOfRows(rows),
  };
}

/** The transactions of the store as they were known at an index of the log. */
export async function readSalesAsOf(
  warehouse: Warehouse,
  database: Database,
  { dataIndex, today }: Pick<ScoreRequest, "today"> & { readonly dataIndex: number | undefined },
  signal: AbortSignal,
  progress: Progress,
): Promise<{ readonly asOf: string; readonly sales: Sales }> {
  progress(2, rankingWords.filling);
  await fillWarehouse(database, warehouse, { asOf: dataIndex, signal });
  const asOf = (await latestDay(warehouse, today)) ?? today;
  progress(30, rankingWords.facts);
  await buildFacts(warehouse, asOf);
  return { asOf, sales: await readSales(warehouse) };
}

function unitsOf({ documents, transactions: { parties, rows } }: Prepared, ranked: Int32Array) {
  const nobody = new Int32Array(rows).fill(-1);
  return {
    deal: rankUnits(documents, ranked),
    customer: rankUnits(parties.customer?.codes ?? nobody, ranked),
    seller: rankUnits(parties.seller?.codes ?? nobody, ranked),
  };
}

function digestOfScores(
  { ids }: Prepared,
  { ranked, scores }: { ranked: Int32Array; scores: Float64Array },
): string {
  const hash = createHash("sha256");
  let text = "";
  for (const row of ranked) {
    text += `${ids[row]} ${scores[row]}\n`;
    if (text.length < 1 << 16) continue;
    hash.update(text);
    text = "";
  }
  return hash.update(text).digest("hex");
}
