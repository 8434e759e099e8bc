import { z } from "zod";
import {
  checkOwnQuery,
  declarationProblems,
  isOwn,
  type OwnDeclaration,
  ownDeclaration,
  ownDetector,
  ownId,
} from "../../detection/index.ts";
import { type Bilingual, type Context, canonicalJson, Refusal, type Tx } from "../../platform/index.ts";
import { noSuchDetector } from "../catalogue/switch-detector.ts";
import { detectorNamed } from "./known-detectors.ts";
import { withEmptyTables } from "./locked-copy.ts";
import { anyRule, findVersion, ruleResource, ruleSubject, rulesIn, takeRuleStep } from "./queries.ts";
import {
  differing,
  type ParameterValues,
  parameterProblems,
  parameterValues,
  ruleWords,
} from "./rule-version.ts";

const reason = z.string().trim().min(1).max(2_000);

export const draftRuleInput = z.object({
  /** All that shall differ from the defaults. */
  params: parameterValues,
  /** Of a detector that is written here. */
  declaration: ownDeclaration.optional(),
  reason,
});
export const writeDetectorInput = draftRuleInput.extend({ id: ownId, declaration: ownDeclaration });
export const editRuleInput = draftRuleInput.extend({
  /** The revision that the person saw; a later one refuses the save. */
  revision: z.int().min(1),
});

/** Writes a detector down that is not there yet. Gives its id and the number of its first version. */
export function writeDetector(
  context: Context,
  given: z.infer<typeof writeDetectorInput>,
): Promise<{ id: string; number: number; revision: number }> {
  const { id, ...input } = writeDetectorInput.parse(given);
  return draft(context, id, input, (isThere) => {
    if (isThere) throw idTaken(id);
  });
}

/** Writes down what a detector shall go by; runs take no notice of it yet. Gives its number. */
export function draftRule(
  context: Context,
  id: string,
  given: z.infer<typeof draftRuleInput>,
): Promise<{ number: number; revision: number }> {
  return draft(context, id, draftRuleInput.parse(given), (isThere) => {
    if (!isThere) throw noSuchDetector(id);
  });
}

async function draft(
  context: Context,
  id: string,
  input: z.infer<typeof draftRuleInput>,
  check: (isThere: boolean) => void,
): Promise<{ id: string; number: number; revision: number }> {
  const faults = await declarationFaults(context, input.declaration);
  return context.commit(async (tx) => {
    const { params, declaration } = await readGiven(tx, context, id, input, faults, check);
    const standing = (await rulesIn(tx, "in-force")).get(id);
    const before = { params: standing?.params ?? {}, declaration: standing?.declaration };
    if (canonicalJson(before) === canonicalJson({ params, declaration })) throw ruleWords.nothingChanges();
    const { last } = await tx
      .selectFrom("rule_version")
      .select((eb) => eb.fn.max("number").as("last"))
      .where("detector", "=", id)
      .executeTakeFirstOrThrow();
    const number = (last ?? 0) + 1;
    const { actor, now } = context;
    const version = { detector: id, number, revision: 1 };
    await tx
      .insertInto("rule_version")
      .values({
        ...version,
        state: "draft",
        params: JSON.stringify(params),
        declaration: declaration ? JSON.stringify(declaration) : null,
        author: actor.id,
        created_at: now,
        changed_at: now,
      })
      .execute();
    await tx
      .insertInto("rule_step")
      .values({ ...version, step: "drafted", reason: input.reason, actor: actor.id, at: now })
      .execute();
    const after = { state: "draft", params, declaration, reason: input.reason };
    const event = { type: "rule.drafted", subject: ruleSubject(version), before, after };
    return { result: { id, number, revision: 1 }, event: { ...event, seals: { revision: 1 } } };
  });
}

/** Changes a version that is not yet on trial; what was back-tested is a draft again. */
export async function editRule(
  context: Context,
  id: string,
  number: number,
  given: z.infer<typeof editRuleInput>,
): Promise<{ revision: number }> {
  const input = editRuleInput.parse(given);
  const faults = await declarationFaults(context, input.declaration);
  return context.commit(async (tx) => {
    context.require("rules.write", anyRule);
    const version = await findVersion(tx, id, number);
    context.require("rules.edit", await ruleResource(tx, version));
    if (version.revision !== input.revision) throw ruleWords.changedMeanwhile();
    const { params, declaration } = await readGiven(tx, context, id, input, faults, () => undefined);
    const before = { params: version.params, declaration: version.declaration };
    const after = { params, declaration };
    if (canonicalJson(before) === canonicalJson(after)) throw ruleWords.nothingChanges();
    const event = await takeRuleStep(tx, context, version, {
      step: "edited",
      to: "draft",
      reason: input.reason,
      set: {
        params: JSON.stringify(params),
        ...(declaration ? { declaration: JSON.stringify(declaration) } : {}),
      },
      after,
    });
    return { result: { revision: version.revision + 1 }, event };
  });
}

interface GivenRule {
  readonly params: ParameterValues;
  readonly declaration: OwnDeclaration | undefined;
}

/** What was written, against the detector that it is of. */
async function readGiven(
  tx: Tx,
  context: Context,
  id: string,
  input: z.infer<typeof draftRuleInput>,
  faults: readonly Bilingual[],
  check: (isThere: boolean) => void,
): Promise<GivenRule> {
  context.require("rules.write", anyRule);
  const there = await detectorNamed(tx, id);
  check(there !== undefined);
  const own = isOwn({ id });
  if (own) context.require("rules.program", anyRule);
  if (own !== (input.declaration !== undefined)) throw own ? declarationNeeded() : notYours(id);
  if (faults.length > 0) throw new Refusal("invalid", faults);
  const { declaration } = input;
  const detector = declaration ? ownDetector(id, declaration) : there;
  if (!detector) throw noSuchDetector(id);
  const problems = parameterProblems(detector, input.params);
  if (problems.length > 0) throw new Refusal("invalid", problems);
  return { params: differing(detector, input.params), declaration };
}

/** Looked at before the transaction, which has no time for it; who may not write learns nothing of it. */
async function declarationFaults(
  context: Context,
  declaration: OwnDeclaration | undefined,
): Promise<readonly Bilingual[]> {
  if (!declaration) return [];
  context.require("rules.program", anyRule);
  return checkDeclaration(declaration);
}

/** What is wrong with a detector that is written here, a sentence a problem. */
export async function checkDeclaration(declaration: OwnDeclaration): Promise<readonly Bilingual[]> {
  const problems = declarationProblems(declaration);
  return [...problems, ...(await withEmptyTables((locked) => checkOwnQuery(locked, declaration)))];
}

const idTaken = (id: string) =>
  new Refusal("conflict", { zh: `编号“${id}”已被使用。`, en: `The id ${id} is taken.` });
const declarationNeeded = () =>
  new Refusal("invalid", {
    zh: "自编检测器的每一版都要带上完整的说明与 SQL。",
    en: "Each version of a detector that is written here brings its texts and its SQL.",
  });
const notYours = (id: string) =>
  new Refusal("invalid", {
    zh: `检测器“${id}”随产品提供，只能改参数。`,
    en: `The detector ${id} ships with the product; only its parameters are changed.`,
  });
