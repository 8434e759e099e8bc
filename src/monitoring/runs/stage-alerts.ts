import { createHash, randomUUID } from "node:crypto";
import { lexeme, searchTerms } from "../../desk/index.ts";
import { CompactRange, hashLeaf } from "../../ledger/index.ts";
import { canonicalJson, type Database, sealRow, sql, type Tx } from "../../platform/index.ts";
import { forgetSummaries } from "../summaries/stage-summaries.ts";
import type { Change } from "../tables.ts";
import type { AlertFinding } from "./alert-finding.ts";

export interface Found {
  readonly finding: AlertFinding;
  readonly subjects: readonly string[];
}

export interface Staged {
  /** The alert of each finding's key. */
  readonly alertOf: ReadonlyMap<string, string>;
  /** Alerts that were raised or updated. */
  readonly changed: ReadonlySet<string>;
  readonly counts: Readonly<Record<Change, { readonly alerts: number; readonly root: string }>>;
  readonly commitment: string;
}

/** The last version of an alert, in whatever run. */
interface Standing {
  readonly alert: string;
  readonly version: number;
  readonly digest: string;
  readonly change: Change;
  /** It was told after this run had read the records. */
  readonly isNewer?: boolean;
}

interface NewVersion {
  readonly alert: string;
  readonly version: number;
  readonly change: Change;
  readonly key: string;
  readonly digest: string;
  readonly finding: unknown;
  /** The same as it was found; absent of what has ceased. */
  readonly found?: AlertFinding;
  readonly subjects: readonly string[];
}

const atOnce = 500;
/** Of a finding that is no longer there: no content has it. */
export const ceasedDigest = "00000000-0000-0000-0000-000000000000";

/**
 * Stages what differs from what is known: a new key raises an alert, a finding that says something else updates one,
 * and one that is no longer found has ceased. Nothing of it is visible before the run is committed.
 */
export async function stageAlerts(
  { writer }: Pick<Database, "writer">,
  run: string,
  found: readonly Found[],
  { signal, readFrom }: { readonly signal: AbortSignal; readonly readFrom: Date },
): Promise<Staged> {
  await discardUncommitted(writer);
  const standing = await readStanding(writer, readFrom);
  const { versions, alertOf, commitment } = compare(found, standing);
  return { alertOf, ...(await writeVersions(writer, run, versions, signal)), commitment };
}

/** Writes the versions down with their leaves; gives the roots over these by what changed. */
async function writeVersions(
  writer: Writer,
  run: string,
  versions: readonly NewVersion[],
  signal?: AbortSignal,
) {
  const subjects = await subjectsOfCeased(writer, versions);
  const ranges = { raised: new CompactRange(), updated: new CompactRange(), ceased: new CompactRange() };
  for (let i = 0; i < versions.length; i += atOnce) {
    signal?.throwIfAborted();
    const rows = versions.slice(i, i + atOnce).map((version) => {
      const named = subjects.get(version.alert) ?? version.subjects;
      const { leaf, salts } = sealed(version, run);
      ranges[version.change].append(hashLeaf(Buffer.from(leaf)));
      const terms = version.found ? termsOf(version.found) : "";
      return { ...version, found: undefined, subjects: named, terms, salts: salts.toString("hex"), leaf };
    });
    await insertVersions(writer, run, rows);
  }
  const changed = versions.filter(({ change }) => change !== "ceased").map(({ alert }) => alert);
  const told = (change: Change) => ({
    alerts: ranges[change].end,
    root: Buffer.from(ranges[change].root()).toString("hex"),
  });
  const counts = { raised: told("raised"), updated: told("updated"), ceased: told("ceased") };
  return { changed: new Set(changed), counts };
}

/**
 * The same for some customers only: `looked` tells of a standing finding whether it would have been found again. In one
 * transaction with the run itself; `undefined` where nothing differs.
 */
export async function writeLiveAlerts(
  tx: Tx,
  run: string,
  found: readonly Found[],
  looked: {
    readonly customers: readonly string[];
    readonly isLooked: (key: string, kind: string) => boolean;
  },
): Promise<Staged | undefined> {
  const standing = await standingOf(tx, found, looked);
  const { versions, alertOf, commitment } = compare(found, standing);
  if (versions.length === 0) return undefined;
  return { alertOf, ...(await writeVersions(tx, run, versions)), commitment };
}

async function standingOf(
  tx: Tx,
  found: readonly Found[],
  { customers, isLooked }: Parameters<typeof writeLiveAlerts>[3],
): Promise<Map<string, Standing>> {
  const keys = found.map(({ finding }) => finding.key);
  const { rows } = await sql<Standing & { key: string; kind: string | null }>`
    SELECT DISTINCT ON (v.key) v.key, v.alert, v.version, v.digest, v.change, v.finding #>> '{subject,kind}' AS kind FROM alert_version v
    WHERE v.key IN (SELECT unnest(${keys}::text[]) UNION SELECT key FROM alert_version WHERE finding #>> '{customer,id}' = ANY (${customers}::text[]))
      AND EXISTS (SELECT FROM detection_run r WHERE r.id = v.run AND r.state = 'committed')
    ORDER BY v.key, v.version DESC`.execute(tx);
  const again = new Set(keys);
  // What was not looked for, or speaks of somebody else by now, stands as it stood.
  const mine = rows.filter(({ key, kind }) => again.has(key) || (kind !== null && isLooked(key, kind)));
  return new Map(mine.map(({ key, kind: _, ...row }) => [key, row]));
}

function compare(found: readonly Found[], standing: ReadonlyMap<string, Standing>) {
  const versions: NewVersion[] = [];
  const alertOf = new Map<string, string>();
  const all = createHash("sha256");
  for (const { finding, subjects } of [...found].sort(byKey)) {
    const { key } = finding;
    // A detector that finds the same twice has found one thing: the weightiest speaks for it.
    if (alertOf.has(key)) continue;
    const last = standing.get(key);
    const alert = last?.alert ?? randomUUID();
    const digest = digestOf(finding, subjects);
    alertOf.set(key, alert);
    all.update(`${alert} ${digest}\n`);
    if (last?.digest === digest || last?.isNewer) continue;
    const change = last ? "updated" : "raised";
    const version = (last?.version ?? 0) + 1;
    versions.push({ alert, version, change, key, digest, finding, found: finding, subjects });
  }
  for (const [key, { alert, version, change, isNewer }] of standing) {
    if (alertOf.has(key) || change === "ceased" || isNewer) continue;
    const ceased = { alert, version: version + 1, change: "ceased", key, digest: ceasedDigest } as const;
    versions.push({ ...ceased, finding: { key }, subjects: [] });
  }
  return { versions, alertOf, commitment: all.digest("hex") };
}

const byKey = ({ finding: a }: Found, { finding: b }: Found) =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : b.weight - a.weight;

/**
 * What makes a finding another one. Figures that drift with everybody else's data count to two places; what only the
 * run knows (q, the parameters and their version) does not count.
 */
export function digestOf(finding: AlertFinding, subjects: readonly string[]): string {
  const { score, weight, pValue: _p, qValue: _q, params: _params, rule: _r, facts: _f, ...said } = finding;
  const text = canonicalJson({ ...said, score: score.toFixed(2), weight: weight.toFixed(2), subjects });
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const evidenceNamed = 20;

/** Ids, names, and what the evidence and the facts are called: what a person has in hand who looks for an alert. */
export function termsOf({ subject, seller, customer, evidence, facts, detector }: AlertFinding): string {
  const texts = [detector, ...[subject, seller, customer].flatMap((party) => [party?.id, party?.name])];
  texts.push(...evidence.slice(0, evidenceNamed).map(({ key }) => key));
  for (const value of Object.values(facts)) if (typeof value === "string") texts.push(value);
  const terms = texts.flatMap((text) => (text === undefined ? [] : searchTerms(text)));
  return [...new Set(terms)].map(lexeme).join(" ");
}

/** The whole finding lies under a commitment of its own: it tells of people. */
function sealed({ alert, version, change, digest, finding }: NewVersion, run: string) {
  const personal = { finding: canonicalJson(finding) };
  const {
    leaf,
    common,
    personal: own,
  } = sealRow({
    kind: "alert",
    common: { alert, version, run, change, digest },
    personal,
  });
  return { leaf, salts: Buffer.concat([common.salt, own.finding?.salt ?? Buffer.alloc(32)]) };
}

type Writer = Database["writer"] | Tx;

/** Runs go one at a time: what is staged and not committed was left by one that broke. */
async function discardUncommitted(writer: Writer): Promise<void> {
  const left = writer.selectFrom("detection_run").select("id").where("state", "<>", "committed");
  await writer.deleteFrom("alert_version").where("run", "in", left).execute();
  await writer.deleteFrom("alert_chart").where("run", "in", left).execute();
  await writer.deleteFrom("risk_rank").where("run", "in", left).execute();
  await writer.deleteFrom("rule_finding").where("run", "in", left).execute();
  await forgetSummaries(writer, { uncommitted: true });
}

/** What live detection has told since the records were read rests on newer ones: the run has nothing to say of it. */
async function readStanding(writer: Writer, readFrom: Date): Promise<Map<string, Standing>> {
  const rows = await writer
    .selectFrom("alert_version")
    .innerJoin("detection_run", "detection_run.id", "alert_version.run")
    .distinctOn("alert")
    .select(["alert", "alert_version.version", "key", "digest", "change"])
    .select(sql<boolean>`cause = 'live' AND finished_at >= ${readFrom}`.as("isNewer"))
    .orderBy("alert")
    .orderBy("alert_version.version", "desc")
    .execute();
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** Whom the alerts named that have ceased: they may not see that either. */
async function subjectsOfCeased(
  writer: Writer,
  versions: readonly NewVersion[],
): Promise<Map<string, string[]>> {
  const ceased = versions.filter(({ change }) => change === "ceased").map(({ alert }) => alert);
  const subjects = new Map<string, string[]>();
  for (let i = 0; i < ceased.length; i += atOnce) {
    const rows = await writer
      .selectFrom("alert_version")
      .distinctOn("alert")
      .select(["alert", "subjects"])
      .where("alert", "in", ceased.slice(i, i + atOnce))
      .orderBy("alert")
      .orderBy("version", "desc")
      .execute();
    for (const row of rows) subjects.set(row.alert, row.subjects);
  }
  return subjects;
}

async function insertVersions(writer: Writer, run: string, rows: readonly object[]): Promise<void> {
  await sql`
    INSERT INTO alert_version (alert, key, version, run, change, digest, finding, subjects, terms, salts, leaf)
    SELECT alert, key, version, ${run}::uuid, change, digest, finding, subjects, terms, decode(salts, 'hex'), leaf
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(alert uuid, key text, version integer, change text, digest uuid, finding jsonb, subjects text[], terms tsvector, salts text, leaf text)`.execute(
    writer,
  );
}
