import { z } from "zod";
import { type Context, Refusal } from "../../platform/index.ts";
import { house } from "../house.ts";
import { noSuchModel, readInService } from "./models.ts";

export const putBackInput = z.object({
  /** Steps that had been taken when the page was read: whoever comes later is told. */
  revision: z.int().min(0),
  reason: z.string().trim().min(1).max(2_000),
});
type PutBackInput = z.infer<typeof putBackInput>;

/** Puts a model that was kept, or the ranking without labels (0), in service, with a reason. */
export function putBack(
  context: Context,
  model: number,
  given: PutBackInput,
): Promise<{ revision: number; model: number }> {
  const { revision, reason } = putBackInput.parse(given);
  return context.commit(async (tx) => {
    context.require("ranking.train", house);
    const standing = await readInService(tx);
    if (standing.revision !== revision) throw changedMeanwhile();
    if (standing.model === model) throw ranksAlready(model);
    if (model !== 0) {
      const kept = await tx
        .selectFrom("ranking_model")
        .select("number")
        .where("number", "=", model)
        .where("content", "is not", null)
        .executeTakeFirst();
      if (!kept) throw noSuchModel(model);
    }
    const next = revision + 1;
    const { actor, now } = context;
    await tx
      .insertInto("ranking_service")
      .values({ revision: next, model, step: "put-back", reason, actor: actor.id, at: now })
      .execute();
    return {
      result: { revision: next, model },
      event: {
        type: "model.put-back",
        subject: `ranking-model:${model}`,
        before: { model: standing.model },
        after: { model, revision: next, reason },
        seals: { revision: next, model },
      },
    };
  });
}

const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "在用模型已被更换，请重新载入后再操作。",
    en: "Another model has come into service meanwhile; load the page again.",
  });

const ranksAlready = (model: number) =>
  new Refusal("conflict", {
    zh: model === 0 ? "目前正是不用检查结果的排序在用。" : `第 ${model} 版模型正在使用。`,
    en: model === 0 ? "The ranking without labels is in service." : `Model ${model} is in service.`,
  });
