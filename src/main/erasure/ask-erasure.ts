import { randomUUID } from "node:crypto";
import { accountsOf } from "../../people/index.ts";
import { type Context, Refusal, type Tx } from "../../platform/index.ts";
import { type ErasureChoice, erasureChoice, readChosen } from "../../records/index.ts";
import { erasureResource } from "./parts.ts";
import { type ErasureCounts, employeesIn } from "./preview-erasure.ts";

export interface AskErasureInput {
  readonly choice: ErasureChoice;
  /** Number of the person's request; holds no name. */
  readonly reference?: string | undefined;
  /** As the preview told them. */
  readonly counts: ErasureCounts;
}

/** Writes a request down. Nothing is erased until somebody else has approved it. Gives its id. */
export async function askErasure(
  context: Context,
  { choice: given, reference, counts }: AskErasureInput,
): Promise<string> {
  const choice = erasureChoice.parse(given);
  const id = randomUUID();
  return context.commit(async (tx) => {
    const { free, held, values } = await readChosen(tx, choice);
    const rows = free.flatMap((one) => one.rows);
    context.require("erasures.ask", erasureResource(id, undefined, employeesIn(rows)));
    if (rows.length === 0) throw held.length > 0 ? allHeld(held[0]?.hold ?? "") : nothingLeft();
    const accounts = await accountsOf(tx, { employees: employeesIn(rows), values });
    if (accounts.some(({ isDisabled }) => !isDisabled)) throw accountInUse();
    await tx
      .insertInto("erasure")
      .values({
        id,
        cause: "person",
        state: "asked",
        reference: reference ?? null,
        choice: JSON.stringify(choice),
        counts: JSON.stringify(counts),
        held: JSON.stringify(held),
        asked_by: context.actor.id,
        asked_at: context.now,
        decided_by: null,
        decided_at: null,
        root: null,
        erased_at: null,
        listed_at: null,
        done_at: null,
        done_by: null,
      })
      .execute();
    const seals = { records: choice.records.length };
    return { result: id, event: { type: "erasure.asked", subject: `erasure:${id}`, after: choice, seals } };
  });
}

/** Somebody else approves or refuses it; what is approved is carried out by the house. */
export function decideErasure(
  context: Context,
  { id, approve }: { readonly id: string; readonly approve: boolean },
): Promise<void> {
  return context.commit(async (tx) => {
    const { asked_by: askedBy, choice } = await findAsked(tx, id);
    const { free } = await readChosen(tx, erasureChoice.parse(choice), { past: true });
    const employees = employeesIn(free.flatMap((one) => one.rows));
    context.require("erasures.decide", erasureResource(id, askedBy, employees));
    const decided = await tx
      .updateTable("erasure")
      .set({ state: approve ? "approved" : "refused", decided_by: context.actor.id, decided_at: context.now })
      .where("id", "=", id)
      .where("state", "=", "asked")
      .returning("id")
      .executeTakeFirst();
    if (!decided) throw decidedAlready();
    const type = approve ? "erasure.approved" : "erasure.refused";
    return { result: undefined, event: { type, subject: `erasure:${id}` } };
  });
}

/** Whoever runs the database server has done what only they can do. */
export function confirmErasure(context: Context, id: string): Promise<void> {
  return context.commit(async (tx) => {
    context.require("erasures.confirm", erasureResource(id));
    const confirmed = await tx
      .updateTable("erasure")
      .set({ state: "done", done_at: context.now, done_by: context.actor.id })
      .where("id", "=", id)
      .where("state", "=", "operator")
      .returning("id")
      .executeTakeFirst();
    if (!confirmed) throw decidedAlready();
    return { result: undefined, event: { type: "erasure.confirmed", subject: `erasure:${id}` } };
  });
}

async function findAsked(tx: Tx, id: string) {
  const row = await tx
    .selectFrom("erasure")
    .select(["asked_by", "choice"])
    .where("id", "=", id)
    .where("cause", "=", "person")
    .executeTakeFirst();
  if (row) return row;
  throw new Refusal("not-found", { zh: "没有这项删除申请。", en: "There is no such request to erase." });
}

export const allHeld = (hold: string) =>
  new Refusal("conflict", {
    zh: `所选记录全部处于保全之下（保全 ${hold}），解除之前不能删除。`,
    en: `A hold (${hold}) keeps all of the chosen records; nothing can be erased until it is lifted.`,
  });

const nothingLeft = () =>
  new Refusal("conflict", {
    zh: "所选记录已不存在或已被删除。",
    en: "The chosen records are not there any more, or have been erased already.",
  });

const accountInUse = () =>
  new Refusal("conflict", {
    zh: "此人在本系统有正在使用的账号。请先停用账号，再提出删除申请。",
    en: "This person has an account here that is in use. Disable it first, then ask.",
  });

const decidedAlready = () =>
  new Refusal("conflict", {
    zh: "这项申请的状态刚刚已改变，请刷新后再看。",
    en: "This request has just changed; look at it again.",
  });
