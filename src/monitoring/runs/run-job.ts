import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import {
  type AnyJob,
  type Database,
  defineJob,
  type JobRun,
  locks,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { fiscalYearStartOf, readSettings } from "../../records/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { ruleRequestOf, rulesIn } from "../rules/queries.ts";
import { commitRun } from "./commit-run.ts";
import { detectionResult } from "./detection-request.ts";
import { knownIndex } from "./known-index.ts";
import { runInChild } from "./run-child.ts";
import { type RunInput, runInput } from "./run-input.ts";
import { readDetectionSettings } from "./settings.ts";
import { detectionWords } from "./words.ts";

const checkpoint = z.object({});
type Run = JobRun<RunInput, z.infer<typeof checkpoint>>;

interface RunOptions {
  /** Milliseconds without an import before a run that an import caused begins to read. */
  readonly calm?: number;
  readonly charts?: { readonly most: number; readonly within: number };
}

const usualCalm = 3_000;
/** Imports that never pause do not hold up a run for longer. */
const longestWait = 120_000;
const usualCharts = { most: 1_500, within: 45_000 };

const program = new URL("./detect.child.ts", import.meta.url);
const packageFile = new URL("../../../package.json", import.meta.url);
export const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

/** Detection as a job: `jobs.start(runJob(parts), { cause: "person" }, actor)`. */
export function runJob({ database }: { readonly database: Database }, options: RunOptions = {}): AnyJob {
  return defineJob({
    name: "monitoring.run",
    input: runInput,
    checkpoint,
    retries: 2,
    async run(run) {
      if (await isCommitted(database, run.id)) return;
      const { actor, now } = run.context();
      const begun = { id: run.id, cause: run.input.cause, asked_by: actor.id, started_at: now };
      await run.save({}, (tx) => begin(tx, begun));
      if (run.input.cause === "import") await waitForCalm(database, run, options.calm ?? usualCalm);
      await run.save({}, (tx) => setReading(tx, run.id));
      await detectAndCommit(database, run, options);
    },
  });
}

async function detectAndCommit(database: Database, run: Run, { charts = usualCharts }: RunOptions) {
  const { falseDiscoveryRate } = await readDetectionSettings(database.reader);
  const off = await detectorsSwitchedOff(database.reader);
  const { timeZone, fiscal } = (await readSettings(database.reader)).calendar;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(run.context().now);
  const fiscalYearStart = fiscalYearStartOf(fiscal);
  const rules = Object.fromEntries(
    [...(await rulesIn(database.reader, "in-force"))].map(([id, version]) => [id, ruleRequestOf(version)]),
  );
  const shadows = [...(await rulesIn(database.reader, "shadow")).values()].map(ruleRequestOf);
  // Progress is told while the other process works; that an attempt is to end is seen by its signal.
  const progress = (percent: number, words: { zh: string; en: string }) =>
    void run.progress(percent, words).catch(() => undefined);
  const result = await whileReading(database, async (beforeStaging) => {
    const dataIndex = await knownIndex(database, run.signal);
    const goneBy = { fiscalYearStart, falseDiscoveryRate, rules, dataIndex };
    const request = { run: run.id, today, ...goneBy, shadows, off, charts };
    const order = { program, request, result: detectionResult, signal: run.signal, onProgress: progress };
    const found = await runInChild(database, { ...order, beforeStaging });
    await run.progress(95, detectionWords.committing);
    await commitRun(run.context(), run.id, { ...found, version, ...goneBy });
    return found;
  });
  if (result.raised.alerts + result.updated.alerts > 10_000) {
    await sql`ANALYZE alert_version`.execute(database.writer).catch(() => undefined);
  }
}

/**
 * Nobody is erased between reading the records and writing down what was found in them. `hold` keeps live detection
 * from writing alerts until the work has ended.
 */
export async function whileReading<Result>(
  database: Database,
  work: (hold: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const session = await database.session(() => undefined);
  try {
    await session.query("SELECT pg_advisory_lock_shared($1, $2)", [
      locks.reading.class,
      locks.reading.number,
    ]);
    return await work(async () => {
      const { alerts } = locks;
      await session.query("SELECT pg_advisory_lock($1, $2)", [alerts.class, alerts.number]);
    });
  } finally {
    await session.end().catch(() => undefined);
  }
}

async function isCommitted({ reader }: Database, id: string): Promise<boolean> {
  const row = await reader
    .selectFrom("detection_run")
    .select("id")
    .where("id", "=", id)
    .where("state", "=", "committed")
    .executeTakeFirst();
  return row !== undefined;
}

async function begin(
  tx: Tx,
  row: { id: string; cause: RunInput["cause"]; asked_by: string; started_at: Date },
): Promise<void> {
  await tx
    .insertInto("detection_run")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ state: "gathering", cancelled_by: null, cancelled_at: null }),
    )
    .execute();
}

/** From here on an import is not in this run, and gets one of its own. */
async function setReading(tx: Tx, id: string): Promise<void> {
  await tx.updateTable("detection_run").set({ state: "reading" }).where("id", "=", id).execute();
}

async function waitForCalm({ reader }: Database, run: Run, calm: number): Promise<void> {
  await run.progress(0, detectionWords.gathering);
  const until = performance.now() + longestWait;
  while (performance.now() < until) {
    const { quiet } = await reader
      .selectFrom("import_batch")
      .select(
        sql<number | null>`extract(epoch FROM clock_timestamp() - max(committed_at))::float8 * 1000`.as(
          "quiet",
        ),
      )
      .where("state", "=", "committed")
      .executeTakeFirstOrThrow();
    const left = calm - (quiet ?? calm);
    if (left <= 0) return;
    await sleep(Math.min(left + 1, calm), undefined, { signal: run.signal });
  }
}
