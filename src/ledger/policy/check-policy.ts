// c2sp.org/tlog-policy: a checkpoint is valid if one of the logs signed it and the witnesses cosigned by the quorum.
import { type OpenedCheckpoint, openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { LedgerError } from "../ledger-error.ts";
import { meetsQuorum, type Policy } from "./policy.ts";

export interface WitnessedCheckpoint extends OpenedCheckpoint {
  /** The policy's names of the witnesses that cosigned. */
  readonly cosigners: readonly string[];
}

/** Throws `quorum-not-met` where cosignatures are missing, and what `openCheckpoint` throws. */
export function checkPolicy(policy: Policy, signedCheckpoint: Uint8Array): WitnessedCheckpoint {
  const opened = openCheckpoint(signedCheckpoint, {
    logs: policy.logs.map((log) => log.verifier),
    witnesses: policy.witnesses.map((witness) => witness.verifier),
  });
  const cosigned = new Set(opened.cosignatures.map((cosignature) => cosignature.verifier));
  const cosigners = policy.witnesses.filter(({ verifier }) => cosigned.has(verifier)).map(({ name }) => name);
  if (!meetsQuorum(policy, cosigners)) {
    const seen = cosigners.length === 0 ? "nobody" : cosigners.join(", ");
    throw new LedgerError("quorum-not-met", `The quorum ${policy.quorum} is not met: cosigned by ${seen}.`);
  }
  return { ...opened, cosigners };
}
