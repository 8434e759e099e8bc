import { z } from "zod";
import { type Actor, type Context, type Reader, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";
import { modelLabels } from "../ranking/models.ts";
import { type RankingInService, rankingInService } from "../ranking/ranking-in-service.ts";
import { readChances } from "./chances.ts";
import type { FrameRow } from "./frame.ts";
import type { Unit } from "./inspection.ts";

/** What puts in order what may be inspected: what detectors found, or the ranking in service. */
export const goesBy = z.enum(["findings", "ranking"]);
export type GoesBy = z.infer<typeof goesBy>;

/** By how much is lost if it is false, or, where scores are no chances, by the scores alone. */
export type Why = "expected-loss" | "unusual";

export interface Order {
  readonly why: Why;
  readonly ranking?: RankingInService;
  /** Nothing where it is not known, or where scores are no chances. */
  chanceOf(row: Pick<FrameRow, "score" | "rank">): number | null;
  /** Decisions that the chances were fitted to; 0: none, and a score stands for itself. */
  readonly fittedTo: number;
}

/** A model that has taken over goes before findings where it says something of documents; they are what it learned from. */
export async function usualOrder(db: Reader, unit: Unit): Promise<GoesBy> {
  const ranking = await rankingOf(db, unit);
  return unit === "document" && ranking !== undefined && ranking.model > 0 ? "ranking" : "findings";
}

export async function orderBy(db: Reader, actor: Actor, unit: Unit, by: GoesBy): Promise<Order> {
  if (by === "findings") {
    const { of, fittedTo } = await readChances(db, actor, unit);
    return { why: "expected-loss", chanceOf: ({ score }) => of(score), fittedTo };
  }
  const ranking = await rankingOf(db, unit);
  if (!ranking) throw notRanked(unit);
  // What a seller's score says is how rarely so much stands in front by chance, with a model as without.
  if (unit !== "document" || ranking.model === 0)
    return { why: "unusual", ranking, chanceOf: () => null, fittedTo: 0 };
  return {
    why: "expected-loss",
    ranking,
    chanceOf: ({ score, rank }) => (rank === null ? null : score),
    fittedTo: await labelsOf(db, ranking.model),
  };
}

async function rankingOf(db: Reader, unit: Unit): Promise<RankingInService | undefined> {
  if (unit === "alert") return undefined;
  return rankingInService(db, unit === "document" ? "deal" : "seller");
}

async function labelsOf(db: Reader, model: number): Promise<number> {
  const { labels } = await db
    .selectFrom("ranking_model")
    .select("labels")
    .where("number", "=", model)
    .executeTakeFirstOrThrow();
  const { learned } = modelLabels.parse(labels);
  return learned.falsified + learned.honest;
}

const choice = z.object({
  usual: goesBy,
  /** Absent where the ranking in service says nothing of them. */
  ranking: z
    .object({
      /** 0: without labels, by how unusual they are. */
      model: z.int(),
      scoredAt: z.string(),
      isChance: z.boolean(),
    })
    .optional(),
});

export const choices = z.object({ seller: choice, document: choice, alert: choice });

/** What a list of each sort can go by now, and does unless told otherwise. */
export async function readChoices(context: Context): Promise<z.infer<typeof choices>> {
  context.require("inspections.draw", house);
  const of = async (unit: Unit) => {
    const ranking = await rankingOf(context.db, unit);
    return {
      usual: await usualOrder(context.db, unit),
      ...(ranking ? { ranking: viewOf(unit, ranking) } : {}),
    };
  };
  return { seller: await of("seller"), document: await of("document"), alert: await of("alert") };
}

const viewOf = (unit: Unit, { model, scoredAt }: RankingInService) => ({
  model,
  scoredAt: scoredAt.toISOString(),
  isChance: unit === "document" && model > 0,
});

const notRanked = (unit: Unit) =>
  new Refusal(
    "conflict",
    unit === "alert"
      ? {
          zh: "排序不对疑点打分，疑点清单只能按检测结果抽取。",
          en: "The ranking does not score alerts; a list of them goes by what detectors found.",
        }
      : {
          zh: "目前没有可用的排序结果：尚未打分，或正按更换后的模型重新打分。请稍后再试，或改按检测结果抽取。",
          en: "There is no ranking to go by now: nothing was scored yet, or it is being scored anew by another model. Try again later, or go by what detectors found.",
        },
  );
