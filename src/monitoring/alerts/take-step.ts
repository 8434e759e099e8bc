import { z } from "zod";
import type { PeopleAccess } from "../../people/index.ts";
import { type Bilingual, type Context, type Event, Refusal, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { applyStep } from "./apply-step.ts";
import { nameOf } from "./names.ts";
import { type AlertStep, alertStep, reachedFrom, statusAfter } from "./step.ts";
import { alertResource, noSuchAlert, readVisible, type WorkableAlert } from "./visible-alert.ts";
import { alertWords } from "./words.ts";

const longestText = 5_000;
const mostAtOnce = 500;

export const takeStepInput = z.object({
  /** Alerts with the revision that was in front of whoever acts. */
  items: z
    .array(z.object({ id: z.uuid(), revision: z.int().min(0) }))
    .min(1)
    .max(mostAtOnce),
  step: alertStep,
});
type TakeStepInput = z.infer<typeof takeStepInput>;

interface AlertState {
  readonly id: string;
  readonly status: WorkableAlert["status"];
  readonly assignee: string | null;
  readonly revision: number;
}

/** Takes one step on one alert or on many: on all of them, or on none. Each step is an event. */
export function takeStep(
  context: Context,
  access: Pick<PeopleAccess, "may">,
  given: TakeStepInput,
): Promise<AlertState[]> {
  const { items, step } = tidy(takeStepInput.parse(given));
  return context.commit(async (tx) => {
    context.require("alerts.list", house);
    const seen = new Map(items.map(({ id, revision }) => [id, revision]));
    const alerts = await readVisible(tx, context, [...seen.keys()]);
    if (alerts.length < seen.size) throw noSuchAlert();
    for (const alert of alerts) context.require("alerts.work", alertResource(alert));
    if (step.kind === "duplicate") await checkOriginal(tx, context, step.of, alerts);
    const problems = await problemsOf(tx, access, alerts, seen, step);
    if (problems.length > 0) throw new Refusal("conflict", problems);
    const events: Event[] = [];
    for (const alert of alerts) events.push(await takeOn(tx, context, alert, step));
    const [first, ...rest] = events;
    if (!first) throw noSuchAlert();
    return { result: alerts.map((alert) => stateAfter(alert, step)), event: [first, ...rest] };
  });
}

function tidy({ items, step }: TakeStepInput): TakeStepInput {
  const text = "reason" in step ? step.reason : "text" in step ? step.text : undefined;
  if (text === undefined) return { items, step };
  const trimmed = text.trim();
  const isNeeded = step.kind !== "duplicate" && step.kind !== "checked";
  if (isNeeded && trimmed === "") throw new Refusal("invalid", alertWords.textNeeded(step.kind));
  if (trimmed.length > longestText) throw new Refusal("invalid", alertWords.textTooLong(longestText));
  return {
    items,
    step: "reason" in step ? { ...step, reason: trimmed } : ({ ...step, text: trimmed } as AlertStep),
  };
}

async function takeOn(tx: Tx, context: Context, alert: WorkableAlert, step: AlertStep): Promise<Event> {
  const { id, version, status, assignee } = alert;
  const revision = alert.revision + 1;
  await applyStep(tx, { alert: id, revision, version, step, actor: context.actor.id, at: context.now });
  return {
    type: `alert.${step.kind}`,
    subject: `alert:${id}`,
    before: { status, assignee },
    after: { revision, version, step },
    seals: { revision },
  };
}

function stateAfter({ id, status, assignee, revision }: WorkableAlert, step: AlertStep): AlertState {
  return {
    id,
    status: statusAfter[step.kind] ?? status,
    assignee: step.kind === "assigned" ? (step.assignee ?? null) : assignee,
    revision: revision + 1,
  };
}

const mostProblems = 5;

/** Why the step cannot be taken, an alert a sentence. Notes and ticks are additions and are never stale. */
async function problemsOf(
  tx: Tx,
  access: Pick<PeopleAccess, "may">,
  alerts: readonly WorkableAlert[],
  seen: ReadonlyMap<string, number>,
  step: AlertStep,
): Promise<Bilingual[]> {
  const problems: Bilingual[] = [];
  for (const alert of alerts) {
    if (problems.length === mostProblems) return [...problems, alertWords.more];
    const label = alert.subject_name ?? alert.subject_id;
    const isState = statusAfter[step.kind] !== undefined || step.kind === "assigned";
    if (isState && alert.state_revision > (seen.get(alert.id) ?? 0)) {
      problems.push(await changedMeanwhile(tx, alert, label));
    } else if (!reachedFrom[step.kind].includes(alert.status)) {
      problems.push(alertWords.notFromHere(label, alert.status, step.kind));
    } else if (step.kind === "assigned" && step.assignee !== undefined) {
      const assignee = { kind: "person", id: step.assignee } as const;
      if (!access.may(assignee, "alerts.work", alertResource(alert))) {
        problems.push(alertWords.notForAssignee(label, await nameOf(tx, step.assignee)));
      }
    }
  }
  return problems;
}

/** Who did what since it was looked at. */
async function changedMeanwhile(tx: Tx, alert: WorkableAlert, label: string): Promise<Bilingual> {
  const last = await tx
    .selectFrom("alert_step")
    .select(["step", "actor"])
    .where("alert", "=", alert.id)
    .where("revision", "=", alert.state_revision)
    .executeTakeFirst();
  const step = last && alertStep.parse(last.step);
  const who = last ? await nameOf(tx, last.actor) : "?";
  return alertWords.changedMeanwhile(label, who, step?.kind ?? "assigned", alert.status);
}

/** A duplicate names the alert that is worked on instead: one that the actor sees and that is no duplicate itself. */
async function checkOriginal(
  tx: Tx,
  context: Context,
  original: string,
  alerts: readonly WorkableAlert[],
): Promise<void> {
  if (alerts.some(({ id }) => id === original)) throw new Refusal("invalid", alertWords.duplicateOfItself);
  const [found] = await readVisible(tx, context, [original]);
  if (!found) throw noSuchAlert();
  if (found.status === "duplicate") throw new Refusal("invalid", alertWords.duplicateOfDuplicate);
}
