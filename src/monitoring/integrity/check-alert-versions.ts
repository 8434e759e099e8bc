import type pg from "pg";
import { z } from "zod";
import { CompactRange, hashLeaf, type IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, opens, parsedOrNothing } from "../../platform/index.ts";
import type { Lost, LostCommitments } from "../../records/index.ts";
import { alertFinding } from "../runs/alert-finding.ts";
import { ceasedDigest, digestOf, termsOf } from "../runs/stage-alerts.ts";
import type { Change } from "../tables.ts";
import type { SealedRun } from "./check-runs.ts";

const atOnce = 2_000;
const mostFaults = 1_000;

/**
 * Every version of every alert: what it says against its leaf, the leaves of each run against the roots in the log. A
 * version out of which somebody was taken (`alert:<id>`) opens the commitments that took the places of its own.
 */
export async function checkAlertVersions(
  session: pg.Client,
  sealed: ReadonlyMap<string, SealedRun>,
  signal: AbortSignal,
  lost: Pick<LostCommitments, "of">,
): Promise<{ readonly rows: number; readonly faults: readonly IntegrityFault[] }> {
  const trees = new Map<string, CompactRange>();
  const faults: IntegrityFault[] = [];
  let count = 0;
  for (let after = -1n; faults.length < mostFaults; ) {
    signal.throwIfAborted();
    const { rows } = await session.query<VersionRow>(select, [after, atOnce]);
    const wrongTerms = await otherTerms(session, rows);
    for (const row of rows) {
      const tree = treeOf(trees, row);
      tree.append(hashLeaf(Buffer.from(row.leaf, "utf8")));
    }
    for (const row of rows) {
      const taken = lost.of(`alert:${row.id}`, row.leaf);
      if (!fitsLeaf(row, taken) || wrongTerms.has(row.id)) faults.push(changed(row));
    }
    count += rows.length;
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  return { rows: count, faults: [...faults, ...wrongTrees(trees, sealed)] };
}

interface VersionRow {
  readonly id: bigint;
  readonly alert: string;
  readonly key: string;
  readonly version: number;
  readonly run: string;
  readonly change: Change;
  readonly digest: string;
  readonly finding: unknown;
  readonly subjects: readonly string[];
  readonly salts: Buffer;
  readonly leaf: string;
  /** Whom the version before named: what has ceased names them still. */
  readonly named: readonly string[] | null;
}

// What a run has staged and not committed is nobody's yet.
const select = `
  SELECT v.id, v.alert, v.key, v.version, v.run, v.change, v.digest, v.finding, v.subjects, v.salts, v.leaf, p.subjects AS named
  FROM alert_version v LEFT JOIN alert_version p ON p.alert = v.alert AND p.version = v.version - 1
  WHERE v.id > $1 AND NOT EXISTS (SELECT FROM detection_run r WHERE r.id = v.run AND r.state <> 'committed' AND r.known_at IS NULL)
  ORDER BY v.id LIMIT $2`;

const placeOf = (run: string, change: string) => `${run} ${change}`;

function treeOf(trees: Map<string, CompactRange>, { run, change }: VersionRow): CompactRange {
  const place = placeOf(run, change);
  const tree = trees.get(place) ?? new CompactRange();
  trees.set(place, tree);
  return tree;
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const leafSchema = z.object({
  kind: z.literal("alert"),
  common: digest,
  personal: z.object({ finding: digest }),
});

function fitsLeaf({ leaf: text, salts, finding, ...row }: VersionRow, lost: Lost | undefined): boolean {
  const leaf = leafSchema.safeParse(parsedOrNothing(text)).data;
  if (!leaf || salts.length !== 64) return false;
  const { alert, version, run, change, digest: said } = row;
  const common = canonicalJson({ alert, version, run, change, digest: said });
  // The finding was committed to as the text of its canonical JSON.
  const value = canonicalJson(canonicalJson(finding));
  return (
    opens(lost?.common ?? leaf.common, { salt: salts.subarray(0, 32), value: common }) &&
    opens(lost?.finding ?? leaf.personal.finding, { salt: salts.subarray(32), value }) &&
    (finding as { key?: unknown }).key === row.key &&
    (lost !== undefined || namesRight({ finding, ...row }))
  );
}

/** The employees named follow from the finding's digest, or from the version before where it has ceased. */
function namesRight({
  finding,
  subjects,
  change,
  digest: said,
  named,
}: Pick<VersionRow, "finding" | "subjects" | "change" | "digest" | "named">): boolean {
  if (change === "ceased")
    return said === ceasedDigest && canonicalJson(subjects) === canonicalJson(named ?? []);
  const whole = alertFinding.safeParse(finding).data;
  return whole !== undefined && digestOf(whole, subjects) === said;
}

/** What an alert is found by follows from the finding; PostgreSQL compares, for only it knows its own form of them. */
async function otherTerms(session: pg.Client, rows: readonly VersionRow[]): Promise<Set<bigint>> {
  const wanted = rows.flatMap(({ id, change, finding }) => {
    const whole = change === "ceased" ? undefined : alertFinding.safeParse(finding).data;
    return [{ id: String(id), terms: whole ? termsOf(whole) : "" }];
  });
  const { rows: others } = await session.query<{ id: bigint }>(
    `SELECT v.id FROM jsonb_to_recordset($1::jsonb) AS w(id bigint, terms tsvector) JOIN alert_version v USING (id)
     WHERE v.terms <> w.terms`,
    [JSON.stringify(wanted)],
  );
  return new Set(others.map(({ id }) => id));
}

function wrongTrees(
  trees: ReadonlyMap<string, CompactRange>,
  sealed: ReadonlyMap<string, SealedRun>,
): IntegrityFault[] {
  const changes: readonly Change[] = ["raised", "updated", "ceased"];
  const places = [...sealed].flatMap(([run, of]) =>
    changes.map((change) => ({ run, change, told: of[change] })),
  );
  const known = new Set(places.map(({ run, change }) => placeOf(run, change)));
  const faults = places.flatMap(({ run, change, told }) => {
    const tree = trees.get(placeOf(run, change)) ?? new CompactRange();
    if (!told) return tree.end === 0 ? [] : [wrongTree(run, change)];
    const root = Buffer.from(tree.root()).toString("hex");
    return tree.end === told.alerts && root === told.root ? [] : [wrongTree(run, change)];
  });
  const unknown = [...trees.keys()].filter((place) => !known.has(place));
  return [
    ...faults,
    ...unknown.map((place) => wrongTree(place.split(" ")[0] ?? "", place.split(" ")[1] ?? "")),
  ];
}

const changed = ({ id, alert, version }: VersionRow): IntegrityFault => ({
  place: `alert:${alert}/version:${id}`,
  sentence: {
    zh: `疑点 ${alert} 的第 ${version} 版与封存时不同：有人在系统之外改动过数据库。`,
    en: `Version ${version} of alert ${alert} differs from what was sealed: the database was changed from outside.`,
  },
});

const wrongTree = (run: string, change: string): IntegrityFault => ({
  place: `run:${run}/${change}`,
  sentence: {
    zh: `检测运行 ${run} 的疑点版本（${change}）与日志中封存的根不符：有版本被增删或改动。`,
    en: `The versions of alerts of run ${run} (${change}) do not lead to the root sealed in the log: some were added, taken away or changed.`,
  },
});
