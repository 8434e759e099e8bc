import type { RowFindings, Sales, Scheme } from "../../detection/index.ts";
import { type Bilingual, type Reader, sql, type Warehouse } from "../../platform/index.ts";
import type { KnownLabels } from "./row-labels.ts";
import { type About, rowsAbout } from "./rows-about.ts";

/** A finding that stood in the newest run, and since when it is known. */
interface Standing extends About {
  readonly scheme: Scheme;
  readonly detector: string;
  readonly weight: number;
  readonly since: number;
  readonly sentence: Bilingual;
  readonly subjects: readonly string[];
}

export interface FoundOfRows extends RowFindings {
  /** Employees whom what is told of a row names. */
  subjectsOf(row: number): readonly string[];
}

interface Row {
  readonly change: string;
  readonly scheme: Scheme;
  readonly detector: string;
  readonly weight: number;
  readonly since: Date;
  readonly zh: string;
  readonly en: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly records: readonly string[];
  readonly subjects: readonly string[];
}

const documentKinds = ["order", "invoice", "contract"];

/** What detectors found of single documents, as it stood at a moment, the strongest first. */
async function readStanding(db: Reader, moment: Date): Promise<Standing[]> {
  const rows = await db
    .selectFrom(
      sql<Row>`(
        SELECT DISTINCT ON (v.alert) v.alert, v.change, v.subjects, min(d.finished_at) OVER (PARTITION BY v.alert) AS since,
          v.finding->>'scheme' AS scheme, v.finding->>'detector' AS detector, (v.finding->>'weight')::float8 AS weight,
          v.finding #>> '{sentence,zh}' AS zh, v.finding #>> '{sentence,en}' AS en,
          v.finding #>> '{subject,kind}' AS subject_kind, v.finding #>> '{subject,id}' AS subject_id,
          ARRAY(SELECT e->>'record' FROM jsonb_array_elements(CASE jsonb_typeof(v.finding->'evidence') WHEN 'array' THEN v.finding->'evidence' ELSE '[]' END) AS e) AS records
        FROM alert_version v JOIN detection_run d ON d.id = v.run
        WHERE d.state = 'committed' AND d.finished_at <= ${moment}
        ORDER BY v.alert, v.version DESC)`.as("s"),
    )
    .selectAll()
    .where("change", "<>", "ceased")
    .where("weight", "is not", null)
    .orderBy(sql`weight DESC, alert`)
    .execute();
  return rows.map(({ zh, en, since, subject_kind, subject_id, records, ...row }) => ({
    ...row,
    sentence: { zh, en },
    since: since.getTime(),
    records,
    documents: documentKinds.includes(subject_kind) ? [{ kind: subject_kind, id: subject_id }] : [],
  }));
}

/**
 * What detectors had found of every row by a moment. What was found of a row only after somebody had judged it is left
 * out: a reversal that follows from an inspection would tell its outcome. A finding over many documents says the less of
 * each (÷ √n, as in docs/scoring.md).
 */
export async function findingsReader(
  db: Reader,
  warehouse: Warehouse,
  sales: Sales,
  { moment, at }: { readonly moment: Date } & Pick<KnownLabels, "at">,
): Promise<FoundOfRows> {
  const standing = await readStanding(db, moment);
  const placed = await rowsAbout(db, warehouse, sales, standing);
  const byScheme = new Map<Scheme, Float32Array>();
  const told = new Map<number, { first: Standing; count: number }>();
  for (const [i, one] of standing.entries()) {
    const rows = placed[i]?.rows ?? new Set<number>();
    const documents = new Set(Array.from(rows, (row) => sales.documents[row] as number));
    const value = one.weight / Math.sqrt(Math.max(1, documents.size));
    for (const row of rows) {
      if (one.since > (at[row] as number)) continue;
      const strongest = byScheme.get(one.scheme) ?? new Float32Array(sales.ids.length);
      byScheme.set(one.scheme, strongest);
      strongest[row] = Math.max(strongest[row] as number, value);
      const known = told.get(row);
      told.set(row, { first: known?.first ?? one, count: (known?.count ?? 0) + 1 });
    }
  }
  const score = new Float32Array(sales.ids.length);
  for (const values of byScheme.values()) {
    for (const [row, value] of values.entries()) score[row] = 1 - (1 - (score[row] as number)) * (1 - value);
  }
  return {
    score,
    byScheme,
    words: (row) => wordsOf(told.get(row)),
    subjectsOf: (row) => told.get(row)?.first.subjects ?? [],
  };
}

function wordsOf(told: { first: Standing; count: number } | undefined): Bilingual | undefined {
  if (told === undefined) return undefined;
  const { first, count } = told;
  return count === 1
    ? { zh: `检测发现：${first.sentence.zh}`, en: `a detector found: ${first.sentence.en}` }
    : {
        zh: `检测发现 ${count} 处疑点，最强的一处：${first.sentence.zh}`,
        en: `${count} findings of detectors, the strongest: ${first.sentence.en}`,
      };
}
