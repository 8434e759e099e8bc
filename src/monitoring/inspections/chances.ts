import { calibrated, fitSigmoid } from "../../detection/index.ts";
import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { inspectionVisibleTo, newestOutcomes, type Unit } from "./inspection.ts";

/** From a score to how likely it is true. */
export interface Chances {
  of(score: number): number;
  /** Decisions that the chances were fitted to; 0: too few, and the score stands for itself. */
  readonly fittedTo: number;
}

const fewest = 30;
const fewestOfEach = 5;

/**
 * Scores are no probabilities. Where enough was decided of the unit, Platt's sigmoid makes them chances; until then the
 * score itself is taken, and the list says so.
 */
export async function readChances(db: Reader, actor: Actor, unit: Unit): Promise<Chances> {
  return chancesOf(unit === "alert" ? await decidedAlerts(db, actor) : await inspected(db, actor, unit));
}

interface Decided {
  readonly score: number;
  readonly hit: boolean;
}

export function chancesOf(decided: readonly Decided[]): Chances {
  const hits = decided.filter(({ hit }) => hit).length;
  if (decided.length < fewest || Math.min(hits, decided.length - hits) < fewestOfEach)
    return { of: (score) => score, fittedTo: 0 };
  const sigmoid = fitSigmoid(
    decided.map(({ score }) => score),
    decided.map(({ hit }) => (hit ? 1 : 0)),
  );
  // What nothing speaks against was not among the decided by its score: the curve does not reach there.
  return {
    of: (score) => (score === 0 ? 0 : calibrated(sigmoid, score)),
    fittedTo: decided.length,
  };
}

function decidedAlerts(db: Reader, actor: Actor): Promise<Decided[]> {
  return db
    .selectFrom("alert")
    .select(["weight as score", sql<boolean>`status = 'confirmed'`.as("hit")])
    .where("status", "in", ["confirmed", "innocent"])
    .where(alertVisibleTo(actor))
    .orderBy("id")
    .execute();
}

function inspected(db: Reader, actor: Actor, unit: Unit): Promise<Decided[]> {
  return (
    db
      .selectFrom("inspection_item as i")
      .innerJoin("inspection_list as l", "l.id", "i.list")
      .innerJoin(newestOutcomes.as("o"), (join) =>
        join.onRef("o.list", "=", "i.list").onRef("o.number", "=", "i.number"),
      )
      .select(["i.score", sql<boolean>`o.outcome = 'falsified'`.as("hit")])
      .where("l.unit", "=", unit)
      // Scores of the ranking are others.
      .where("l.ranking", "is", null)
      .where("i.score", ">", 0)
      .where("o.outcome", "<>", "untold")
      .where(inspectionVisibleTo(actor))
      .orderBy("i.list")
      .orderBy("i.number")
      .execute()
  );
}
