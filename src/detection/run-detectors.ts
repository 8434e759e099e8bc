import type { z } from "zod";
import { type Bilingual, Refusal, type Sql, sql, type Warehouse } from "../platform/index.ts";
import { type Chart, chartRows } from "./chart.ts";
import {
  type AnyTable,
  type Detector,
  type QueryRow,
  queryRow,
  type Run,
  tables,
} from "./define-detector.ts";
import { falseDiscoveryRates } from "./false-discovery.ts";
import type { Finding } from "./finding.ts";
import { knownOf } from "./locality.ts";
import { normalUpperTail } from "./normal.ts";
import { isOwn } from "./own-detector.ts";

export interface DetectorRun {
  readonly id: string;
  readonly state: "ran" | "not-run" | "failed";
  /** Why it did not run, or what failed. */
  readonly reason?: Bilingual;
  readonly params: Readonly<Record<string, unknown>>;
  /** Hypotheses tested; 0 for a rule. */
  readonly tests: number;
  /** Findings before and after false discovery control and the cap on findings kept. */
  readonly found: number;
  readonly kept: number;
  readonly milliseconds: number;
}

export interface Detection {
  readonly runs: readonly DetectorRun[];
  /** By detector in the order given, and within it by falling score. */
  readonly findings: readonly Finding[];
  readonly tests: number;
  /** Expected number of false ones among the findings that have a p-value (q × their number); rules are not in it. */
  readonly expectedFalseAlarms: number;
  readonly findingsTested: number;
  readonly findingsByRule: number;
  /** What the whole run would have found with one detector otherwise, by the variant's name. */
  readonly variants: ReadonlyMap<string, Omit<Detection, "variants">>;
}

/** A detector as it might be: it takes the place of the one with its id, or joins the others. */
export interface Variant {
  readonly name: string;
  readonly detector: Detector;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface DetectionOptions {
  readonly run: Run;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Detectors that somebody has switched off, by id. */
  readonly off?: readonly string[];
  /** Findings with a p-value are kept while their q stays at or below this. */
  readonly falseDiscoveryRate?: number;
  /** Findings kept per detector; how many there were is told. */
  readonly keep?: number;
  readonly variants?: readonly Variant[];
  /** Where the query of a detector runs that is not the house's own. */
  readonly locked?: Pick<Warehouse, "all" | "first"> | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { detector: string; done: number; total: number }) => void;
}

/** Runs each detector whose columns are there. One that fails is reported as failed; the others go on. */
export async function runDetectors(
  warehouse: Warehouse,
  detectors: readonly Detector[],
  options: DetectionOptions,
): Promise<Detection> {
  const runs: DetectorRun[] = [];
  const candidates: Finding[] = [];
  for (const [done, detector] of detectors.entries()) {
    options.signal?.throwIfAborted();
    options.onProgress?.({ detector: detector.id, done, total: detectors.length });
    const outcome = await runOne(warehouse, detector, options);
    runs.push(outcome.run);
    candidates.push(...outcome.findings);
  }
  const rate = options.falseDiscoveryRate ?? 0.05;
  const variants = new Map<string, Omit<Detection, "variants">>();
  for (const { name, detector, params } of options.variants ?? []) {
    options.signal?.throwIfAborted();
    const alone = { ...options, off: [], params: { [detector.id]: params } };
    // It reads everybody by its own parameters: the baseline of the one in force stays.
    const outcome = await runOne(warehouse, detector, alone, `trial ${name}`);
    // False discoveries are controlled over all findings: another detector's may come or go by it.
    const others = { runs: but(runs, detector.id, "id"), findings: but(candidates, detector.id, "detector") };
    const found = [...others.findings, ...outcome.findings];
    variants.set(name, controlFalseDiscoveries([...others.runs, outcome.run], found, rate));
  }
  return { ...controlFalseDiscoveries(runs, candidates, rate), variants };
}

function but<Name extends string, Item extends Readonly<Record<Name, string>>>(
  items: readonly Item[],
  id: string,
  name: Name,
): Item[] {
  return items.filter((item) => item[name] !== id);
}

async function runOne(warehouse: Warehouse, detector: Detector, options: DetectionOptions, as = detector.id) {
  const started = performance.now();
  const params = detector.params.parse(options.params?.[detector.id] ?? {});
  const base = { id: detector.id, params, tests: 0, found: 0, kept: 0 };
  const elapsed = () => Math.round(performance.now() - started);
  if (options.off?.includes(detector.id)) {
    const reason = { zh: "已停用", en: "switched off" };
    return { run: { ...base, state: "not-run" as const, reason, milliseconds: 0 }, findings: [] };
  }
  const missing = await missingColumns(warehouse, detector);
  if (missing.length > 0) {
    const list = missing.join(", ");
    const reason = { zh: `数据中没有 ${list}`, en: `the input has no ${list}` };
    return { run: { ...base, state: "not-run" as const, reason, milliseconds: elapsed() }, findings: [] };
  }
  try {
    await buildBaseline(warehouse, detector, params, options.run, as);
    const place = isOwn(detector) ? (options.locked ?? refuseOwn(detector)) : warehouse;
    const { rows, found } = await queryFindings(place, detector, params, options, as);
    const tests = detector.tests
      ? await countTests(warehouse, detector.tests(params, tables, options.run))
      : 0;
    const findings = strongestOfEachKey(rows).map((row) => toFinding(detector, row));
    return {
      run: { ...base, state: "ran" as const, tests, found, kept: findings.length, milliseconds: elapsed() },
      findings,
    };
  } catch (error) {
    if (options.signal?.aborted) throw error;
    // The first line says what; DuckDB goes on with a piece of the query.
    const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    const reason = { zh: `检测器出错：${message}`, en: `the detector failed: ${message}` };
    return { run: { ...base, state: "failed" as const, reason, milliseconds: elapsed() }, findings: [] };
  }
}

/** Columns the detector reads that have no value at all, as `table.column`. */
async function missingColumns(warehouse: Warehouse, { reads }: Detector): Promise<string[]> {
  const missing: string[] = [];
  for (const [table, columns] of Object.entries(reads) as [AnyTable, readonly string[]][]) {
    for (const column of columns) {
      const some = await warehouse.first(
        sql`SELECT 1 AS one FROM ${tables[table]} WHERE ${sql.ref(column)} IS NOT NULL LIMIT 1`,
      );
      if (some === undefined) missing.push(`${table}.${column}`);
    }
  }
  return missing;
}

/** Computes what the detector reads of everybody, once, into tables that its query reads. */
async function buildBaseline(
  warehouse: Warehouse,
  { locality }: Detector,
  params: Record<string, unknown>,
  run: Run,
  as: string,
): Promise<void> {
  if (locality.unit === "all") return;
  const known = knownOf(as);
  for (const [name, relation] of Object.entries(locality.baseline ?? {})) {
    await warehouse.run(
      sql`CREATE OR REPLACE TABLE ${known(name)} AS ${relation(params, tables, run, known)}`,
    );
  }
}

const defaultKeep = 5_000;

function refuseOwn({ id }: Detector): never {
  throw new Error(`${id} runs in a locked instance, and none is open.`);
}

async function queryFindings(
  warehouse: Pick<Warehouse, "all">,
  detector: Detector,
  params: Record<string, unknown>,
  options: DetectionOptions,
  as = detector.id,
): Promise<{ rows: QueryRow[]; found: number }> {
  const keep = options.keep ?? defaultKeep;
  const query = detector.query(params, tables, options.run, knownOf(as));
  if (detector.judge) {
    const judged = detector
      .judge(await warehouse.all(query), params, options.run)
      .map((row) => queryRow.parse(row));
    judged.sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
    return { rows: judged.slice(0, keep), found: judged.length };
  }
  const rows = await warehouse.all<Record<string, unknown> & { found: number }>(
    sql`SELECT *, count(*) OVER () AS found FROM (${query}) ORDER BY score DESC, key LIMIT ${keep}`,
  );
  return { rows: rows.map((row) => queryRow.parse(row)), found: rows[0]?.found ?? 0 };
}

/** What a detector finds with its baseline in the warehouse, whatever the false discovery control makes of it. */
export async function findingsOf(
  warehouse: Pick<Warehouse, "all">,
  detector: Detector,
  params: Record<string, unknown>,
  run: Run,
): Promise<Finding[]> {
  const { rows } = await queryFindings(warehouse, detector, params, { run });
  return strongestOfEachKey(rows).map((row) => toFinding(detector, row));
}

/** A key is one suspicion. A query that tells it twice is to be mended, and must not bring down the run meanwhile. */
function strongestOfEachKey(strongestFirst: readonly QueryRow[]): QueryRow[] {
  const byKey = new Map<string, QueryRow>();
  for (const row of strongestFirst) if (!byKey.has(row.key)) byKey.set(row.key, row);
  return [...byKey.values()];
}

async function countTests(warehouse: Warehouse, query: Sql): Promise<number> {
  const row = await warehouse.first<{ tests: number }>(query);
  if (row === undefined) throw new Refusal("invalid", "The query for the number of tests returned no row.");
  return row.tests;
}

function toFinding(detector: Detector, row: QueryRow): Finding {
  const facts = detector.facts.parse(row.facts);
  const pValue = row.p_value ?? (row.z === undefined ? undefined : normalUpperTail(row.z));
  return {
    detector: detector.id,
    scheme: detector.scheme,
    key: `${detector.id}:${row.key}`,
    subject: { kind: row.subject_kind, id: row.subject_id },
    score: row.score,
    ...(pValue === undefined ? {} : { pValue }),
    ...(row.seller === undefined ? {} : { seller: row.seller }),
    ...(row.customer === undefined ? {} : { customer: row.customer }),
    amount: BigInt(row.amount ?? 0),
    currency: row.currency ?? "XXX",
    evidence: row.evidence.slice(0, 200),
    evidenceTotal: row.evidence_total ?? row.evidence.length,
    facts,
    sentence: { zh: detector.sentence.zh(facts, row), en: detector.sentence.en(facts, row) },
  };
}

function controlFalseDiscoveries(
  runs: readonly DetectorRun[],
  candidates: readonly Finding[],
  rate: number,
): Omit<Detection, "variants"> {
  const tests = runs.reduce((sum, run) => sum + run.tests, 0);
  const tested = candidates.filter((finding) => finding.pValue !== undefined);
  const q = falseDiscoveryRates(
    tested.map((finding) => finding.pValue ?? 1),
    tests,
  );
  const qOf = new Map(tested.map((finding, i) => [finding, q[i] ?? 1]));
  const findings = candidates.flatMap((finding) => {
    const qValue = qOf.get(finding);
    if (qValue === undefined) return [finding];
    return qValue <= rate ? [{ ...finding, qValue }] : [];
  });
  const kept = findings.filter((finding) => finding.qValue !== undefined);
  return {
    runs: runs.map((run) => ({ ...run, kept: findings.filter((f) => f.detector === run.id).length })),
    findings,
    tests,
    expectedFalseAlarms: kept.length === 0 ? 0 : kept.length * Math.max(...kept.map((f) => f.qValue ?? 0)),
    findingsTested: kept.length,
    findingsByRule: findings.length - kept.length,
  };
}

/** The chart's data for one finding; `undefined` where the detector draws none. */
export async function chartOf(
  warehouse: Warehouse,
  detector: Detector,
  finding: Finding,
  run: Run,
  params: Readonly<Record<string, unknown>>,
): Promise<Chart | undefined> {
  if (!detector.chart) return undefined;
  const { kind, title, x, y, scale, query } = detector.chart;
  const subject = { facts: finding.facts, evidence: finding.evidence, subject_id: finding.subject.id };
  const found = await warehouse.all(query(subject, params, tables, run));
  const rows = (chartRows[kind] as z.ZodObject).array().parse(found);
  // The rows were parsed by the schema of this very kind, which the compiler cannot follow through the lookup.
  const chart = { kind, title, ...(x ? { x } : {}), ...(y ? { y } : {}), ...(scale ? { scale } : {}), rows };
  return chart as unknown as Chart;
}
