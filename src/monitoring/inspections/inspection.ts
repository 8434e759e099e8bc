import { z } from "zod";
import { type Resource, suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, Refusal, sql } from "../../platform/index.ts";

/** What a list is made of: sellers, sale documents of the last twelve months, or alerts that nobody has decided. */
export const unit = z.enum(["seller", "document", "alert"]);
export type Unit = z.infer<typeof unit>;

/** `untold`: looked at, and it could not be told. */
export const outcome = z.enum(["falsified", "honest", "untold"]);

/** By what it came to be on a list. */
export const why = z.enum(["expected-loss", "unusual", "random"]);

export const party = z.object({ id: z.string(), name: z.string().optional() });

/** The newest outcome of each item. */
export const newestOutcomes = sql<{
  list: string;
  number: number;
  revision: number;
  outcome: z.infer<typeof outcome>;
  reason: string;
  judged_by: string;
  judged_at: Date;
}>`(SELECT DISTINCT ON (list, number) * FROM inspection_outcome ORDER BY list, number, revision DESC)`;

/** Something on a list as Cedar judges it. */
export function inspectionResource(
  list: string,
  { number, subjects }: { readonly number: number; readonly subjects: readonly string[] },
): Resource {
  return { type: "Inspection", id: `${list}/${number}`, subjects };
}

/** The rules for suspicions as a condition on `inspection_item`, or on `inspection_frame`, under the name `i`. */
export const inspectionVisibleTo = (actor: Actor) => suspicionVisibleTo(actor, sql<string[]>`i.subjects`);

export const noSuchList = () =>
  new Refusal("not-found", { zh: "没有这份抽查清单。", en: "There is no such list of inspections." });

/** To whoever may not see an item it is not there. */
export const noSuchItem = () =>
  new Refusal("not-found", {
    zh: "清单上没有这一项，或您无权查看。",
    en: "There is no such item on the list, or it is not for you to see.",
  });
