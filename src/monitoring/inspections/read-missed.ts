import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { type Missed, missedOf } from "../honesty/missed.ts";
import { inspectionVisibleTo, newestOutcomes } from "./inspection.ts";

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
