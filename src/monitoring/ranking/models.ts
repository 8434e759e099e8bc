import { z } from "zod";
import { type RankingModel, readModel } from "../../detection/index.ts";
import { canonicalJson, opens, type Reader, Refusal } from "../../platform/index.ts";

const counts = z.object({ falsified: z.int(), honest: z.int() });

export const modelLabels = z.object({
  /** Documents that it learned from. */
  learned: counts,
  /** Documents that it was compared on. */
  heldOut: counts,
  /** Transactions that were there to learn from. */
  rows: z.int(),
  /** SHA-256 over who was taught what. */
  digest: z.string(),
});

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const contest = z.object({
  /** The model that ranked then; 0: without labels. */
  against: z.int(),
  /** Average precision on the documents held out. */
  inService: z.number(),
  candidate: z.number(),
  /** 95 % of the resamples of candidate − in service. */
  difference: z.object({ least: z.number(), most: z.number() }),
  /** Share of the resamples in which the candidate was better. */
  certainty: z.number(),
  takesOver: z.boolean(),
  why: bilingual,
});

/** Which model ranks now: the newest step counts, and before any nobody has taught one. */
export async function readInService(
  db: Reader,
): Promise<{ readonly model: number; readonly revision: number }> {
  const row = await db
    .selectFrom("ranking_service")
    .select(["model", "revision"])
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? { model: 0, revision: 0 };
}

/** The model itself; refuses one that is not what was sealed. */
export async function readModelInService(db: Reader, number: number): Promise<RankingModel> {
  const row = await db
    .selectFrom("ranking_model")
    .select(["content", "salt", "digest"])
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row || row.content === null) throw noSuchModel(number);
  if (!opens(row.digest, { salt: row.salt, value: canonicalJson(row.content) })) throw notSealed(number);
  return readModel(row.content);
}

/** Until when the model in service was taught; nothing for the ranking without labels. */
export async function learnedUntil(db: Reader, number: number): Promise<Date | undefined> {
  if (number === 0) return undefined;
  const row = await db
    .selectFrom("ranking_model")
    .select("known_at")
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.known_at;
}

export const noSuchModel = (number: number) =>
  new Refusal("not-found", {
    zh: `没有第 ${number} 版模型，或它的内容没有保留。`,
    en: `There is no model ${number}, or its content was not kept.`,
  });

const notSealed = (number: number) =>
  new Refusal("conflict", {
    zh: `第 ${number} 版模型与封存时不同，已拒绝使用。请改用其他版本，并查明是谁改动了数据库。`,
    en: `Model ${number} is not the one that was sealed and is not used. Put another in service, and find out who changed the database.`,
  });
