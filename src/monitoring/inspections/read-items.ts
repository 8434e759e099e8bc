import { z } from "zod";
import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { namesOfAccounts, partyOf } from "../alerts/names.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { inspectionVisibleTo, newestOutcomes, outcome, party, why } from "./inspection.ts";

const reasons = z.array(z.object({ zh: z.string(), en: z.string() }));

export const listedItem = z.object({
  /** By it an outcome is saved. */
  number: z.int(),
  why,
  kind: z.string(),
  item: z.string(),
  name: z.string().optional(),
  /** What an alert says now, where it is the reader's to see. */
  sentence: z.object({ zh: z.string(), en: z.string() }).optional(),
  record: z.guid().optional(),
  suspected: z.boolean(),
  score: z.number(),
  /** Absent where scores are no chances, or the ranking kept none of it. */
  chance: z.number().optional(),
  /** Of what the ranking put on the list: it stands among this share of all, by steps; an exact place would show gaps. */
  leading: z.number().optional(),
  /** What made its score in the ranking. */
  reasons,
  /** Minor units. */
  amount: z.string().optional(),
  revision: z.int(),
  outcome: outcome.optional(),
  reason: z.string().optional(),
  judgedBy: party.optional(),
  judgedAt: z.string().optional(),
});
export type ListedItem = z.infer<typeof listedItem>;

/** What the reader may see of a list, in its order. */
export async function readItems(db: Reader, actor: Actor, list: string): Promise<ListedItem[]> {
  const rows = await db
    .selectFrom("inspection_item as i")
    .leftJoin(newestOutcomes.as("o"), (join) =>
      join.onRef("o.list", "=", "i.list").onRef("o.number", "=", "i.number"),
    )
    // An alert may have come to concern others since it was drawn.
    .leftJoin("alert", (join) =>
      join.on(sql<boolean>`i.kind = 'alert' AND alert.id::text = i.item`).on(alertVisibleTo(actor)),
    )
    .innerJoin("inspection_list as l", "l.id", "i.list")
    .leftJoin("ranking as g", "g.id", "l.ranking")
    .select(["i.number", "i.why", "i.kind", "i.item", "i.name", "i.record", "i.suspected"])
    .select(["alert.sentence_zh", "alert.sentence_en"])
    .select(["i.score", "i.chance", "i.amount", "i.rank", "i.reasons", "l.unit", "g.deals", "g.sellers"])
    .select(["o.revision", "o.outcome", "o.reason", "o.judged_by", "o.judged_at"])
    .where("i.list", "=", list)
    .where(inspectionVisibleTo(actor))
    .orderBy("i.number")
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.flatMap(({ judged_by }) => judged_by ?? []),
  );
  return rows.map(({ number, why, kind, item, suspected, score, ...row }) => ({
    number,
    why,
    kind,
    item,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.sentence_zh === null || row.sentence_en === null
      ? {}
      : { sentence: { zh: row.sentence_zh, en: row.sentence_en } }),
    ...(row.record === null ? {} : { record: row.record }),
    suspected,
    score,
    ...(row.chance === null ? {} : { chance: row.chance }),
    ...(why === "random" || row.rank === null || row.deals === null || row.sellers === null
      ? {}
      : { leading: stepOf(row.rank / (row.unit === "document" ? row.deals : row.sellers)) }),
    reasons: reasons.parse(row.reasons ?? []),
    ...(row.amount === null ? {} : { amount: String(row.amount) }),
    revision: row.revision ?? 0,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.judged_by === null ? {} : { judgedBy: partyOf(row.judged_by, names) }),
    ...(row.judged_at === null ? {} : { judgedAt: row.judged_at.toISOString() }),
  }));
}

/** 1, 2, 5, 10, 20, 50 … of a thousand, the least that is no smaller. */
export function stepOf(share: number): number {
  for (let unit = 1; unit < 1_000; unit *= 10) {
    for (const step of [1, 2, 5]) if (share * 1_000 <= step * unit) return (step * unit) / 1_000;
  }
  return 1;
}
