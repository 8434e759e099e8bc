import { type Resource, suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Context, type Reader, Refusal, sql } from "../../platform/index.ts";

/** The alert as Cedar judges it. */
export function alertResource({ id, subjects }: { id: string; subjects: readonly string[] }): Resource {
  return { type: "Alert", id, subjects };
}

/** The rules for suspicions as a condition on the table of alerts. */
export function alertVisibleTo(actor: Actor) {
  return suspicionVisibleTo(actor, sql<string[]>`alert.subjects`);
}

/** To whoever may not see it an alert is not there: the same sentence, so that it does not tell of itself. */
export function noSuchAlert(): Refusal {
  return new Refusal("not-found", {
    zh: "没有这个疑点，或您无权查看。",
    en: "There is no such alert, or it is not for you to see.",
  });
}

export interface WorkableAlert {
  readonly id: string;
  readonly version: number;
  readonly status: "open" | "in-review" | "confirmed" | "innocent" | "duplicate";
  readonly assignee: string | null;
  readonly revision: number;
  readonly state_revision: number;
  readonly subjects: readonly string[];
  readonly subject_id: string;
  readonly subject_name: string | null;
}

/** Those of the ids that the actor may see. */
export function readVisible(
  db: Reader,
  { actor }: Pick<Context, "actor">,
  ids: readonly string[],
): Promise<WorkableAlert[]> {
  return db
    .selectFrom("alert")
    .select([
      "id",
      "version",
      "status",
      "assignee",
      "revision",
      "state_revision",
      "subjects",
      "subject_id",
      "subject_name",
    ])
    .where("id", "in", [...ids])
    .where(alertVisibleTo(actor))
    .execute();
}
