import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, followerPosition } from "../../platform/index.ts";
import type { Change } from "../tables.ts";
import { readTold, type Told } from "./read-told.ts";

/** What the entries of a run seal: how many versions it raised, updated and ended, and the roots of their trees. */
export type SealedRun = Readonly<
  Record<Change, { readonly alerts: number; readonly root: string } | undefined>
>;

export interface RunCheck {
  readonly sealed: ReadonlyMap<string, SealedRun>;
  readonly faults: readonly IntegrityFault[];
}

interface Entries {
  ran?: Told;
  raised?: Told;
  updated?: Told;
  ceased?: Told;
}

/** The table of runs against the entries: each committed run has its entry with the same figures, and the reverse. */
export async function checkRuns(session: pg.Client): Promise<RunCheck> {
  const told = new Map<string, Entries>();
  for (const entry of await readTold(session, "detection\\.run|alerts\\.(raised|updated|ceased)")) {
    const run = entry.subject.slice("run:".length);
    const name = entry.type === "detection.run" ? "ran" : (entry.type.slice("alerts.".length) as Change);
    told.set(run, { ...told.get(run), [name]: entry });
  }
  const reached = await followerPosition(session, "alerts");
  const { rows } = await session.query<RunRow>(
    "SELECT * FROM detection_run WHERE state = 'committed' OR known_at IS NOT NULL",
  );
  const runs = new Map(rows.map((row) => [row.id, row]));
  const { rows: baselines } = await session.query<{ run: string; digest: string }>(
    "SELECT run, digest FROM detection_baseline WHERE number IS NOT NULL",
  );
  const digests = new Map(baselines.map(({ run, digest }) => [run, digest]));
  const faults = [...new Set([...told.keys(), ...runs.keys()])].flatMap((id) => {
    const [entries, row] = [told.get(id), runs.get(id)];
    const digest = digests.get(id);
    const isKept = digest === undefined || digest === entries?.ran?.seals.baseline;
    return entries?.ran && row && isKept && fits(row, entries, entries.ran, reached) ? [] : [wrongRun(id)];
  });
  const sealed = new Map([...told].map(([id, entries]) => [id, sealedBy(entries)]));
  return { sealed, faults };
}

interface RunRow {
  readonly id: string;
  readonly state: string;
  readonly cause: string;
  readonly asked_by: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly version: string | null;
  readonly as_of: string | null;
  readonly params: unknown;
  readonly detectors: readonly Readonly<Record<string, unknown>>[] | null;
  readonly findings: bigint | null;
  readonly raised: bigint | null;
  readonly updated: bigint | null;
  readonly ceased: bigint | null;
  readonly tests: bigint | null;
  readonly false_discovery_rate: number | null;
  readonly expected_false_alarms: number | null;
  readonly findings_tested: bigint | null;
  readonly findings_by_rule: bigint | null;
  readonly amounts: unknown;
  readonly commitment: string | null;
  readonly known_at: bigint | null;
  readonly baseline: bigint | null;
  readonly data_index: bigint | null;
  readonly fiscal_year_start: number | null;
  readonly rules: unknown;
  readonly shadows: unknown;
  readonly cancelled_by: string | null;
  readonly cancelled_at: Date | null;
}

function fits(row: RunRow, { raised, updated, ceased }: Entries, ran: Told, reached: bigint): boolean {
  const countOf = (entry: Told | undefined) => BigInt(entry?.seals.alerts ?? 0);
  const isSealed =
    row.state === "committed" &&
    row.commitment === ran.seals.commitment &&
    String(row.findings) === ran.seals.findings &&
    row.raised === countOf(raised) &&
    row.updated === countOf(updated) &&
    row.ceased === countOf(ceased);
  const isKnown = row.known_at === (ran.index !== null && ran.index < reached ? ran.index : null);
  const isBy = row.asked_by === ran.actor && row.finished_at?.toISOString() === ran.time;
  const isWhole = row.cancelled_by === null && row.cancelled_at === null;
  if (!isSealed || !isKnown || !isBy || !isWhole) return false;
  if (ran.after === undefined) return true;
  const after = ran.after as Readonly<Record<string, unknown>>;
  const now: Readonly<Record<string, unknown>> = {
    version: row.version,
    asOf: row.as_of,
    params: row.params,
    rules: row.rules,
    shadows: row.shadows,
    dataIndex: row.data_index,
    fiscalYearStart: row.fiscal_year_start,
    falseDiscoveryRate: row.false_discovery_rate,
    tests: row.tests,
    expectedFalseAlarms: row.expected_false_alarms,
    findingsTested: row.findings_tested,
    findingsByRule: row.findings_by_rule,
    detectors: row.detectors?.map(({ milliseconds: _, ...detector }) => detector),
    amounts: row.amounts,
    cause: row.cause,
    startedAt: row.started_at,
    baseline: row.baseline,
  };
  // Entries from before one of these was told do not have it.
  const compared = Object.fromEntries(Object.keys(after).map((name) => [name, now[name]]));
  return canonicalJson(compared) === canonicalJson(after);
}

function sealedBy(entries: Entries): SealedRun {
  const of = (entry: Told | undefined) =>
    entry && { alerts: Number(entry.seals.alerts), root: entry.seals.root ?? "" };
  return { raised: of(entries.raised), updated: of(entries.updated), ceased: of(entries.ceased) };
}

const wrongRun = (run: string): IntegrityFault => ({
  place: `run:${run}`,
  sentence: {
    zh: `检测运行 ${run} 与日志中封存的结果不符：它被改动、删除，或是在系统之外写入的。`,
    en: `Detection run ${run} is not as the log sealed it: it was changed, taken away, or written from outside.`,
  },
});
