import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, opens } from "../../platform/index.ts";
import type { LostCommitments } from "../../records/index.ts";
import { digestOfRows, type RankedRow, rankedColumns } from "../ranking/ranked-row.ts";
import { readTold, type Told } from "./read-told.ts";

type LostOf = Pick<LostCommitments, "of">;
interface Checked {
  readonly rows: number;
  readonly faults: readonly IntegrityFault[];
}

/** Models, which of them ranked, and what they ranked, against the entries that sealed them. */
export async function checkRanking(session: pg.Client, lost: LostOf): Promise<Checked> {
  const parts = [
    await checkModels(session, lost),
    await checkService(session),
    await checkRankings(session, lost),
  ];
  return {
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    faults: parts.flatMap(({ faults }) => faults),
  };
}

interface Sealed {
  readonly place: string;
  readonly actor: string;
  readonly at: Date;
  /** The commitment that should stand in the entry, unless somebody was erased since. */
  readonly digest: string;
  readonly told: unknown;
}

/** Each on both sides, and the same; `fits` asks what a kind has besides. */
function compare<Row extends Sealed>(
  rows: readonly Row[],
  entries: readonly Told[],
  lost: LostOf,
  fits: (row: Row, entry: Told) => boolean,
): IntegrityFault[] {
  const kept = new Map(rows.map((row) => [row.place, row]));
  const told = new Set<string>();
  const faults: IntegrityFault[] = [];
  for (const entry of entries) {
    const row = kept.get(entry.subject);
    const sealed = lost.of(entry.subject, "")?.common ?? entry.seals.kept ?? entry.seals.digest;
    const isSame =
      row !== undefined &&
      !told.has(entry.subject) &&
      row.actor === entry.actor &&
      row.at.toISOString() === entry.time &&
      row.digest === sealed &&
      (entry.after === undefined || canonicalJson(row.told) === canonicalJson(entry.after)) &&
      fits(row, entry);
    if (!isSame) faults.push(wrong(entry.subject));
    told.add(entry.subject);
  }
  for (const place of kept.keys()) if (!told.has(place)) faults.push(wrong(place));
  return faults;
}

async function checkModels(session: pg.Client, lost: LostOf): Promise<Checked> {
  const { rows } = await session.query<Sealed & { content: string | null; salt: Buffer; ranked: boolean }>(`
    SELECT 'ranking-model:' || number AS place, trained_by AS actor, trained_at AS at, digest, content, salt,
      number IN (SELECT model FROM ranking_service) AS ranked,
      jsonb_build_object('number', number, 'cause', cause, 'knownAt', to_char(known_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'labels', labels, 'contest', contest, 'calibration', calibration, 'dataIndex', data_index, 'logIndex', log_index::text) AS told
    FROM ranking_model`);
  const faults = compare(
    rows,
    await readTold(session, "model\\.trained"),
    lost,
    ({ content, salt, digest, ranked }) =>
      // One that never ranked may have been let go.
      content === null ? !ranked : opens(digest, { salt, value: canonicalJson(content) }),
  );
  return { rows: rows.length, faults };
}

async function checkService(session: pg.Client): Promise<Checked> {
  const { rows } = await session.query<{
    revision: number;
    model: number;
    step: string;
    reason: string | null;
    actor: string;
    at: Date;
  }>("SELECT * FROM ranking_service");
  const kept = new Map(rows.map((row) => [String(row.revision), row]));
  const told = new Set<string>();
  const faults: IntegrityFault[] = [];
  for (const entry of await readTold(session, "model\\.(took-over|put-back)")) {
    const revision = entry.seals.revision ?? "";
    const row = kept.get(revision);
    const after = row && {
      ...{ model: row.model, revision: row.revision },
      ...(row.reason === null ? {} : { reason: row.reason }),
    };
    const isSame =
      row !== undefined &&
      !told.has(revision) &&
      entry.type === `model.${row.step}` &&
      entry.seals.model === String(row.model) &&
      row.actor === entry.actor &&
      row.at.toISOString() === entry.time &&
      (entry.after === undefined || canonicalJson(after) === canonicalJson(entry.after));
    if (!isSame) faults.push(wrong(`ranking-service:${revision}`));
    told.add(revision);
  }
  for (const revision of kept.keys())
    if (!told.has(revision)) faults.push(wrong(`ranking-service:${revision}`));
  return { rows: rows.length, faults };
}

const rankingsKept = 2;

async function checkRankings(session: pg.Client, lost: LostOf): Promise<Checked> {
  const { rows } = await session.query<
    Sealed & { id: string; scores: string; salt: Buffer; place_in_time: number }
  >(`
    SELECT 'ranking:' || id AS place, id, scored_by AS actor, scored_at AS at, kept AS digest, digest AS scores, salt,
      (row_number() OVER (ORDER BY scored_at DESC))::integer AS place_in_time,
      jsonb_build_object('model', model, 'cause', cause, 'asOf', as_of::text, 'dataIndex', data_index, 'transactions', transactions,
        'leftOut', left_out, 'deals', deals, 'customers', customers, 'sellers', sellers) AS told
    FROM ranking`);
  const digests = new Map<string, string>();
  for (const { id, place_in_time } of rows)
    if (place_in_time <= rankingsKept) digests.set(id, await digestOf(session, id));
  const faults = compare(rows, await readTold(session, "ranking\\.scored"), lost, (row, entry) => {
    const kept = digests.get(row.id);
    return (
      entry.seals.digest === row.scores &&
      (kept === undefined || opens(row.digest, { salt: row.salt, value: canonicalJson(kept) }))
    );
  });
  return { rows: rows.length, faults };
}

async function digestOf(session: pg.Client, ranking: string): Promise<string> {
  const { rows } = await session.query<RankedRow>(
    `SELECT ${rankedColumns.join(", ")} FROM ranking_row WHERE ranking = $1`,
    [ranking],
  );
  return digestOfRows(rows);
}

const wrong = (place: string): IntegrityFault => ({
  place: `${place}/ranking`,
  sentence: {
    zh: `排序或模型 ${place} 与日志中封存的不符：它被改动、删除，或是在系统之外写入的。`,
    en: `The ranking or model ${place} is not as the log sealed it: it was changed, taken away, or written from outside.`,
  },
});
