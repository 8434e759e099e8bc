import { randomUUID } from "node:crypto";
import type pg from "pg";
import { isTold, type LocalDetection } from "../../detection/index.ts";
import { type Context, type Database, locks, sql } from "../../platform/index.ts";
import {
  areMoreThan,
  customersOf,
  daysBefore,
  findByKey,
  findInStore,
  findRecordsInStore,
  fiscalYearStartOf,
  type LinkedRow,
  neighbourhoodOf,
  readRows,
  readSettings,
  recentOf,
  type TouchedRow,
  touchedBy,
} from "../../records/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { house } from "../house.ts";
import { latestDay } from "../report/summaries.ts";
import { eventsOf } from "../runs/commit-run.ts";
import { alertReader } from "../runs/found-alerts.ts";
import { writeLiveAlerts } from "../runs/stage-alerts.ts";
import type { LiveBench } from "./bench.ts";
import type { Waiting } from "./queue.ts";

export interface Slice {
  readonly customers: number;
  readonly failed: readonly string[];
  readonly leftOut: number;
}

interface Parts {
  readonly database: Database;
  readonly session: pg.Client;
  readonly context: Context;
  readonly bench: LiveBench;
}

/** A whole run is writing its findings down: the slice has to be judged again afterwards. */
export class WholeRunWrites extends Error {}

/** Rows that are judged at once at most; a slice with more is cut in two. */
const mostRows = 150_000;
/** Where the customers have more rows than these, it is asked first, by recent rows, whom there may be something to find about. */
const fewRows = 4_000;

/** Judges whoever the waiting batches touch, and writes down what differs from what is known. */
export async function judgeSlice(
  parts: Parts,
  waiting: readonly Waiting[],
  few: number = fewRows,
): Promise<Slice> {
  const { session, bench } = parts;
  const find = findRecordsInStore(session);
  const touched = await touchedBy(
    session,
    waiting.map(({ batch }) => batch),
  );
  const day = await dayOf(parts);
  const { recent, others, since } = recentAmong(touched, { today: day.today, days: bench.recentDays });
  const some = bench.together(await customersOf(recent, find));
  const wholly = await customersOf(others, find);
  if (!(await areMoreThan(session, few, some)))
    return judgeCustomers(parts, day, bench.together([...new Set([...some, ...wholly])]));
  const suspects = await suspectsAmong(parts, day, { recent, since, customers: some });
  const asked = new Set([...wholly, ...(await withAlerts(parts, some)), ...suspects.customers]);
  const slice = await judgeCustomers(parts, day, bench.together([...asked]));
  const customers = new Set([...some, ...wholly]).size;
  return { ...slice, customers, leftOut: slice.leftOut + suspects.leftOut };
}

interface Recent {
  readonly recent: readonly TouchedRow[];
  /** The first day whose rows have to be known beside them. */
  readonly since: string;
}

/** What is new, and happened not long before the newest of it; the others are judged beside everything. */
function recentAmong(
  touched: readonly TouchedRow[],
  { today, days }: { readonly today: string; readonly days: number },
): Recent & { readonly others: readonly TouchedRow[] } {
  const newest = touched.reduce((last, { day = "" }) => (day > last && day <= today ? day : last), "");
  if (newest === "") return { recent: [], others: touched, since: today };
  const first = daysBefore(newest, days);
  const isRecent = ({ version, isPast, day, refs }: TouchedRow) =>
    version === 1 &&
    !isPast &&
    // A line without a day has that of its document, which is found by its reference.
    (day === undefined ? refs.some((ref) => !ref.startsWith("customer:")) : day >= first && day <= today);
  const { recent = [], others = [] } = Object.groupBy(touched, (row) =>
    isRecent(row) ? "recent" : "others",
  );
  return { recent, others, since: daysBefore(first, days) };
}

async function suspectsAmong(
  parts: Parts,
  day: Awaited<ReturnType<typeof dayOf>>,
  { recent, since, customers }: Recent & { readonly customers: readonly string[] },
): Promise<{ readonly customers: readonly string[]; readonly leftOut: number }> {
  const { session, bench } = parts;
  const near = await recentOf(recent, customers, since, findInStore(session));
  if (near.size > mostRows) {
    if (customers.length === 1) return { customers: [], leftOut: 1 };
    const half = Math.ceil(customers.length / 2);
    const first = await suspectsAmong(parts, day, { recent, since, customers: customers.slice(0, half) });
    const second = await suspectsAmong(parts, day, { recent, since, customers: customers.slice(half) });
    return {
      customers: [...first.customers, ...second.customers],
      leftOut: first.leftOut + second.leftOut,
    };
  }
  const { asOf, only } = await lay(parts, day, near);
  const restingOn = recent.reduce((least, { id }) => Math.min(least, id), Number.MAX_SAFE_INTEGER);
  const { fiscalYearStart } = day;
  return {
    customers: [...(await bench.suspects(customers, { asOf, fiscalYearStart, only, restingOn }))],
    leftOut: 0,
  };
}

/** Those about whom an alert stands that what has come in may change. */
async function withAlerts({ database, bench }: Parts, customers: readonly string[]): Promise<string[]> {
  const rows = await database.reader
    .selectFrom("alert")
    .select("customer")
    .distinct()
    .where("customer", "in", [...customers])
    .where("found", "=", true)
    .where(
      "detector",
      "in",
      bench.local.map(({ id }) => id),
    )
    .execute();
  return rows.flatMap(({ customer }) => customer ?? []);
}

async function judgeCustomers(
  parts: Parts,
  day: Awaited<ReturnType<typeof dayOf>>,
  customers: readonly string[],
): Promise<Slice> {
  if (customers.length === 0) return { customers: 0, failed: [], leftOut: 0 };
  const { session, bench } = parts;
  const near = await neighbourhoodOf(customers, findInStore(session));
  if (near.size > mostRows) {
    if (customers.length === 1) return { customers: 0, failed: [], leftOut: 1 };
    const half = Math.ceil(customers.length / 2);
    const first = await judgeCustomers(parts, day, customers.slice(0, half));
    const second = await judgeCustomers(parts, day, customers.slice(half));
    return {
      customers: first.customers + second.customers,
      failed: [...first.failed, ...second.failed],
      leftOut: first.leftOut + second.leftOut,
    };
  }
  const { asOf, only } = await lay(parts, day, near);
  const { fiscalYearStart } = day;
  const detection = await bench.judge(customers, { asOf, fiscalYearStart, only });
  const ids = new Set(only.map(({ id }) => id));
  await writeDown(parts, { customers, detection, asOf, fiscalYearStart, only: ids });
  return { customers: customers.length, failed: [...detection.failed.keys()], leftOut: 0 };
}

/** Puts rows and the employees they name where they are judged. */
async function lay(
  { session, bench, database }: Parts,
  { today }: { readonly today: string },
  near: ReadonlyMap<number, LinkedRow>,
) {
  const employees = new Set(
    [...near.values()].flatMap(({ refs }) => refs.filter((ref) => ref.startsWith(employee))),
  );
  const masters = await findByKey(
    session,
    "employee",
    [...employees].map((ref) => ref.slice(employee.length)),
  );
  await bench.lay(await readRows(session, [...near.keys(), ...masters]));
  const asOf = bench.asOf((await latestDay(bench.warehouse, today)) ?? today);
  await bench.build(asOf);
  const off = new Set(await detectorsSwitchedOff(database.reader));
  return { asOf, only: bench.local.filter(({ id }) => !off.has(id)) };
}

const employee = "employee:";

async function dayOf({ database, context }: Parts) {
  const { timeZone, fiscal } = (await readSettings(database.reader)).calendar;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(context.now);
  return { today, fiscalYearStart: fiscalYearStartOf(fiscal) };
}

interface Judged {
  readonly customers: readonly string[];
  readonly detection: LocalDetection;
  readonly asOf: string;
  readonly fiscalYearStart: number;
  readonly only: ReadonlySet<string>;
}

async function writeDown({ database, context, bench }: Parts, judged: Judged): Promise<void> {
  const { customers, detection, asOf, fiscalYearStart, only } = judged;
  const { baseline, detectors, warehouse } = bench;
  const { findings } = detection;
  const reader = await alertReader(database, warehouse, detectors, findings, baseline.typicalAmounts);
  const runs = Object.entries(baseline.params).map(([id, params]) => ({ id, params }));
  const found = findings.map((finding) => reader.foundOf(finding, { runs, rules: baseline.rules }));
  const byId = new Map(detectors.map((detector) => [detector.id, detector]));
  const isLooked = (key: string, kind: string) => {
    const detector = byId.get(key.slice(0, key.indexOf(":")));
    if (!detector || !only.has(detector.id) || detection.failed.has(detector.id)) return false;
    return isTold(detector, key, kind as Parameters<typeof isTold>[2]);
  };
  const run = randomUUID();
  await commitWhereNew(context, async (tx) => {
    context.require("detection.run", house);
    const { alerts } = locks;
    const free = await sql<{ it: boolean }>`
      SELECT pg_try_advisory_xact_lock_shared(${alerts.class}::integer, ${alerts.number}::integer) AS it`.execute(
      tx,
    );
    if (!free.rows[0]?.it) throw new WholeRunWrites();
    const staged = await writeLiveAlerts(tx, run, found, { customers, isLooked });
    if (!staged) throw new NothingNew();
    const done = {
      version: baseline.version,
      asOf,
      rules: {},
      shadows: [],
      fiscalYearStart,
      dataIndex: undefined,
      falseDiscoveryRate: baseline.falseDiscoveryRate,
      detectors: [],
      findings: found.length,
      ...staged.counts,
      tests: Number(baseline.tests),
      expectedFalseAlarms: 0,
      findingsTested: findings.filter(({ pValue }) => pValue !== undefined).length,
      findingsByRule: findings.filter(({ pValue }) => pValue === undefined).length,
      amounts: [],
      commitment: staged.commitment,
    };
    await tx
      .insertInto("detection_run")
      .values({
        id: run,
        state: "committed",
        cause: "live",
        asked_by: context.actor.id,
        started_at: context.now,
        finished_at: context.now,
        version: done.version,
        as_of: done.asOf,
        params: "{}",
        rules: "{}",
        shadows: "[]",
        fiscal_year_start: fiscalYearStart,
        detectors: "[]",
        findings: BigInt(done.findings),
        raised: BigInt(done.raised.alerts),
        updated: BigInt(done.updated.alerts),
        ceased: BigInt(done.ceased.alerts),
        tests: baseline.tests,
        false_discovery_rate: done.falseDiscoveryRate,
        expected_false_alarms: 0,
        findings_tested: BigInt(done.findingsTested),
        findings_by_rule: BigInt(done.findingsByRule),
        amounts: "[]",
        commitment: done.commitment,
        baseline: baseline.number,
      })
      .execute();
    const told = { ...done, cause: "live", startedAt: context.now, baseline: baseline.number };
    return { result: undefined, event: eventsOf(run, told) };
  });
}

class NothingNew extends Error {}

/** Where nothing differs the transaction is undone, and no event tells of it. */
async function commitWhereNew(context: Context, work: Parameters<Context["commit"]>[0]): Promise<void> {
  try {
    await context.commit(work);
  } catch (error) {
    if (!(error instanceof NothingNew)) throw error;
  }
}
