import { type Reader, sql } from "../../platform/index.ts";

export type Outcome = "falsified" | "honest";

/** What somebody found, once; a later judgement of the same thread takes its place. */
export interface Judgement {
  /** An item of a list of inspections, or an alert. */
  readonly thread: string;
  readonly source: "inspection" | "alert";
  readonly at: Date;
  /** Absent where it could not be told, or was opened again. */
  readonly outcome: Outcome | undefined;
  /** What it is about: a document with all its lines, or single records. */
  readonly documents: readonly { readonly kind: string; readonly id: string }[];
  readonly records: readonly string[];
}

/** A pattern over more records than these says little about each of them. */
const mostRecords = 20;

const documentKinds = ["order", "invoice", "contract"];

interface InspectedRow {
  readonly thread: string;
  readonly kind: string;
  readonly item: string;
  readonly record: string | null;
  readonly outcome: string;
  readonly at: Date;
}

/** What inspections found of documents and alerts, and what was decided on alerts, up to a moment, the oldest first. */
export async function readJudgements(db: Reader, moment: Date): Promise<Judgement[]> {
  const inspected = await db
    .selectFrom("inspection_item as i")
    .innerJoin("inspection_outcome as o", (join) =>
      join.onRef("o.list", "=", "i.list").onRef("o.number", "=", "i.number"),
    )
    .select([
      sql<string>`i.list || '/' || i.number`.as("thread"),
      ...(["i.kind", "i.item", "i.record", "o.outcome", "o.judged_at as at"] as const),
    ])
    // That a seller lies says of none of their deals which it is.
    .where("i.kind", "<>", "seller")
    .where("o.judged_at", "<=", moment)
    .orderBy("o.judged_at")
    .orderBy("o.revision")
    .execute();
  const steps = await readSteps(db, moment);
  const alerts = await evidenceOf(
    db,
    inspected.filter(({ kind }) => kind === "alert"),
  );
  return [...inspected.flatMap((row) => ofInspection(row, alerts)), ...steps.flatMap(ofStep)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
}

const outcomeOf = (outcome: string): Outcome | undefined =>
  outcome === "falsified" || outcome === "honest" ? outcome : undefined;

function ofInspection(row: InspectedRow, alerts: ReadonlyMap<string, Evidence>): Judgement[] {
  const { thread, kind, item, record, at } = row;
  const common = { thread, source: "inspection", at, outcome: outcomeOf(row.outcome) } as const;
  if (kind !== "alert")
    return [
      { ...common, documents: record === null ? [{ kind, id: item }] : [], records: record ? [record] : [] },
    ];
  const told = alerts.get(`${item} ${at.toISOString()}`);
  return told ? [{ ...common, ...targetsOf(told) }] : [];
}

interface Evidence {
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly total: number | null;
  readonly records: readonly string[];
}

/** As the alert was found when it was judged: later runs may have found something else. */
const foundBy = (alert: string, at: string) => sql`LEFT JOIN LATERAL (
  SELECT finding FROM alert_version v JOIN detection_run d ON d.id = v.run
  WHERE v.alert = ${sql.ref(alert)} AND v.change <> 'ceased' AND d.finished_at <= ${sql.ref(at)}
  ORDER BY v.version DESC LIMIT 1) f ON true`;

const evidenceColumns = sql`
  f.finding #>> '{subject,kind}' AS subject_kind, f.finding #>> '{subject,id}' AS subject_id,
  (f.finding->>'evidenceTotal')::integer AS total,
  ARRAY(SELECT e->>'record' FROM jsonb_array_elements(CASE jsonb_typeof(f.finding->'evidence') WHEN 'array' THEN f.finding->'evidence' ELSE '[]' END) AS e) AS records`;

interface StepRow extends Evidence {
  readonly alert: string;
  readonly at: Date;
  readonly kind: string;
}

function readSteps(db: Reader, moment: Date): Promise<StepRow[]> {
  return db
    .selectFrom(
      sql<StepRow>`(
        SELECT s.alert, s.at, s.step->>'kind' AS kind, s.revision, ${evidenceColumns} FROM alert_step s ${foundBy("s.alert", "s.at")}
        WHERE s.at <= ${moment} AND s.step->>'kind' IN ('confirmed', 'cleared', 'reviewed', 'duplicate', 'reopened'))`.as(
        "s",
      ),
    )
    .selectAll()
    .orderBy(sql`at, revision`)
    .execute();
}

async function evidenceOf(db: Reader, rows: readonly InspectedRow[]): Promise<ReadonlyMap<string, Evidence>> {
  if (rows.length === 0) return new Map();
  const asked = JSON.stringify(rows.map(({ item, at }) => ({ item, at: at.toISOString() })));
  const found = await db
    .selectFrom(
      sql<Evidence & { item: string; at: Date }>`(
        SELECT w.item, w.at, ${evidenceColumns} FROM jsonb_to_recordset(${asked}::jsonb) AS w(item uuid, at timestamptz)
        ${foundBy("w.item", "w.at")})`.as("e"),
    )
    .selectAll()
    .execute();
  return new Map(found.map((row) => [`${row.item} ${row.at.toISOString()}`, row]));
}

function ofStep(row: StepRow): Judgement[] {
  const outcome = row.kind === "confirmed" ? "falsified" : row.kind === "cleared" ? "honest" : undefined;
  const common = { thread: row.alert, source: "alert", at: row.at, outcome } as const;
  return [{ ...common, ...targetsOf(row) }];
}

/**
 * An alert about a document is about that one alone: its other evidence may be the honest twin. Of what it says of a
 * seller or customer the few records that show it are meant.
 */
function targetsOf({
  subject_kind,
  subject_id,
  total,
  records,
}: Evidence): Pick<Judgement, "documents" | "records"> {
  if (subject_kind !== null && subject_id !== null && documentKinds.includes(subject_kind))
    return { documents: [{ kind: subject_kind, id: subject_id }], records: [] };
  return { documents: [], records: (total ?? 0) <= mostRecords ? records : [] };
}

/** Of each thread what stood at a moment; what was opened again, or could not be told, says nothing. */
export function standingAt(judgements: readonly Judgement[], moment: number): Judgement[] {
  const newest = new Map<string, Judgement>();
  for (const one of judgements) if (one.at.getTime() <= moment) newest.set(one.thread, one);
  return [...newest.values()].filter(({ outcome }) => outcome !== undefined);
}
