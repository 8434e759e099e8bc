// RFC 6962 section 2.1.2, RFC 9162 section 2.1.4: PROOF(m, D[n]) for 0 < m <= n. From size 0 there is nothing to
// prove, and a proof that claims to is refused.
import { LedgerError } from "../ledger-error.ts";
import type { ReadNodes } from "./read-nodes.ts";
import { proveSubtreeConsistency, verifySubtreeConsistency } from "./subtree.ts";

/** Proves that the tree of the first `oldSize` leaves is a prefix of the tree of the first `newSize`. */
export async function proveConsistency(
  oldSize: number,
  newSize: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  requireNotEmpty(oldSize);
  return proveSubtreeConsistency({ start: 0, end: oldSize }, newSize, readNodes);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Throws `bad-proof` unless the older tree is a prefix of the newer one. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): void {
  requireNotEmpty(oldSize);
  const subtree = { start: 0, end: oldSize };
  verifySubtreeConsistency({ subtree, subtreeRoot: oldRoot, size: newSize, root: newRoot, proof });
}

function requireNotEmpty(oldSize: number): void {
  if (oldSize === 0) throw new LedgerError("out-of-range", "There is no consistency proof from size 0.");
}
