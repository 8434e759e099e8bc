import { checkPolicy, type WitnessedCheckpoint } from "../policy/check-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { parseTlogProof } from "./tlog-proof.ts";

export interface VerifiedProof extends WitnessedCheckpoint {
  readonly index: number;
}

/** That the entry with this leaf hash is in a log the policy knows, under a checkpoint it accepts. The extra data
 * is not returned, because nothing vouches for it. */
export function verifyTlogProof(file: Uint8Array, leafHash: Uint8Array, policy: Policy): VerifiedProof {
  const { index, hashes, checkpoint: signed } = parseTlogProof(file);
  const witnessed = checkPolicy(policy, signed);
  const { size, root } = witnessed.checkpoint;
  verifyInclusion({ index, size, leafHash, proof: hashes, root });
  return { ...witnessed, index };
}
