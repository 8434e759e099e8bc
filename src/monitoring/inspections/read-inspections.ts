import { z } from "zod";
import { type Actor, type Context, type Reader, sql } from "../../platform/index.ts";
import { namesOfAccounts } from "../alerts/names.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { type Missed, missed, missedOf } from "../honesty/missed.ts";
import { house } from "../house.ts";
import { inspectionVisibleTo, noSuchList, outcome, unit } from "./inspection.ts";

const party = z.object({ id: z.string(), name: z.string().optional() });

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
});
export type ListSummary = z.infer<typeof listSummary>;

const listedItem = z.object({
  /** By it an outcome is saved. */
  number: z.int(),
  why: z.enum(["expected-loss", "random"]),
  kind: z.string(),
  item: z.string(),
  name: z.string().optional(),
  /** What an alert says now, where it is the reader's to see. */
  sentence: z.object({ zh: z.string(), en: z.string() }).optional(),
  record: z.guid().optional(),
  suspected: z.boolean(),
  score: z.number(),
  chance: z.number(),
  /** Minor units. */
  amount: z.string().optional(),
  revision: z.int(),
  outcome: outcome.optional(),
  reason: z.string().optional(),
  judgedBy: party.optional(),
  judgedAt: z.string().optional(),
});
type ListedItem = z.infer<typeof listedItem>;

export const inspectionList = listSummary.extend({
  seed: z.string(),
  currency: z.string().optional(),
  /** Decisions that the chances were fitted to; 0: the score itself stands for the chance. */
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
    .select(["l.id", "l.unit", "l.run", "l.drawn_by", "l.drawn_at", "l.random_share"])
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
    async (db) => {
      context.require("inspections.list", house);
      const [summary] = await readLists(db, context.actor, id);
      if (!summary) throw noSuchList();
      const list = await db
        .selectFrom("inspection_list")
        .select(["seed", "currency", "fitted_to", "frame_digest"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      const { others, missed } = await readMissed(db, context.actor, id);
      return {
        ...summary,
        seed: String(list.seed),
        ...(list.currency === null ? {} : { currency: list.currency }),
        fittedTo: list.fitted_to,
        frameDigest: list.frame_digest,
        others,
        rows: await readItems(db, context.actor, id),
        ...(missed ? { missed } : {}),
      };
    },
  );
}

/** The newest outcome of each item. */
export const newestOutcomes = sql<{
  list: string;
  number: number;
  revision: number;
  outcome: z.infer<typeof outcome>;
  reason: string;
  judged_by: string;
  judged_at: Date;
}>`(SELECT DISTINCT ON (list, number) * FROM inspection_outcome ORDER BY list, number, revision DESC)`;

async function readItems(db: Reader, actor: Actor, list: string): Promise<ListedItem[]> {
  const rows = await db
    .selectFrom("inspection_item as i")
    .leftJoin(newestOutcomes.as("o"), (join) =>
      join.onRef("o.list", "=", "i.list").onRef("o.number", "=", "i.number"),
    )
    // An alert may have come to concern others since it was drawn.
    .leftJoin("alert", (join) =>
      join.on(sql<boolean>`i.kind = 'alert' AND alert.id::text = i.item`).on(alertVisibleTo(actor)),
    )
    .select(["i.number", "i.why", "i.kind", "i.item", "i.name", "i.record", "i.suspected"])
    .select(["alert.sentence_zh", "alert.sentence_en"])
    .select(["i.score", "i.chance", "i.amount"])
    .select(["o.revision", "o.outcome", "o.reason", "o.judged_by", "o.judged_at"])
    .where("i.list", "=", list)
    .where(inspectionVisibleTo(actor))
    .orderBy("i.number")
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.flatMap(({ judged_by }) => judged_by ?? []),
  );
  return rows.map(({ number, why, kind, item, suspected, score, chance, ...row }) => ({
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
    chance,
    ...(row.amount === null ? {} : { amount: String(row.amount) }),
    revision: row.revision ?? 0,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.judged_by === null ? {} : { judgedBy: partyOf(row.judged_by, names) }),
    ...(row.judged_at === null ? {} : { judgedAt: row.judged_at.toISOString() }),
  }));
}

function partyOf(id: string, names: ReadonlyMap<string, string>) {
  const name = names.get(id);
  return name === undefined ? { id } : { id, name };
}

/** From the lots of one list that fell on what nothing spoke against, of what the reader may see. */
export async function readMissed(
  db: Reader,
  actor: Actor,
  list: string,
): Promise<{ readonly others: number; readonly missed: Missed | undefined }> {
  const frame = await db
    .selectFrom("inspection_frame as i")
    .select(["i.suspected", sql<number>`sum(i.population)::integer`.as("population")])
    .where("i.list", "=", list)
    .where(inspectionVisibleTo(actor))
    .groupBy("i.suspected")
    .execute();
  const drawn = await db
    .selectFrom("inspection_item as i")
    .leftJoin(newestOutcomes.as("o"), (join) =>
      join.onRef("o.list", "=", "i.list").onRef("o.number", "=", "i.number"),
    )
    .select(["o.outcome", sql<number>`count(*)::integer`.as("n")])
    .where("i.list", "=", list)
    .where("i.why", "=", "random")
    .where("i.suspected", "=", false)
    .where(inspectionVisibleTo(actor))
    .groupBy("o.outcome")
    .execute();
  const of = (name: string) => drawn.find(({ outcome }) => outcome === name)?.n ?? 0;
  const all = drawn.reduce((sum, { n }) => sum + n, 0);
  const population = frame.find(({ suspected }) => !suspected)?.population ?? 0;
  return {
    others: frame.reduce((sum, { population }) => sum + population, 0),
    missed:
      all === 0
        ? undefined
        : missedOf({
            population,
            drawn: all,
            falsified: of("falsified"),
            honest: of("honest"),
            untold: of("untold"),
          }),
  };
}
