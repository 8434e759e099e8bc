import { type Bilingual, type Context, Refusal } from "../../platform/index.ts";

/** Something that does not fit what was sealed. */
export interface IntegrityFault {
  /** Where, in letters that may stand in the log: `log:17`, `batch:3/version:12`. */
  readonly place: string;
  readonly sentence: Bilingual;
}

const house = { type: "House", id: "house" };

/** Writes a fault down, with an event; one that stands there already is left as it is. Whether it was new. */
export async function reportFault(
  context: Context,
  { place, sentence }: IntegrityFault,
  action: "integrity.report" | "integrity.doubt" = "integrity.report",
): Promise<boolean> {
  const known = context.db.selectFrom("integrity_fault").select("id").where("place", "=", place);
  if (await known.executeTakeFirst()) return false;
  return context.commit(async (tx) => {
    context.require(action, house);
    await tx
      .insertInto("integrity_fault")
      .values({ place, sentence: JSON.stringify(sentence) as never, found_at: context.now })
      .execute();
    return { result: true, event: { type: "integrity.failed", subject: place, after: { sentence } } };
  });
}

/** A person has looked into a fault; it stays in the list with what came of it. */
export function settleFault(
  context: Context,
  { id, because }: { readonly id: bigint; readonly because: string },
): Promise<void> {
  return context.commit(async (tx) => {
    context.require("integrity.settle", { type: "IntegrityFault", id: String(id) });
    const settled = await tx
      .updateTable("integrity_fault")
      .set({ settled_at: context.now, settled_by: context.actor.id, settled_because: because })
      .where("id", "=", id)
      .where("settled_at", "is", null)
      .returning("place")
      .executeTakeFirst();
    if (!settled) throw notOpen();
    return {
      result: undefined,
      event: { type: "integrity.settled", subject: settled.place, after: { because } },
    };
  });
}

const notOpen = () =>
  new Refusal("conflict", {
    zh: "没有这项未处理的完整性问题，或已由他人处理。",
    en: "There is no such open fault; perhaps somebody has settled it already.",
  });
