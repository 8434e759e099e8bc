import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chartOf,
  type Finding,
  loadDetectors,
  rankSubjects,
  readPopulation,
  runDetectors,
} from "../detection/index.ts";
import { type Bilingual, openWarehouse, Refusal, type Warehouse } from "../platform/index.ts";
import {
  buildFacts,
  createTables,
  describeMapping,
  filledBy,
  guessMapping,
  loadRecords,
  placed,
  type RawTable,
  type RefusedRow,
  readFiles,
  readMapping,
  saveMapping,
} from "../records/index.ts";
import { evidenceOf, namesOf } from "./report/evidence.ts";
import type { ReportData } from "./report/report-data.ts";
import { chooseShown } from "./report/shown-findings.ts";
import { latestDay, monthsOf, totalsOf } from "./report/summaries.ts";

export interface ScanRequest {
  readonly paths: readonly string[];
  readonly version: string;
  /** How the person called it, for the report's "run it again". */
  readonly command: string;
  readonly mapFile?: string;
  readonly saveMapFile?: string;
  /** YYYY-MM-DD; the latest day of the data that is not in the future unless given. */
  readonly asOf?: string;
  readonly today: string;
  readonly strict?: boolean;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether the findings that are printed in full get their charts; JSON, CSV and table need none. */
  readonly charts?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Called once the files are understood, before detection starts. */
  readonly onMapped?: (mapping: ReportData["mapping"], notes: readonly Bilingual[]) => void;
}

export interface ScanProgress {
  readonly stage: Bilingual;
  /** 0–1 within the stage, where it can be told. */
  readonly share?: number;
}

export interface Scan {
  readonly report: ReportData;
  /** The first refused rows, as many as are kept; `report.input.refused` counts all. */
  readonly refused: readonly RefusedRow[];
}

const falseDiscoveryRate = 0.05;

/** From files to ranked suspicions, in memory. Refuses with one sentence a problem when the input cannot be used. */
export async function scanFiles(request: ScanRequest): Promise<Scan> {
  const workFolder = await mkdtemp(join(tmpdir(), "plumbline-"));
  const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(workFolder, "spill") });
  try {
    return await scanWith(warehouse, workFolder, request);
  } finally {
    warehouse.close();
    await rm(workFolder, { recursive: true, force: true });
  }
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
  const report: ReportData = {
    version: request.version,
    asOf,
    command: `${request.command}${request.asOf ? "" : ` --as-of ${asOf}`}`,
    input: input.summary,
    mapping: input.mapping,
    totals: await totalsOf(warehouse, findings),
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

interface Input {
  readonly tables: readonly RawTable[];
  readonly refused: readonly RefusedRow[];
  readonly summary: ReportData["input"];
  readonly mapping: ReportData["mapping"];
}

async function readInput(warehouse: Warehouse, workFolder: string, request: ScanRequest): Promise<Input> {
  const { strict = false, signal, onProgress } = request;
  const read = await readFiles(warehouse, request.paths, {
    strict,
    workFolder,
    ...(signal ? { signal } : {}),
    onProgress: ({ path, doneBytes, totalBytes }) =>
      onProgress?.({
        stage: { zh: `读取 ${path}`, en: `reading ${path}` },
        share: doneBytes / Math.max(1, totalBytes),
      }),
  });
  if (read.unusable.length > 0) throw new Refusal("invalid", read.unusable.map(placed));

  onProgress?.({ stage: { zh: "识别各列含义", en: "recognising the columns" } });
  const given = request.mapFile === undefined ? undefined : await readMapping(request.mapFile);
  const { mapping, questions, notes } = await guessMapping(warehouse, read.tables, given);
  if (request.saveMapFile !== undefined) await saveMapping(mapping, request.saveMapFile);
  if (questions.length > 0 && (strict || questions.length === read.tables.length)) {
    throw new Refusal(
      "invalid",
      questions.map(({ message }) => message),
    );
  }
  request.onMapped?.(describeMapping(mapping), [...questions.map(({ message }) => message), ...notes]);

  onProgress?.({ stage: { zh: "转换并核对每一行", en: "typing and checking every row" } });
  await createTables(warehouse, filledBy(mapping));
  const loaded = await loadRecords(warehouse, read.tables, mapping, { strict });
  const kinds = new Map(loaded.loaded.map(({ file, kind }) => [file, kind]));
  const refusedBy = new Map<string, number>();
  for (const { path, member } of [...read.refused, ...loaded.refused]) {
    const key = `${path}\n${member ?? ""}`;
    refusedBy.set(key, (refusedBy.get(key) ?? 0) + 1);
  }
  const files = read.tables.map((table) => {
    const kind = kinds.get(table.file);
    const { path, member, format, encoding, delimiter, rows, bytes, sha256 } = table;
    return {
      path,
      format,
      rows,
      bytes,
      sha256,
      refused: refusedBy.get(`${path}\n${member ?? ""}`) ?? 0,
      ...(member === undefined ? {} : { member }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(kind === undefined ? {} : { kind }),
    };
  });
  return {
    tables: read.tables,
    refused: [...read.refused, ...loaded.refused],
    summary: {
      files,
      rows: files.reduce((total, { rows }) => total + rows, 0),
      refused: read.refusedTotal + loaded.refusedTotal,
      sha256: hashOf(files.map(({ sha256 }) => sha256)),
      notes: [...read.notes, ...questions.map(({ message }) => message), ...notes, ...loaded.notes],
    },
    mapping: describeMapping(mapping),
  };
}

/** One hash for the whole input, whatever the order and names of its files. */
function hashOf(hashes: readonly string[]): string {
  return createHash("sha256")
    .update([...new Set(hashes)].sort().join("\n"))
    .digest("hex");
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
