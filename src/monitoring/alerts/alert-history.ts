import { z } from "zod";
import type { Reader } from "../../platform/index.ts";
import { namesOfAccounts } from "./names.ts";
import { alertStep } from "./step.ts";

const person = z.object({ id: z.string(), name: z.string().optional() });

/** What happened to an alert, oldest first: what runs said of it, and what people did. */
export const historyEntry = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("run"),
    at: z.string(),
    run: z.uuid(),
    version: z.int(),
    change: z.enum(["raised", "updated", "ceased"]),
    asOf: z.string(),
    /** Place of the run in the log; the entries of what it found follow it. `null` until it has one. */
    knownAt: z.int().nullable(),
  }),
  z.object({
    by: z.literal("person"),
    at: z.string(),
    revision: z.int(),
    /** Place of the step in the log; `null` until it has one. */
    knownAt: z.int().nullable(),
    actor: person,
    step: alertStep,
    /** Whom it was assigned to. */
    assignee: person.optional(),
  }),
]);
type HistoryEntry = z.infer<typeof historyEntry>;

export async function readHistory(db: Reader, alert: string): Promise<HistoryEntry[]> {
  const versions = await db
    .selectFrom("alert_version")
    .innerJoin("detection_run", "detection_run.id", "alert_version.run")
    .select(["alert_version.version", "change", "run", "as_of", "finished_at", "known_at"])
    .where("alert", "=", alert)
    .where("state", "=", "committed")
    .execute();
  const rows = await db.selectFrom("alert_step").selectAll().where("alert", "=", alert).execute();
  const steps = rows.map((row) => ({ ...row, step: alertStep.parse(row.step) }));
  const people = steps.flatMap(({ actor, step }) =>
    step.kind === "assigned" && step.assignee !== undefined ? [actor, step.assignee] : [actor],
  );
  const names = await namesOfAccounts(db, people);
  const personOf = (id: string) => {
    const name = names.get(id);
    return name === undefined ? { id } : { id, name };
  };
  const entries: HistoryEntry[] = [
    ...versions.map(({ version, change, run, as_of, finished_at, known_at }) => ({
      by: "run" as const,
      at: (finished_at ?? new Date(0)).toISOString(),
      run,
      version,
      change,
      asOf: as_of ?? "",
      knownAt: placeOf(known_at),
    })),
    ...steps.map(({ revision, actor, at, step, known_at }) => ({
      by: "person" as const,
      at: at.toISOString(),
      revision,
      knownAt: placeOf(known_at),
      actor: personOf(actor),
      step,
      ...(step.kind === "assigned" && step.assignee !== undefined
        ? { assignee: personOf(step.assignee) }
        : {}),
    })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const placeOf = (index: bigint | null) => (index === null ? null : Number(index));
