import type { Selectable } from "kysely";
import { type OwnDeclaration, ownDeclaration } from "../../detection/index.ts";
import type { Resource } from "../../people/index.ts";
import type { Context, Event, Reader, Tables, Tx } from "../../platform/index.ts";
import type { RuleRequest } from "../runs/detection-request.ts";
import {
  type ParameterValues,
  parameterValues,
  type RuleState,
  type RuleStep,
  ruleWords,
  takenFrom,
} from "./rule-version.ts";

export interface RuleVersion extends Omit<Selectable<Tables["rule_version"]>, "params" | "declaration"> {
  readonly params: ParameterValues;
  /** Of a detector that was written in the product. */
  readonly declaration: OwnDeclaration | undefined;
}

/** As runs and trials are told of it. */
export function ruleRequestOf({ detector, number, params, declaration }: RuleVersion): RuleRequest {
  return { detector, number, params, ...(declaration ? { declaration } : {}) };
}

/** The versions in one state, by detector; there is at most one of each in force and in shadow. */
export async function rulesIn(
  db: Reader,
  state: "in-force" | "shadow",
): Promise<ReadonlyMap<string, RuleVersion>> {
  const rows = await db
    .selectFrom("rule_version")
    .selectAll()
    .where("state", "=", state)
    .orderBy("detector")
    .execute();
  return new Map(rows.map((row) => [row.detector, versionOf(row)]));
}

export async function findVersion(db: Reader, detector: string, number: number): Promise<RuleVersion> {
  const row = await db
    .selectFrom("rule_version")
    .selectAll()
    .where("detector", "=", detector)
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw ruleWords.noSuchVersion(detector, number);
  return versionOf(row);
}

export function versionOf(row: Selectable<Tables["rule_version"]>): RuleVersion {
  const declaration = row.declaration === null ? undefined : ownDeclaration.parse(row.declaration);
  return { ...row, params: parameterValues.parse(row.params), declaration };
}

/** A version as Cedar judges it: who wrote it, and whether that is the lead auditor. */
export async function ruleResource(
  db: Reader,
  { detector, number, author }: Pick<RuleVersion, "detector" | "number" | "author">,
): Promise<Resource> {
  const lead = await db
    .selectFrom("account_role")
    .select("account_id")
    .where("account_id", "=", author)
    .where("role", "=", "lead-auditor")
    .executeTakeFirst();
  return { type: "Rule", id: `${detector}/${number}`, author, authorLeads: lead !== undefined };
}

/** A detector's rules as a whole, for whoever drafts one. */
export const anyRule: Resource = { type: "Rule", id: "any", authorLeads: false };

export const ruleSubject = ({ detector, number }: Pick<RuleVersion, "detector" | "number">) =>
  `rule:${detector}/${number}`;

interface Taken {
  readonly step: Exclude<RuleStep, "drafted">;
  readonly to: RuleState;
  readonly reason?: string | undefined;
  /** What changes besides the state. */
  readonly set?: { readonly params?: string; readonly declaration?: string; readonly reviewer?: string };
  readonly after?: object;
  readonly seals?: Event["seals"];
}

/** Takes a version one step on, and gives the event that tells of it. Refuses what was made from an older revision. */
export async function takeRuleStep(
  tx: Tx,
  { actor, now }: Pick<Context, "actor" | "now">,
  version: RuleVersion,
  { step, to, reason, set = {}, after, seals }: Taken,
): Promise<Event> {
  const { detector, number, state } = version;
  if (!takenFrom[step].includes(state)) {
    if (step === "replaced") throw ruleWords.changedMeanwhile();
    throw ruleWords.notFromHere(state, step);
  }
  const revision = version.revision + 1;
  const taken = await tx
    .updateTable("rule_version")
    .set({ ...set, state: to, revision, changed_at: now })
    .where("detector", "=", detector)
    .where("number", "=", number)
    .where("revision", "=", version.revision)
    .returning("revision")
    .executeTakeFirst();
  if (!taken) throw ruleWords.changedMeanwhile();
  await tx
    .insertInto("rule_step")
    .values({ detector, number, revision, step, reason: reason ?? null, actor: actor.id, at: now })
    .execute();
  return {
    type: `rule.${step}`,
    subject: ruleSubject(version),
    before: { state },
    after: { state: to, ...(reason === undefined ? {} : { reason }), ...after },
    seals: { ...seals, revision },
  };
}
