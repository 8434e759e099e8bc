import { z } from "zod";
import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Context, type Reader, type Sql, sql } from "../../platform/index.ts";
import { house } from "../house.ts";
import { rankedUnit, told, type Unit } from "./ranked-row.ts";

export const rankingInput = z.object({
  unit: rankedUnit.default("transaction"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Lines to pass over, of those that the reader may see. */
  from: z.coerce.number().int().min(0).max(10_000).default(0),
});
type RankingInput = z.output<typeof rankingInput>;

const line = told.extend({
  /** Among those that the reader may see. */
  rank: z.int(),
  kind: z.string(),
  id: z.string(),
  record: z.guid().optional(),
  name: z.string().optional(),
  /** Of a transaction the chance, without a model nats of surprise; of the others nats. */
  score: z.number(),
  /** Of a transaction or document the chance that an inspection finds it falsified, of a customer or seller how many such transactions are expected; absent without a model. */
  chance: z.number().optional(),
  outcome: z.enum(["falsified", "honest"]).optional(),
});

export const rankingPage = z.object({
  /** Absent before the first scoring. */
  ranking: z
    .object({
      id: z.uuid(),
      /** 0: without labels. */
      model: z.int(),
      cause: z.enum(["run", "model", "person"]),
      scoredAt: z.string(),
      asOf: z.string(),
      transactions: z.int(),
      leftOut: z.int(),
      digest: z.string(),
    })
    .optional(),
  rows: z.array(line),
  /** Lines that the reader may see of the unit. */
  total: z.int(),
});
export type RankingPage = z.infer<typeof rankingPage>;

/** A page of the newest ranking, counted anew for its reader: a gap would tell of a line that is not theirs. */
export function readRanking(context: Context, input: RankingInput): Promise<RankingPage> {
  return context.disclose(
    (page: RankingPage) => ({
      type: "ranking.read",
      subject: page.ranking ? `ranking:${page.ranking.id}` : "ranking:none",
      seals: { rows: page.rows.length },
    }),
    async (db) => {
      context.require("ranking.read", house);
      const newest = await newestRanking(db);
      if (!newest) return { rows: [], total: 0 };
      const { unit, limit, from } = input;
      const visible = visibleRows(context.actor, newest.id, unit);
      const rows = await db
        .selectFrom(
          sql<LineRow>`(SELECT * FROM ${visible} v WHERE place > ${from} ORDER BY place LIMIT ${limit})`.as(
            "l",
          ),
        )
        .selectAll()
        .orderBy("place")
        .execute();
      const { n } = await db
        .selectFrom(sql<{ n: number }>`(SELECT count(*)::integer AS n FROM ${visible} v)`.as("c"))
        .select("n")
        .executeTakeFirstOrThrow();
      return { ranking: newest, rows: rows.map(toLine), total: n };
    },
  );
}

interface LineRow {
  place: number;
  kind: string;
  id: string;
  record: string | null;
  name: string | null;
  score: number;
  chance: number | null;
  outcome: "falsified" | "honest" | null;
  told: unknown;
}

/** The rules for suspicions, as for the ranks of findings. */
const visibleRows = (actor: Actor, ranking: string, unit: Unit): Sql => sql`(
  SELECT r.*, row_number() OVER (ORDER BY r.rank)::integer AS place FROM ranking_row r
  WHERE r.ranking = ${ranking}::uuid AND r.unit = ${unit} AND ${suspicionVisibleTo(actor, sql<string[]>`r.subjects`)})`;

async function newestRanking(db: Reader): Promise<RankingPage["ranking"]> {
  const row = await db
    .selectFrom("ranking")
    .select(["id", "model", "cause", "scored_at", "transactions", "left_out", "digest"])
    .select(sql<string>`as_of::text`.as("as_of"))
    .orderBy("scored_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      ...{ id: row.id, model: row.model, cause: row.cause, digest: row.digest },
      scoredAt: row.scored_at.toISOString(),
      asOf: row.as_of,
      transactions: row.transactions,
      leftOut: Number(row.left_out),
    }
  );
}

function toLine(row: LineRow): z.infer<typeof line> {
  const { place, kind, id, record, name, score, chance, outcome } = row;
  return {
    ...told.parse(row.told),
    rank: place,
    ...{ kind, id, score },
    ...(record === null ? {} : { record }),
    ...(name === null ? {} : { name }),
    ...(chance === null ? {} : { chance }),
    ...(outcome === null ? {} : { outcome }),
  };
}
