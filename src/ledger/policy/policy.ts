// c2sp.org/tlog-policy: which logs and witnesses are known, and which witnesses together are enough.
import type { NoteVerifier } from "../note/verifier.ts";

export interface PolicyLog {
  /** Its name is the log's origin. */
  readonly verifier: NoteVerifier;
  readonly url?: string;
}

export interface PolicyWitness {
  /** Has a meaning inside the policy only; the key has a name of its own. */
  readonly name: string;
  readonly verifier: NoteVerifier;
  readonly url?: string;
}

/** Witnesses a checkpoint when at least `threshold` of its members do. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Invariant: groups name only witnesses and groups before them, so they can be evaluated in order. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly PolicyGroup[];
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

/** `cosigners`: the policy's names of the witnesses that cosigned. */
export function meetsQuorum(policy: Policy, cosigners: Iterable<string>): boolean {
  if (policy.quorum === "none") return true;
  const witnesses = new Set(policy.witnesses.map((witness) => witness.name));
  const witnessing = new Set([...cosigners].filter((name) => witnesses.has(name)));
  for (const group of policy.groups) {
    const count = group.members.filter((member) => witnessing.has(member)).length;
    if (count >= group.threshold) witnessing.add(group.name);
  }
  return witnessing.has(policy.quorum);
}
