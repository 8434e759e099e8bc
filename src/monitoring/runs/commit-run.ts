import { type Context, type Event, type Events, Refusal, sql, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { forgetSummaries } from "../summaries/stage-summaries.ts";
import type { Change } from "../tables.ts";
import { numbersOf, paramsOf } from "./detect.ts";
import type { DetectionResult, RulesInForce } from "./detection-request.ts";

const ranksKept = 30;
const baselinesKept = 2;

export type RunDone = Omit<DetectionResult, "baselineDigest"> & {
  readonly version: string;
  readonly rules: RulesInForce;
  readonly falseDiscoveryRate: number;
  readonly fiscalYearStart: number;
  readonly dataIndex: number | undefined;
  /** Of the baseline that it made; absent of a live run, which made none. */
  readonly baselineDigest?: string | undefined;
};

/** Makes what a run has staged visible, in one transaction with the events that seal it. */
export function commitRun(context: Context, run: string, done: RunDone): Promise<void> {
  return context.commit(async (tx) => {
    context.require("detection.run", house);
    const baseline = await numberBaseline(tx, run);
    const changed = await tx
      .updateTable("detection_run")
      .set({
        state: "committed",
        // Whoever asked for it to end came too late.
        cancelled_by: null,
        cancelled_at: null,
        finished_at: context.now,
        version: done.version,
        as_of: done.asOf,
        params: JSON.stringify(paramsOf(done.rules)),
        rules: JSON.stringify(numbersOf(done.rules)),
        shadows: JSON.stringify(done.shadows),
        data_index: done.dataIndex === undefined ? null : BigInt(done.dataIndex),
        fiscal_year_start: done.fiscalYearStart,
        detectors: JSON.stringify(done.detectors),
        findings: BigInt(done.findings),
        raised: BigInt(done.raised.alerts),
        updated: BigInt(done.updated.alerts),
        ceased: BigInt(done.ceased.alerts),
        tests: BigInt(done.tests),
        false_discovery_rate: done.falseDiscoveryRate,
        expected_false_alarms: done.expectedFalseAlarms,
        findings_tested: BigInt(done.findingsTested),
        findings_by_rule: BigInt(done.findingsByRule),
        amounts: JSON.stringify(done.amounts),
        commitment: done.commitment,
        baseline,
      })
      .where("id", "=", run)
      .where("state", "=", "reading")
      .returning(["cause", "started_at"])
      .executeTakeFirst();
    if (!changed) throw noLongerRunning();
    await forgetOld(tx);
    await forgetSummaries(tx, { but: run });
    return {
      result: undefined,
      event: eventsOf(run, { ...done, baseline, cause: changed.cause, startedAt: changed.started_at }),
    };
  });
}

/** What its entries tell and seal of a run, whole or live. */
export function eventsOf(
  run: string,
  {
    version,
    asOf,
    rules,
    falseDiscoveryRate,
    fiscalYearStart,
    dataIndex,
    shadows,
    cause,
    startedAt,
    baseline,
    ...done
  }: RunDone & { readonly cause: string; readonly startedAt: Date; readonly baseline: bigint },
): Events {
  const subject = `run:${run}`;
  const { findings, commitment } = done;
  const { tests, expectedFalseAlarms, findingsTested, findingsByRule } = done;
  const after = {
    version,
    asOf,
    params: paramsOf(rules),
    rules: numbersOf(rules),
    shadows,
    dataIndex: dataIndex ?? null,
    fiscalYearStart,
    falseDiscoveryRate,
    tests,
    expectedFalseAlarms,
    findingsTested,
    findingsByRule,
    amounts: done.amounts,
    cause,
    startedAt,
    baseline,
    detectors: done.detectors.map(({ milliseconds: _, ...detector }) => detector),
  };
  const seals = { findings, commitment, ...(done.baselineDigest ? { baseline: done.baselineDigest } : {}) };
  const ran: Event = { type: "detection.run", subject, after, seals };
  const changes: readonly Change[] = ["raised", "updated", "ceased"];
  const told = changes.flatMap((change): Event[] => {
    const { alerts, root } = done[change];
    return alerts === 0 ? [] : [{ type: `alerts.${change}`, subject, seals: { alerts, root } }];
  });
  return [ran, ...told];
}

/** Gives the baseline that the run has staged its number, and lets go of old ones. */
async function numberBaseline(tx: Tx, run: string): Promise<bigint> {
  const { last } = await tx
    .selectFrom("detection_run")
    .select((eb) => eb.fn.coalesce(eb.fn.max("baseline"), sql<bigint>`0`).as("last"))
    .executeTakeFirstOrThrow();
  const number = last + 1n;
  await tx.updateTable("detection_baseline").set({ number }).where("run", "=", run).execute();
  await tx
    .deleteFrom("detection_baseline")
    .where("number", "<=", number - BigInt(baselinesKept))
    .execute();
  return number;
}

/** Ranks and pictures can be made again; only the last ones are looked at. */
async function forgetOld(tx: Tx): Promise<void> {
  const recent = tx
    .selectFrom("detection_run")
    .select("id")
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .orderBy("finished_at", "desc")
    .limit(ranksKept);
  await tx.deleteFrom("risk_rank").where("run", "not in", recent).execute();
  // What shadows find is looked at while it is the newest.
  const last = recent.limit(1);
  await tx.deleteFrom("rule_finding").where("run", "is not", null).where("run", "not in", last).execute();
  await sql`
    DELETE FROM alert_chart old USING alert_chart newer
    JOIN detection_run n ON n.id = newer.run AND n.state = 'committed'
    WHERE newer.alert = old.alert AND newer.run <> old.run
      AND n.finished_at > (SELECT o.finished_at FROM detection_run o WHERE o.id = old.run)`.execute(tx);
}

const noLongerRunning = () =>
  new Refusal("conflict", {
    zh: "这次检测已结束或被取代，没有写入任何疑点。",
    en: "This run has ended or was replaced; no alert was written.",
  });
