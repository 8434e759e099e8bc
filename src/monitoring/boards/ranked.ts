import { z } from "zod";
import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Reader, type Sql, sql } from "../../platform/index.ts";
import { amount, amountsOf, bilingual } from "./money.ts";

export type RankList = "sellers" | "customers" | "transactions";

const reason = z.object({
  alert: z.string(),
  detector: z.string(),
  scheme: z.string(),
  status: z.string(),
  sentence: bilingual,
  /** What the score would lose without it, 0–1. */
  contribution: z.number(),
});

export const ranked = z.object({
  /** Among those whom the reader may see. */
  rank: z.int(),
  kind: z.string(),
  id: z.string(),
  name: z.string().optional(),
  score: z.number(),
  amounts: z.array(amount),
  findings: z.int(),
  reasons: z.array(reason),
});
export type RankedView = z.infer<typeof ranked>;

/** The rules for suspicions as a condition on the ranks. */
const rankVisibleTo = (actor: Actor) => suspicionVisibleTo(actor, sql<string[]>`r.subjects`);

/**
 * The lines of a list that the actor may see, counted anew: a gap in the numbers would tell of a line that is not
 * theirs. A line whose every finding people have judged innocent or a duplicate stays, with what they said.
 */
export function visibleRanks(actor: Actor, run: string, list: RankList): Sql {
  return sql`(
    SELECT r.*, row_number() OVER (ORDER BY r.rank)::integer AS place FROM risk_rank r
    WHERE r.run = ${run} AND r.list = ${list} AND ${rankVisibleTo(actor)})`;
}

interface RankRow {
  place: number;
  subject_kind: string;
  subject_id: string;
  name: string | null;
  score: number;
  amounts: unknown;
  findings: number;
  reasons: unknown;
}

const storedReasons = z.array(z.object({ alert: z.string(), contribution: z.number() }));

export async function readRanked(
  db: Reader,
  { actor, run, list }: { readonly actor: Actor; readonly run: string; readonly list: RankList },
  { most, reasons = 3, only }: { readonly most: number; readonly reasons?: number; readonly only?: string },
): Promise<RankedView[]> {
  const one = only === undefined ? sql`` : sql`WHERE subject_id = ${only}`;
  const rows = await db
    .selectFrom(
      sql<RankRow>`(SELECT * FROM ${visibleRanks(actor, run, list)} v ${one} ORDER BY place LIMIT ${most})`.as(
        "t",
      ),
    )
    .selectAll()
    .execute();
  const kept = rows.map((row) => ({
    ...row,
    told: storedReasons
      .parse(row.reasons)
      .filter(({ contribution }) => contribution > 0)
      .slice(0, reasons),
  }));
  const alerts = await readReasons(
    db,
    actor,
    kept.flatMap(({ told }) => told.map(({ alert }) => alert)),
  );
  return kept.map(({ place, subject_kind, subject_id, name, score, amounts, findings, told }) => ({
    rank: place,
    kind: subject_kind,
    id: subject_id,
    ...(name === null ? {} : { name }),
    score,
    amounts: amountsOf(amounts),
    findings,
    reasons: told.flatMap(({ alert, contribution }) => {
      const found = alerts.get(alert);
      return found ? [{ ...found, contribution }] : [];
    }),
  }));
}

async function readReasons(db: Reader, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Omit<z.infer<typeof reason>, "contribution">>();
  const rows = await db
    .selectFrom("alert")
    .select(["id", "detector", "scheme", "status", "sentence_zh", "sentence_en"])
    .where("id", "in", [...new Set(ids)])
    .where(suspicionVisibleTo(actor, sql<string[]>`alert.subjects`))
    .execute();
  return new Map(
    rows.map(({ id, sentence_zh, sentence_en, ...row }) => [
      id,
      { alert: id, ...row, sentence: { zh: sentence_zh, en: sentence_en } },
    ]),
  );
}
