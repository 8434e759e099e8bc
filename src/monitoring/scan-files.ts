import { join } from "node:path";
import {
  chartOf,
  type Finding,
  loadDetectors,
  rankSubjects,
  readPopulation,
  runDetectors,
} from "../detection/index.ts";
import { openWarehouse, type Warehouse, withTemporaryFolder } from "../platform/index.ts";
import { buildFacts, type RefusedRow } from "../records/index.ts";
import { inputWords } from "./input-words.ts";
import { readInput } from "./read-input.ts";
import { evidenceOf, namesOf } from "./report/evidence.ts";
import type { ReportData } from "./report/report-data.ts";
import { chooseShown } from "./report/shown-findings.ts";
import { latestDay, monthsOf, totalsOf } from "./report/summaries.ts";
import type { ScanRequest } from "./scan-request.ts";

export interface Scan {
  readonly report: ReportData;
  /** The first refused rows, as many as are kept; `report.input.refused` counts all. */
  readonly refused: readonly RefusedRow[];
}

const falseDiscoveryRate = 0.05;

/** From files to ranked suspicions, in memory. Refuses with one sentence a problem when the input cannot be used. */
export async function scanFiles(request: ScanRequest): Promise<Scan> {
  return withTemporaryFolder("plumbline-", async (workFolder) => {
    const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(workFolder, "spill") });
    try {
      return await scanWith(warehouse, workFolder, request);
    } finally {
      warehouse.close();
    }
  });
}

async function scanWith(warehouse: Warehouse, workFolder: string, request: ScanRequest): Promise<Scan> {
  const input = await readInput(warehouse, workFolder, request);
  const asOf = request.asOf ?? (await latestDay(warehouse, request.today)) ?? request.today;
  await buildFacts(warehouse, asOf);

  const detectors = await loadDetectors();
  const detection = await runDetectors(warehouse, detectors, {
    run: { asOf },
    falseDiscoveryRate,
    ...(request.params ? { params: request.params } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
    onProgress: ({ done, total }) =>
      request.onProgress?.({
        stage: { zh: `运行 ${total} 个检测器`, en: `running ${total} detectors` },
        share: done / total,
      }),
  });

  request.onProgress?.({ stage: { zh: "排序并整理证据", en: "ranking and gathering evidence" } });
  const strongestFirst = [...detection.findings].sort(
    (a, b) => b.score - a.score || (a.key < b.key ? -1 : 1),
  );
  const ranking = rankSubjects(strongestFirst, detectors, await readPopulation(warehouse, strongestFirst));
  const runs = detectors.flatMap((detector) => {
    const run = detection.runs.find(({ id }) => id === detector.id);
    return run ? [{ detector, run }] : [];
  });
  const drawn = request.charts
    ? await withCharts(warehouse, strongestFirst, runs, asOf)
    : new Map<Finding, Finding>();
  const findings = strongestFirst.map((finding) => drawn.get(finding) ?? finding);
  const totals = await totalsOf(warehouse, findings);
  const report: ReportData = {
    version: request.version,
    asOf,
    command: `${request.command}${request.asOf ? "" : ` --as-of ${asOf}`}`,
    input: {
      ...input.summary,
      notes: [...input.summary.notes, ...(totals.documents === 0 ? [inputWords.noSales(asOf)] : [])],
    },
    mapping: input.mapping,
    totals,
    months: await monthsOf(warehouse),
    detectors: runs,
    findings,
    ranking,
    statistics: {
      tests: detection.tests,
      falseDiscoveryRate,
      expectedFalseAlarms: detection.expectedFalseAlarms,
      findingsTested: detection.findingsTested,
      findingsByRule: detection.findingsByRule,
    },
    evidence: await evidenceOf(warehouse, input.tables, findings),
    names: await namesOf(warehouse),
  };
  return { report, refused: input.refused };
}

/** Draws the charts of the findings that the page and the PDF print in full. */
async function withCharts(
  warehouse: Warehouse,
  findings: readonly Finding[],
  runs: ReportData["detectors"],
  asOf: string,
): Promise<Map<Finding, Finding>> {
  const byId = new Map(runs.map(({ detector, run }) => [detector.id, { detector, run }]));
  const drawn = new Map<Finding, Finding>();
  for (const finding of chooseShown(findings)) {
    const found = byId.get(finding.detector);
    const chart = found && (await chartOf(warehouse, found.detector, finding, { asOf }, found.run.params));
    if (chart) drawn.set(finding, { ...finding, chart });
  }
  return drawn;
}
