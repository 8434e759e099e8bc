import { type Bilingual, type Context, Refusal, sql, type Tx } from "../../platform/index.ts";

/** Something that does not fit what was sealed. */
export interface IntegrityFault {
  /** Where, in letters that may stand in the log: `log:17`, `batch:3/version:12`. */
  readonly place: string;
  readonly sentence: Bilingual;
}

const house = { type: "House", id: "house" };

/**
 * Writes a fault down, with an event. One that stands there already is left as it is; one that somebody has settled is
 * told anew where it now says something else, or where a check had found the place whole since. Whether it was told.
 */
export async function reportFault(
  context: Context,
  { place, sentence }: IntegrityFault,
  action: "integrity.report" | "integrity.doubt" = "integrity.report",
): Promise<boolean> {
  const known = await context.db
    .selectFrom("integrity_fault")
    .select(["settled_at", "sentence", "whole_again_at"])
    .where("place", "=", place)
    .executeTakeFirst();
  const isOld = known && (!known.settled_at || (!known.whole_again_at && known.sentence.en === sentence.en));
  if (isOld) return false;
  return context.commit(async (tx) => {
    context.require(action, house);
    const found = { sentence: JSON.stringify(sentence) as never, found_at: context.now };
    const open = { settled_at: null, settled_by: null, settled_because: null, whole_again_at: null };
    await tx
      .insertInto("integrity_fault")
      .values({ place, ...found })
      .onConflict((conflict) => conflict.column("place").doUpdateSet({ ...found, ...open }))
      .execute();
    return { result: true, event: { type: "integrity.failed", subject: place, after: { sentence } } };
  });
}

/** Marks the settled faults that a check of the whole house did not find. */
export async function noteWholeAgain(
  tx: Tx,
  { found, now }: { readonly found: readonly IntegrityFault[]; readonly now: Date },
): Promise<void> {
  const places = found.map(({ place }) => place);
  await tx
    .updateTable("integrity_fault")
    .set({ whole_again_at: now })
    .where("settled_at", "is not", null)
    .where("whole_again_at", "is", null)
    .where(sql<boolean>`place <> ALL(${places}::text[])`)
    .execute();
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
