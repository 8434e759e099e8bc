import { z } from "zod";
import { type Actor, type Context, type Reader, sql } from "../../platform/index.ts";
import { namesOfAccounts, partyOf } from "../alerts/names.ts";
import { missed } from "../honesty/missed.ts";
import { house } from "../house.ts";
import { inspectionVisibleTo, noSuchList, party, unit } from "./inspection.ts";
import { listedItem, readItems } from "./read-items.ts";
import { readMissed } from "./read-missed.ts";

export const listSummary = z.object({
  id: z.uuid(),
  unit,
  run: z.uuid(),
  drawnBy: party,
  drawnAt: z.string(),
  randomShare: z.number(),
  /** Items that the reader may see, and how many of them are judged. */
  items: z.int(),
  judged: z.int(),
  random: z.int(),
  /** Whose order it goes by; absent: what detectors found. */
  ranking: z
    .object({
      /** 0: without labels. */
      model: z.int(),
      scoredAt: z.string(),
      /** Whether what is on it by its score has the chance of being false; otherwise how unusual it is. */
      isChance: z.boolean(),
      /** Over all its scores, as the log seals it. */
      digest: z.string(),
    })
    .optional(),
});
export type ListSummary = z.infer<typeof listSummary>;

export const inspectionList = listSummary.extend({
  seed: z.string(),
  currency: z.string().optional(),
  /** Decisions that the chances were fitted to, or documents that the model learned from; 0: none. */
  fittedTo: z.int(),
  frameDigest: z.string(),
  /** What the lots were drawn from, as far as the reader may see it. */
  others: z.int(),
  rows: z.array(listedItem),
  /** Among what nothing spoke against; absent where no lot fell on any of it. */
  missed: missed.optional(),
});
export type InspectionList = z.infer<typeof inspectionList>;

/** Newest first. Counts are of what the reader may see. */
export async function listInspections(context: Context): Promise<ListSummary[]> {
  context.require("inspections.list", house);
  return readLists(context.db, context.actor);
}

/** For whoever has asked already. */
export async function readLists(db: Reader, actor: Actor, only?: string): Promise<ListSummary[]> {
  const lists = await db
    .selectFrom("inspection_list as l")
    .leftJoin(
      sql<{ list: string; items: number; judged: number; random: number }>`(
        SELECT i.list, count(*)::integer AS items, (count(*) FILTER (WHERE i.why = 'random'))::integer AS random,
          (count(*) FILTER (WHERE EXISTS (SELECT FROM inspection_outcome o WHERE o.list = i.list AND o.number = i.number)))::integer AS judged
        FROM inspection_item i WHERE ${inspectionVisibleTo(actor)} GROUP BY i.list)`.as("c"),
      (join) => join.onRef("c.list", "=", "l.id"),
    )
    .leftJoin("ranking as g", "g.id", "l.ranking")
    .select(["l.id", "l.unit", "l.run", "l.drawn_by", "l.drawn_at", "l.random_share"])
    .select(["g.model", "g.scored_at", "g.digest"])
    .select(["c.items", "c.judged", "c.random"])
    .$if(only !== undefined, (query) => query.where("l.id", "=", only ?? ""))
    .orderBy("l.drawn_at", "desc")
    .limit(100)
    .execute();
  const names = await namesOfAccounts(
    db,
    lists.map(({ drawn_by }) => drawn_by),
  );
  return lists.map((row) => ({
    id: row.id,
    unit: row.unit,
    run: row.run,
    drawnBy: partyOf(row.drawn_by, names),
    drawnAt: row.drawn_at.toISOString(),
    randomShare: row.random_share,
    items: row.items ?? 0,
    judged: row.judged ?? 0,
    random: row.random ?? 0,
    ...(row.model === null || row.scored_at === null || row.digest === null
      ? {}
      : {
          ranking: {
            model: row.model,
            scoredAt: row.scored_at.toISOString(),
            isChance: row.unit === "document" && row.model > 0,
            digest: row.digest,
          },
        }),
  }));
}

/** One list with its items and outcomes; an event tells that it was looked at. */
export function readInspections(context: Context, id: string): Promise<InspectionList> {
  return context.disclose(
    (list: InspectionList) => ({
      type: "inspections.read",
      subject: `inspections:${id}`,
      seals: { items: list.rows.length },
    }),
    (db) => {
      context.require("inspections.list", house);
      return listOf(db, context.actor, id);
    },
  );
}

/** For whoever has asked already. */
export async function listOf(db: Reader, actor: Actor, id: string): Promise<InspectionList> {
  const [summary] = await readLists(db, actor, id);
  if (!summary) throw noSuchList();
  const list = await db
    .selectFrom("inspection_list")
    .select(["seed", "currency", "fitted_to", "frame_digest"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const { others, missed } = await readMissed(db, actor, id);
  return {
    ...summary,
    seed: String(list.seed),
    ...(list.currency === null ? {} : { currency: list.currency }),
    fittedTo: list.fitted_to,
    frameDigest: list.frame_digest,
    others,
    rows: await readItems(db, actor, id),
    ...(missed ? { missed } : {}),
  };
}
