import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestHouse, type TestHouse } from "../../people/index.ts";
import { createContextMaker, type Follower, sql } from "../../platform/index.ts";
import {
  addRecordsRoutes,
  followRecords,
  importFiles,
  recordsPolicies,
  settingsPolicies,
} from "../../records/index.ts";
import { addMonitoringRoutes } from "../parts.ts";
import { monitoringPolicies } from "../policies.ts";
import { scoreJob } from "../ranking/score-job.ts";
import { trainJob } from "../ranking/train-job.ts";
import { rerunJob } from "../reruns/rerun-job.ts";
import { backTestJob } from "../rules/back-test-job.ts";
import type { AlertFinding } from "../runs/alert-finding.ts";
import { commitRun } from "../runs/commit-run.ts";
import { runJob } from "../runs/run-job.ts";
import { type Found, stageAlerts } from "../runs/stage-alerts.ts";
import { followForRuns } from "../runs/start-runs.ts";
import { followAlerts } from "./follow-alerts.ts";

/** For tests: a house with records, runs and alerts. */
export interface TestAlerts extends TestHouse {
  readonly follower: Follower;
  /** Imports files given as name and CSV text. */
  import(source: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** Runs the detectors and waits until the alerts are there. Gives the run's id. */
  run(): Promise<string>;
  /** Has runs go by parameters for a detector, past the steps that lead there. */
  putInForce(detector: string, params: Readonly<Record<string, number>>): Promise<void>;
  /** Commits a run that found just this. Gives the alerts by their keys. */
  find(...found: readonly Found[]): Promise<ReadonlyMap<string, string>>;
}

/** A finding about an order of a seller; `subjects` is the seller unless given. */
export function aFinding(
  key: string,
  given: Partial<AlertFinding> & { subjects?: readonly string[] } = {},
): Found {
  const { subjects = ["E900"], ...rest } = given;
  const finding: AlertFinding = {
    key,
    detector: "split-order",
    scheme: "splitting",
    severity: 2,
    subject: { kind: "order", id: key },
    seller: { id: subjects[0] ?? "E900" },
    customer: { id: "C1", name: "上海某某贸易有限公司" },
    score: 0.8,
    weight: 0.6,
    amount: "1000000",
    currency: "CNY",
    sentence: { zh: `疑点 ${key}。`, en: `Something about ${key}.` },
    facts: {},
    evidence: [],
    evidenceTotal: 0,
    legalEntities: [],
    params: {},
    ...rest,
  };
  return { finding, subjects };
}

const nothingFound = {
  asOf: "2026-11-23",
  version: "test",
  rules: {},
  shadows: [],
  fiscalYearStart: 1,
  dataIndex: undefined,
  falseDiscoveryRate: 0.05,
  detectors: [],
  tests: 0,
  expectedFalseAlarms: 0,
  findingsTested: 0,
  findingsByRule: 0,
  amounts: [],
};

/** `observations`: with the routes by which programs tell of records. */
export async function openTestAlerts({
  afterImports = false,
  observations = false,
} = {}): Promise<TestAlerts> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-alerts-"));
  const options = { calm: 12_000, charts: { most: 20, within: 60_000 } };
  const house = await openTestHouse({
    rooms: [...(observations ? [recordsPolicies, settingsPolicies] : []), monitoringPolicies],
    jobs: (parts) => [
      ...[runJob(parts, options), backTestJob(parts), rerunJob(parts)],
      ...[scoreJob(parts), trainJob(parts)],
    ],
    async addRoutes(http, parts) {
      if (observations) await addRecordsRoutes(http, parts);
      addMonitoringRoutes(http, parts);
    },
  });
  const { parts, events, database } = house;
  followRecords({ events });
  const follower = followAlerts(events);
  if (afterImports) followForRuns(parts);
  const system = { kind: "system", id: "system:test" } as const;
  return {
    ...house,
    follower,
    async import(source, files) {
      const paths = Object.entries(files).map(([name, text]) => {
        const path = join(folder, name);
        writeFileSync(path, text);
        return path;
      });
      // Who may import is the matter of another room.
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database, sink: events.sink, access });
      const context = () => contexts.contextFor(system);
      await importFiles(database, { paths, source }, { signal: new AbortController().signal, context });
      await events.settled();
    },
    async run() {
      const id = await parts.jobs.start(runJob(parts), { cause: "person" }, system);
      for (;;) {
        const job = await parts.jobs.read(id);
        if (job?.state === "done") break;
        if (job?.state !== "waiting" && job?.state !== "running") throw new Error(`The run ${job?.state}.`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await events.settled();
      return id;
    },
    async putInForce(detector, params) {
      const now = new Date();
      await sql`UPDATE rule_version SET state = 'retired' WHERE detector = ${detector}`.execute(
        database.writer,
      );
      await sql`INSERT INTO rule_version (detector, number, state, revision, params, author, created_at, changed_at)
        SELECT ${detector}, coalesce(max(number), 0) + 1, 'in-force', 1, ${JSON.stringify(params)}::jsonb, ${system.id}, ${now}::timestamptz, ${now}::timestamptz
        FROM rule_version WHERE detector = ${detector}`.execute(database.writer);
    },
    async find(...found) {
      const id = randomUUID();
      await database.writer
        .insertInto("detection_run")
        .values({ id, state: "reading", cause: "person", asked_by: system.id, started_at: new Date() })
        .execute();
      const staged = await stageAlerts(database, id, found, {
        signal: new AbortController().signal,
        readFrom: new Date(),
      });
      await commitRun(house.contexts.contextFor(system), id, {
        ...nothingFound,
        findings: found.length,
        ...staged.counts,
        commitment: staged.commitment,
      });
      await events.settled();
      return staged.alertOf;
    },
    async close() {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
