import { sql, type Tx } from "../../platform/index.ts";
import { type AlertStep, statusAfter } from "./step.ts";

/** One step as the log tells it. */
interface TakenStep {
  readonly alert: string;
  /** The alert's revision after the step. */
  readonly revision: number;
  /** The version that was in front of whoever took it. */
  readonly version: number;
  readonly step: AlertStep;
  readonly actor: string;
  readonly at: Date;
}

/**
 * Takes one step into the tables. The verb does it within its own transaction, the follower of the log when the
 * tables are built anew; a step that is there already changes nothing. Steps about one alert have one order, the same
 * here and in the log: each writes the alert's row, so that of two at once the later is made after the earlier is durable.
 */
export async function applyStep(tx: Tx, taken: TakenStep): Promise<void> {
  const { alert, revision, version, step, actor, at } = taken;
  const added = await tx
    .insertInto("alert_step")
    .values({ alert, revision, step: JSON.stringify(step), actor, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning("revision")
    .executeTakeFirst();
  if (!added) return;
  const status = statusAfter[step.kind];
  await tx
    .updateTable("alert")
    .set({
      revision,
      worked_at: at,
      ...(status === undefined ? {} : { status, state_revision: revision, decided_version: version }),
      ...(status === undefined ? {} : { reason: "reason" in step ? (step.reason ?? null) : null }),
      ...(status === undefined ? {} : { duplicate_of: step.kind === "duplicate" ? step.of : null }),
      ...(step.kind === "assigned" ? { assignee: step.assignee ?? null, state_revision: revision } : {}),
      ...(step.kind === "noted" ? { notes: sql<number>`notes + 1` } : {}),
    })
    .where("id", "=", alert)
    .where("revision", "<", revision)
    .execute();
}
