import { type Choice, type DraftItem, draftEvent, draftRow, type SealedLeaves } from "../../ledger/index.ts";
import { canonicalJson, type EventLog, type Reader, Refusal, sql } from "../../platform/index.ts";
import { lostAt } from "../../records/index.ts";
import type { Change } from "../tables.ts";

export interface DraftedAlertVersion {
  readonly item: DraftItem;
  readonly version: number;
  readonly run: string;
  readonly change: Change;
  /** As it was found; of what has ceased, and of what was erased, not a finding. */
  readonly finding: unknown;
}

/** The versions of an alert as items; all, or one. `outside` reads the leaves: it goes on after the transaction. */
export async function draftAlertVersions(
  { db, outside, events }: { readonly db: Reader; readonly outside: Reader; readonly events: EventLog },
  { alert, version }: { readonly alert: string; readonly version?: number },
  choice: Choice,
): Promise<DraftedAlertVersion[]> {
  let query = db
    .selectFrom("alert_version")
    .innerJoin("detection_run", "detection_run.id", "alert_version.run")
    .select([
      "alert_version.id",
      "alert_version.version",
      "run",
      "change",
      "digest",
      "finding",
      "salts",
      "leaf",
      "known_at",
      lostAt(sql`'alert:' || alert_version.id`).as("lost"),
    ])
    .where("alert", "=", alert)
    .where("state", "=", "committed");
  if (version !== undefined) query = query.where("alert_version.version", "=", version);
  const rows = await query.orderBy("alert_version.version").execute();
  const drafted: DraftedAlertVersion[] = [];
  for (const {
    id,
    version: number,
    run,
    change,
    digest,
    finding,
    salts,
    leaf,
    lost,
    known_at: ranAt,
  } of rows) {
    const sealed = { id, leaf, salts, lost, common: { alert, version: number, run, change, digest } };
    const item = draftRow(
      {
        ...sealed,
        personal: findingOf(finding, leaf),
        called: { zh: `疑点 ${alert} 的第 ${number} 版`, en: `Version ${number} of alert ${alert}` },
      },
      { entry: await sealedAt(events, ranAt, run, change), leaves: leavesOf(outside, run, change), choice },
    );
    drafted.push({ item, version: number, run, change, finding });
  }
  return drafted;
}

/** The commitment is to the text of the finding. */
function findingOf(finding: unknown, leaf: string): Readonly<Record<string, unknown>> {
  const { personal } = JSON.parse(leaf) as { readonly personal: object };
  return "finding" in personal && finding !== null ? { finding: canonicalJson(finding) } : {};
}

const furthest = 500;

/** The events of a run stand one after the other: `detection.run`, then what it raised, updated and found no more. */
async function sealedAt(
  events: EventLog,
  ranAt: bigint | null,
  run: string,
  change: Change,
): Promise<bigint> {
  if (ranAt === null) throw notYetSealed();
  for (const entry of await events.readEntries(Number(ranAt), furthest)) {
    if (entry.type === `alerts.${change}` && entry.subject === `run:${run}`) return BigInt(entry.index);
  }
  throw notYetSealed();
}

function leavesOf(db: Reader, run: string, change: Change): SealedLeaves {
  return {
    name: `run:${run}/${change}`,
    page(after, limit) {
      const found = sql<{ id: bigint; hash: Buffer }>`(
        SELECT id, sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) AS hash FROM alert_version
        WHERE run = ${run} AND change = ${change} AND id > ${after} ORDER BY id LIMIT ${limit})`;
      return db.selectFrom(found.as("found")).selectAll().orderBy("id").execute();
    },
  };
}

/** What people did about an alert, as events, oldest first; all, or the one step. */
export async function draftSteps(
  { db, events }: { readonly db: Reader; readonly events: EventLog },
  { alert, revision }: { readonly alert: string; readonly revision?: number },
): Promise<DraftItem[]> {
  let query = db.selectFrom("alert_step").select(["revision", "known_at"]).where("alert", "=", alert);
  if (revision !== undefined) query = query.where("revision", "=", revision);
  const items: DraftItem[] = [];
  for (const { known_at: knownAt } of await query.orderBy("revision").execute()) {
    if (knownAt === null) throw notYetSealed();
    const [entry] = await events.readEntries(Number(knownAt), 1);
    if (!entry) throw notYetSealed();
    items.push(draftEvent(entry, await events.readOpenings(entry)));
  }
  return items;
}

const notYetSealed = () =>
  new Refusal("not-found", {
    zh: "刚刚写入，尚未封存，请稍后再试。",
    en: "It has only just been written and is not sealed yet. Try again in a moment.",
  });
