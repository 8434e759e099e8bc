import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson } from "../../platform/index.ts";
import { readTold, type Told } from "./read-told.ts";

/** Lists of inspections and what was found against the entries that sealed them: each on both sides, and the same. */
export async function checkInspections(
  session: pg.Client,
): Promise<{ readonly rows: number; readonly faults: readonly IntegrityFault[] }> {
  const lists = await compare(session, "inspections\\.drawn", listsSql);
  const outcomes = await compare(session, "inspection\\.judged", outcomesSql);
  return { rows: lists.rows + outcomes.rows, faults: [...lists.faults, ...outcomes.faults] };
}

interface Kept {
  readonly place: string;
  readonly actor: string;
  readonly at: Date;
  /** In the terms of the event. */
  readonly told: unknown;
}

async function compare(session: pg.Client, type: string, query: string) {
  const { rows } = await session.query<Kept>(query);
  const kept = new Map(rows.map((row) => [row.place, row]));
  const told = new Set<string>();
  const faults: IntegrityFault[] = [];
  for (const entry of await readTold(session, type)) {
    const revision = entry.seals.revision;
    const place = revision === undefined ? entry.subject : `${entry.subject}/${revision}`;
    const row = kept.get(place);
    if (!row || told.has(place) || !fits(row, entry)) faults.push(wrong(place));
    told.add(place);
  }
  for (const place of kept.keys()) if (!told.has(place)) faults.push(wrong(place));
  return { rows: rows.length, faults };
}

function fits({ actor, at, told }: Kept, entry: Told): boolean {
  if (actor !== entry.actor || at.toISOString() !== entry.time) return false;
  // What was said may have been erased; that it was said stands in the log.
  if (entry.after === undefined) return true;
  return canonicalJson(told) === canonicalJson(entry.after);
}

const outcomesSql = `
  SELECT 'inspections:' || list || '/' || number || '/' || revision AS place, judged_by AS actor, judged_at AS at,
    jsonb_build_object('revision', revision, 'outcome', outcome, 'reason', reason) AS told
  FROM inspection_outcome`;

const listsSql = `
  SELECT 'inspections:' || l.id AS place, drawn_by AS actor, drawn_at AS at,
    jsonb_build_object('run', run, 'unit', unit, 'capacity', capacity, 'randomShare', random_share, 'seed', seed,
      'fittedTo', fitted_to, 'frameDigest', frame_digest) ||
    CASE WHEN currency IS NULL THEN '{}' ELSE jsonb_build_object('currency', currency) END ||
    CASE WHEN l.ranking IS NULL THEN '{}' ELSE jsonb_build_object('ranking', jsonb_build_object('id', g.id, 'model', g.model, 'digest', g.digest)) END ||
    jsonb_build_object(
      'items', (SELECT jsonb_agg(jsonb_build_object('number', number, 'why', why, 'kind', kind, 'item', item, 'name', name,
          'record', record, 'suspected', suspected, 'rank', rank, 'score', score, 'chance', chance, 'amount', amount::text,
          'subjects', subjects) || CASE WHEN reasons IS NULL THEN '{}' ELSE jsonb_build_object('reasons', reasons) END ORDER BY number) FROM inspection_item i WHERE i.list = l.id),
      'frame', coalesce((SELECT jsonb_agg(jsonb_build_object('number', number, 'subjects', subjects, 'suspected', suspected,
          'population', population) ORDER BY number) FROM inspection_frame f WHERE f.list = l.id), '[]')) AS told
  FROM inspection_list l LEFT JOIN ranking g ON g.id = l.ranking`;

const wrong = (place: string): IntegrityFault => ({
  place: `${place}/inspection`,
  sentence: {
    zh: `抽查清单或其结果 ${place} 与日志不符：它被改动、删除，或是在系统之外写入的。`,
    en: `The inspection ${place} is not as the log tells it: it was changed, taken away, or written from outside.`,
  },
});
