import type { JobView, Tx } from "../../platform/index.ts";
import { runInput } from "./run-input.ts";

type Asked = Pick<JobView, "id" | "input" | "actor" | "createdAt">;
interface Cancelled {
  readonly by: string;
  readonly at: Date;
}

/** From now on the run cannot be committed, unless it is begun anew. False where it is over already. */
export async function setCancelled(tx: Tx, job: Asked, cancelled: Cancelled): Promise<boolean> {
  return (await note(tx, job, cancelled, { state: "cancelled" })) !== undefined;
}

/** Who asked for it to end, where somebody asked for that as for any job. */
export async function noteCancelled(tx: Tx, job: Asked, cancelled: Cancelled): Promise<void> {
  await note(tx, job, cancelled, {});
}

function note(tx: Tx, job: Asked, { by, at }: Cancelled, more: { readonly state?: "cancelled" }) {
  const set = { ...more, cancelled_by: by, cancelled_at: at };
  return tx
    .insertInto("detection_run")
    .values({
      ...{ id: job.id, cause: runInput.parse(job.input).cause, asked_by: job.actor },
      ...{ started_at: job.createdAt, ...set, state: "cancelled" },
    })
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(set)
        .where("detection_run.state", "not in", ["committed", "cancelled"]),
    )
    .returning("id")
    .executeTakeFirst();
}
