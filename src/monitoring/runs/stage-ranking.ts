import type { Ranked, Ranking } from "../../detection/index.ts";
import { type Database, sql } from "../../platform/index.ts";

interface Known {
  readonly alertOf: ReadonlyMap<string, string>;
  /** Employees whom each finding names, by its key. */
  readonly subjects: ReadonlyMap<string, readonly string[]>;
  readonly names: ReadonlyMap<string, string>;
}

const reasonsKept = 20;

/** Keeps who stands where in this run, with whoever may therefore not see the line. */
export async function stageRanking(
  { writer }: Pick<Database, "writer">,
  run: string,
  ranking: Ranking,
  known: Known,
): Promise<void> {
  for (const list of ["sellers", "customers", "transactions"] as const) {
    const rows = ranking[list].map((ranked) => rowOf(ranked, known));
    await sql`
      INSERT INTO risk_rank (run, list, rank, subject_kind, subject_id, name, score, amounts, reasons, findings, subjects)
      SELECT ${run}::uuid, ${list}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(rank integer, subject_kind text, subject_id text, name text, score double precision, amounts jsonb,
          reasons jsonb, findings integer, subjects text[])`.execute(writer);
  }
}

function rowOf({ rank, subject, score, amounts, reasons }: Ranked, { alertOf, subjects, names }: Known) {
  const named = new Set(reasons.flatMap(({ finding }) => subjects.get(finding.key) ?? []));
  if (subject.kind === "seller") named.add(subject.id);
  return {
    rank,
    subject_kind: subject.kind,
    subject_id: subject.id,
    name: names.get(`${subject.kind}:${subject.id}`) ?? null,
    score,
    amounts: amounts.map(({ currency, amount }) => ({ currency, amount: String(amount) })),
    reasons: reasons.slice(0, reasonsKept).flatMap(({ finding, contribution }) => {
      const alert = alertOf.get(finding.key);
      return alert === undefined ? [] : [{ alert, contribution }];
    }),
    findings: reasons.length,
    subjects: [...named].sort(),
  };
}
