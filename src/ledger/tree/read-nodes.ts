import { LedgerError } from "../ledger-error.ts";
import { foldRight } from "./hash.ts";
import { completeSubtrees, type NodeId, type Range } from "./range.ts";
import { HASH_BYTES } from "./sha256.ts";

/** Answers with the hashes of complete subtrees, in the order asked; one call for a whole proof. */
export type ReadNodes = (nodes: readonly NodeId[]) => Promise<readonly Uint8Array[]>;

/** MTH of each range; every range must be a subtree (`isSubtree`), as those of the proofs are. */
export async function hashRanges(ranges: readonly Range[], readNodes: ReadNodes): Promise<Uint8Array[]> {
  const parts = ranges.map(completeSubtrees);
  const wanted = parts.flat();
  const hashes = wanted.length === 0 ? [] : await readNodes(wanted);
  if (hashes.length !== wanted.length || hashes.some((hash) => hash.length !== HASH_BYTES)) {
    throw new LedgerError("missing-node", `${wanted.length} hashes were asked for, and others came.`);
  }
  let at = 0;
  return parts.map((nodes) => {
    at += nodes.length;
    return foldRight(hashes.slice(at - nodes.length, at));
  });
}
