import { type Reader, sql } from "../../platform/index.ts";
import { readInService } from "./models.ts";

export interface RankingInService {
  readonly id: string;
  /** 0: without labels. */
  readonly model: number;
  /** Over all scores; the log seals it. */
  readonly digest: string;
  readonly scoredAt: Date;
}

/** The newest ranking, where it was made by the model that ranks now and its lines are still there. */
export async function rankingInService(
  db: Reader,
  unit: "deal" | "seller",
): Promise<RankingInService | undefined> {
  const { model } = await readInService(db);
  const row = await db
    .selectFrom("ranking")
    .select(["id", "model", "digest", "scored_at"])
    .select(
      sql<boolean>`EXISTS (SELECT FROM ranking_row r WHERE r.ranking = ranking.id AND r.unit = ${unit})`.as(
        "has_lines",
      ),
    )
    .orderBy("scored_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row?.has_lines || row.model !== model) return undefined;
  return { id: row.id, model, digest: row.digest, scoredAt: row.scored_at };
}
