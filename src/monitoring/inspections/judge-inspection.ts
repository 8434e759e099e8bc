import { z } from "zod";
import { type Context, Refusal, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { inspectionResource, inspectionVisibleTo, noSuchItem, outcome } from "./inspection.ts";

const longestReason = 5_000;

export const judgeInput = z.object({
  list: z.uuid(),
  number: z.int().min(1),
  /** The revision that was in front of whoever judges; 0 where nobody had. */
  revision: z.int().min(0),
  outcome,
  reason: z.string().max(longestReason),
});
type JudgeInput = z.infer<typeof judgeInput>;

/** What an inspection found, or found otherwise than before; every revision stays. */
export function judgeInspection(context: Context, given: JudgeInput): Promise<{ revision: number }> {
  const input = judgeInput.parse(given);
  const { list, number, outcome } = input;
  const reason = input.reason.trim();
  return context.commit(async (tx) => {
    context.require("inspections.list", house);
    const item = await readVisibleItem(tx, context, list, number);
    if (!item) throw noSuchItem();
    context.require("inspections.judge", inspectionResource(list, item));
    if (reason === "") throw reasonNeeded();
    const standing = await readOutcome(tx, list, number);
    const revision = (standing?.revision ?? 0) + 1;
    if (revision !== input.revision + 1) throw judgedMeanwhile();
    const { actor, now } = context;
    await tx
      .insertInto("inspection_outcome")
      .values({ list, number, revision, outcome, reason, judged_by: actor.id, judged_at: now })
      .execute();
    return {
      result: { revision },
      event: {
        type: "inspection.judged",
        subject: `inspections:${list}/${number}`,
        ...(standing ? { before: { outcome: standing.outcome, reason: standing.reason } } : {}),
        after: { revision, outcome, reason },
        seals: { revision },
      },
    };
  });
}

function readVisibleItem(tx: Tx, { actor }: Context, list: string, number: number) {
  return tx
    .selectFrom("inspection_item as i")
    .select(["i.number", "i.subjects"])
    .where("i.list", "=", list)
    .where("i.number", "=", number)
    .where(inspectionVisibleTo(actor))
    .executeTakeFirst();
}

function readOutcome(tx: Tx, list: string, number: number) {
  return tx
    .selectFrom("inspection_outcome")
    .select(["revision", "outcome", "reason"])
    .where("list", "=", list)
    .where("number", "=", number)
    .orderBy("revision", "desc")
    .limit(1)
    .executeTakeFirst();
}

const reasonNeeded = () =>
  new Refusal("invalid", {
    zh: "请写明核查了什么、依据是什么。",
    en: "Say what was checked, and what the outcome rests on.",
  });

const judgedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "这一项已被他人登记了结果，请重新载入后再保存。",
    en: "Somebody has judged this item meanwhile; load the list again before saving.",
  });
