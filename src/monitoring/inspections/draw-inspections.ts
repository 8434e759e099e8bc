import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, sql, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { goesBy } from "./goes-by.ts";
import { unit } from "./inspection.ts";
import { type Drawn, planList } from "./plan-list.ts";

export const drawInput = z.object({
  unit,
  capacity: z.int().min(1).max(1_000),
  /** 0.1–0.2 is usual; 0 tells nothing of what was missed. */
  randomShare: z.number().min(0).max(1).default(0.2),
  /** Unless given: of documents the ranking once a model has taken over, otherwise what detectors found. */
  goesBy: goesBy.optional(),
});
type DrawInput = z.input<typeof drawInput>;

const seeds = 2 ** 32;

/**
 * Draws what to inspect next. The seed is the server's own, and the event that seals it, the list and what it was drawn
 * from is written in the transaction that makes the list visible: nobody has looked at it, and who draws again until a list
 * pleases leaves every list behind.
 */
export async function drawInspections(context: Context, given: DrawInput): Promise<{ id: string }> {
  const input = drawInput.parse(given);
  context.require("inspections.draw", house);
  const drawn = await planList(context, input, randomInt(seeds));
  return context.commit(async (tx) => {
    context.require("inspections.draw", house);
    const list = {
      id: randomUUID(),
      run: drawn.run,
      unit: input.unit,
      capacity: input.capacity,
      random_share: input.randomShare,
      seed: BigInt(drawn.seed),
      currency: drawn.currency ?? null,
      fitted_to: drawn.fittedTo,
      ranking: drawn.ranking?.id ?? null,
      frame_digest: drawn.frameDigest,
      drawn_by: context.actor.id,
      drawn_at: context.now,
    };
    await tx.insertInto("inspection_list").values(list).execute();
    await insertAll(tx, list.id, drawn);
    return {
      result: { id: list.id },
      event: {
        type: "inspections.drawn",
        subject: `inspections:${list.id}`,
        after: toldOf(list, drawn),
        seals: {
          ...{ seed: drawn.seed, items: drawn.items.length, others: drawn.others },
          ...(drawn.ranking ? { model: drawn.ranking.model, ranking: drawn.ranking.digest } : {}),
        },
      },
    };
  });
}

/** What the event tells of a list; a check holds the tables against it. */
function toldOf(
  list: { readonly unit: string; readonly capacity: number; readonly random_share: number },
  { run, seed, currency, fittedTo, ranking, frameDigest, items, frame }: Omit<Drawn, "others">,
) {
  const { unit, capacity, random_share: randomShare } = list;
  const facts = { run, unit, capacity, randomShare, seed, currency, fittedTo, frameDigest, items, frame };
  return ranking ? { ...facts, ranking } : facts;
}

async function insertAll(tx: Tx, list: string, { items, frame }: Drawn): Promise<void> {
  await sql`
    INSERT INTO inspection_frame (list, number, subjects, suspected, population)
    SELECT ${list}::uuid, f.* FROM jsonb_to_recordset(${JSON.stringify(frame)}::jsonb)
      AS f(number integer, subjects text[], suspected boolean, population integer)`.execute(tx);
  await sql`
    INSERT INTO inspection_item (list, number, why, kind, item, name, record, suspected, rank, score, chance, amount, subjects, reasons)
    SELECT ${list}::uuid, i.* FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      AS i(number integer, why text, kind text, item text, name text, record uuid, suspected boolean, rank integer,
        score double precision, chance double precision, amount bigint, subjects text[], reasons jsonb)`.execute(
    tx,
  );
}
