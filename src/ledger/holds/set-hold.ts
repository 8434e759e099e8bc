import { randomUUID } from "node:crypto";
import { type Context, Refusal } from "../../platform/index.ts";
import { type LiftHoldInput, liftHoldInput, type SetHoldInput, setHoldInput } from "./hold.ts";

const resource = (id: string) => ({ type: "Hold", id });

/** From here on nothing that it names is erased, whoever asks and whatever its retention. Gives its id. */
export async function setHold(context: Context, given: SetHoldInput): Promise<string> {
  const { everything, targets, reference = null, reason } = setHoldInput.parse(given);
  const id = randomUUID();
  return context.commit(async (tx) => {
    context.require("holds.set", resource(id));
    const row = { id, everything, targets: [...new Set(targets)], reference, reason };
    await tx
      .insertInto("hold")
      .values({ ...row, set_by: context.actor.id, set_at: context.now })
      .execute();
    const seals = { targets: row.targets.length };
    return { result: id, event: { type: "hold.set", subject: `hold:${id}`, after: row, seals } };
  });
}

/** What it kept may be erased again, unless another hold keeps it too. */
export async function liftHold(context: Context, given: LiftHoldInput): Promise<void> {
  const { id, because } = liftHoldInput.parse(given);
  await context.commit(async (tx) => {
    context.require("holds.lift", resource(id));
    const lifted = await tx
      .updateTable("hold")
      .set({ lifted_at: context.now, lifted_by: context.actor.id, lifted_because: because })
      .where("id", "=", id)
      .where("lifted_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!lifted) throw notInForce();
    return { result: undefined, event: { type: "hold.lifted", subject: `hold:${id}`, after: { because } } };
  });
}

const notInForce = () =>
  new Refusal("conflict", {
    zh: "没有这项保全，或已由他人解除。",
    en: "There is no such hold in force; perhaps somebody has lifted it already.",
  });
