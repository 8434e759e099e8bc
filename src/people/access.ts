import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EntityJson, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { type Access, type Actor, type Bilingual, type Database, Refusal } from "../platform/index.ts";
import { hashOfKey } from "./api-key.ts";
import { entitiesFor, principalOf, type Resource, uidOf } from "./entities.ts";
import { loadPolicies, type Policies, type RoomPolicies } from "./policies.ts";
import { emptyRoll, type Member, type Roll, readRoll } from "./roll.ts";

export interface PeopleAccess extends Access {
  require(actor: Actor, action: string, resource: object): void;
  /** The same question without a refusal, for what is shown only to those who may. */
  may(actor: Actor, action: string, resource: Resource): boolean;
  /** Takes in what has changed among people; every request waits for it before anything is asked. */
  refresh(): Promise<void>;
  /** Of an account that is not disabled. */
  memberOf(actor: Actor): Member | undefined;
  /** Whose key it is; undefined where it is unknown, revoked or has expired. */
  programOf(key: string, now: Date): Actor | undefined;
  /** The one source that a program may tell of. */
  sourceOf(actor: Actor): string | undefined;
  readonly policies: Policies;
  close(): Promise<void>;
}

const pause = 1_000; // milliseconds

const ownPolicies: RoomPolicies = {
  room: "people",
  policies: readFileSync(join(import.meta.dirname, "people.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "people.cedarschema"), "utf8"),
};

/**
 * The judge. `rooms` are the rules of the rooms below this one. Requests refresh it; for jobs and followers,
 * which do not, it looks once a second by itself.
 */
export async function createAccess(
  database: Pick<Database, "reader">,
  rooms: readonly RoomPolicies[] = [],
): Promise<PeopleAccess> {
  const policies = loadPolicies([ownPolicies, ...rooms]);
  let roll = emptyRoll;
  let judge = judgeBy(policies, roll);
  const refresh = async () => {
    const read = await readRoll(database, roll);
    // Two at once may end in either order.
    if (read.version <= roll.version) return;
    roll = read;
    judge = judgeBy(policies, roll);
  };
  await refresh();
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // While the database is gone nothing can be changed in it either.
    looking = refresh().catch(() => undefined);
  }, pause).unref();

  return {
    policies,
    refresh,
    require(actor, action, resource) {
      const { allowed, reasons } = judge(actor, action, resource as Resource);
      if (!allowed) throw new Refusal("forbidden", sentenceOf(policies, reasons, actor));
    },
    may: (actor, action, resource) => judge(actor, action, resource).allowed,
    memberOf: ({ kind, id }) => (kind === "person" ? roll.members.get(id) : undefined),
    programOf: (key, now) => programOf(roll, key, now),
    sourceOf: ({ kind, id }) => (kind === "program" ? roll.programs.get(id)?.source : undefined),
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** By the hash: how long a look-up in it takes tells nothing of the key. */
function programOf({ programs }: Roll, key: string, now: Date): Actor | undefined {
  const hash = hashOfKey(key).toString("hex");
  for (const [id, program] of programs) {
    if (program.hash !== hash) continue;
    const isOver = program.expiresAt !== undefined && program.expiresAt <= now;
    return isOver ? undefined : { kind: "program", id };
  }
  return undefined;
}

interface Verdict {
  readonly allowed: boolean;
  /** The policies that decided. */
  readonly reasons: readonly string[];
}

type Judge = (actor: Actor, action: string, resource: Resource) => Verdict;

/** Verdicts that are kept, and the longest question of which one is. */
const mostKept = 4_096;
const longestKept = 1_024;

/**
 * Judges by one state of the roll. The same question has the same answer while that lasts, and programs ask the same
 * thing many times a second: answers are kept.
 */
function judgeBy(policies: Policies, roll: Roll): Judge {
  const kept = new Map<string, Verdict>();
  return (actor, action, resource) => {
    const question = JSON.stringify([actor, action, resource]);
    const known = kept.get(question);
    if (known) return known;
    const verdict = judge(policies, roll, actor, action, resource);
    if (kept.size >= mostKept) kept.clear();
    if (question.length <= longestKept) kept.set(question, verdict);
    return verdict;
  };
}

function judge(policies: Policies, roll: Roll, actor: Actor, action: string, resource: Resource): Verdict {
  // Disabled since the request came in, or never one of ours: nothing is permitted.
  if (actor.kind === "person" && !roll.members.has(actor.id)) return { allowed: false, reasons: [] };
  if (actor.kind === "program" && !roll.programs.has(actor.id)) return { allowed: false, reasons: [] };
  const entities: EntityJson[] = entitiesFor(policies, roll, actor, resource);
  const answer = statefulIsAuthorized({
    principal: principalOf(actor),
    action: { type: "Action", id: action },
    resource: uidOf(resource),
    context: {},
    preparsedSchemaName: policies.name,
    preparsedPolicySetId: policies.name,
    validateRequest: true,
    entities,
  });
  if (answer.type === "failure") {
    const told = answer.errors.map(({ message }) => message).join("; ");
    // An action that the schema does not give to such an actor is simply not permitted.
    if (/principal type .* is not valid/.test(told)) return { allowed: false, reasons: [] };
    throw new Error(`Cedar cannot judge ${action} on ${resource.type}: ${told}`);
  }
  const { decision, diagnostics } = answer.response;
  const [error] = diagnostics.errors;
  if (error) throw new Error(`The policy ${error.policyId} failed: ${error.error.message}`);
  return { allowed: decision === "allow", reasons: diagnostics.reason };
}

function sentenceOf({ sentences }: Policies, reasons: readonly string[], actor: Actor): Bilingual {
  if (actor.kind === "anonymous") return signInFirst;
  const told = reasons.map((id) => sentences.get(id)).find((sentence) => sentence !== undefined);
  return told ?? notPermitted;
}

const signInFirst: Bilingual = { zh: "请先登录。", en: "Please sign in first." };
const notPermitted: Bilingual = { zh: "您没有这项权限。", en: "You are not permitted to do this." };
