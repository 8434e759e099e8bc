import { randomUUID } from "node:crypto";
import { isTold, type LocalDetection } from "../../detection/index.ts";
import { type Context, locks, sql } from "../../platform/index.ts";
import { house } from "../house.ts";
import { eventsOf } from "../runs/commit-run.ts";
import { alertReader } from "../runs/found-alerts.ts";
import { writeLiveAlerts } from "../runs/stage-alerts.ts";
import type { SliceParts } from "./lay-near.ts";

/** A whole run is writing its findings down: the slice has to be judged again afterwards. */
export class WholeRunWrites extends Error {}

interface Judged {
  readonly customers: readonly string[];
  readonly detection: LocalDetection;
  readonly asOf: string;
  readonly fiscalYearStart: number;
  readonly only: ReadonlySet<string>;
}

/** Writes down what differs from what is known about customers who were judged. */
export async function writeSlice({ database, context, bench }: SliceParts, judged: Judged): Promise<void> {
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
