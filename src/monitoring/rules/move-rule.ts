import { z } from "zod";
import { type Context, type Event, sql, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { findVersion, type RuleVersion, ruleResource, rulesIn, takeRuleStep } from "./queries.ts";
import { ruleWords, takenFrom } from "./rule-version.ts";

export const moveRuleInput = z.object({
  revision: z.int().min(1),
  to: z.enum(["shadow", "in-force", "retired"]),
  reason: z.string().trim().min(1).max(2_000),
});
export type MoveRuleInput = z.infer<typeof moveRuleInput>;

const stepTo = { shadow: "put-in-shadow", "in-force": "put-in-force", retired: "retired" } as const;

/** Takes a version into shadow, into force, or out of use. Only somebody else than its author puts it in force. */
export function moveRule(
  context: Context,
  detector: string,
  number: number,
  given: MoveRuleInput,
): Promise<{ revision: number }> {
  const { revision, to, reason } = moveRuleInput.parse(given);
  return context.commit(async (tx) => {
    const version = await findRule(tx, context, detector, number);
    const isReviewed = to === "in-force" || (to === "retired" && version.state === "in-force");
    context.require(isReviewed ? "rules.review" : "rules.write", await ruleResource(tx, version));
    if (version.revision !== revision) throw ruleWords.changedMeanwhile();
    const step = stepTo[to];
    if (!takenFrom[step].includes(version.state)) throw ruleWords.notFromHere(version.state, step);
    const before = await madeRoom(tx, context, version, to);
    const set = to === "in-force" ? { reviewer: context.actor.id } : {};
    const { params } = version;
    const taken = await takeRuleStep(tx, context, version, { step, to, reason, set, after: { params } });
    const events: [Event, ...Event[]] = before ? [before, taken] : [taken];
    return { result: { revision: revision + 1 }, event: events };
  });
}

/** Whoever may not read rules learns nothing of which there are. */
async function findRule(tx: Tx, context: Context, detector: string, number: number): Promise<RuleVersion> {
  context.require("detection.read", house);
  return findVersion(tx, detector, number);
}

/** What stands in the way of the step is refused; what was in force before is replaced, which is an event too. */
async function madeRoom(
  tx: Tx,
  context: Context,
  version: RuleVersion,
  to: MoveRuleInput["to"],
): Promise<Event | undefined> {
  const { detector } = version;
  if (to === "shadow") {
    const other = (await rulesIn(tx, "shadow")).get(detector);
    if (other) throw ruleWords.shadowTaken(other.number);
  }
  if (to !== "in-force") return undefined;
  if (!(await wasInARun(tx, version))) throw ruleWords.notYetInARun();
  const standing = (await rulesIn(tx, "in-force")).get(detector);
  if (!standing) return undefined;
  const after = { by: version.number };
  return takeRuleStep(tx, context, standing, { step: "replaced", to: "retired", after });
}

async function wasInARun(tx: Tx, { detector, number }: RuleVersion): Promise<boolean> {
  const found = await tx
    .selectFrom("detection_run")
    .select("id")
    .where("state", "=", "committed")
    .where(sql<boolean>`shadows @> ${JSON.stringify([{ detector, number }])}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
