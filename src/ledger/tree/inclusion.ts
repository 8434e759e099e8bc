// RFC 6962 section 2.1.1, RFC 9162 section 2.1.3:
//   PATH(0, {d[0]}) = {}
//   PATH(m, D[n])   = PATH(m, D[0:k]) : MTH(D[k:n])      for m < k
//                   = PATH(m - k, D[k:n]) : MTH(D[0:k])  for m >= k
// Maker and verifier walk the same path; the maker looks the siblings up, the verifier folds them in.
import { equalBytes } from "../encoding/bytes.ts";
import { requireCount } from "../encoding/decimal.ts";
import { LedgerError } from "../ledger-error.ts";
import { hashNode } from "./hash.ts";
import { type Range, splitPoint } from "./range.ts";
import { hashRanges, type ReadNodes } from "./read-nodes.ts";
import { HASH_BYTES } from "./sha256.ts";

export interface PathStep {
  readonly sibling: Range;
  readonly side: "left" | "right";
}

/** The siblings on the way from the leaf up to the root. */
export function inclusionPath(index: number, size: number): PathStep[] {
  requireCount(index, "The index");
  requireCount(size, "The size");
  if (index >= size) throw new LedgerError("out-of-range", `A tree of size ${size} has no leaf ${index}.`);
  const steps: PathStep[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      steps.push({ sibling: { start: middle, end }, side: "right" });
      end = middle;
    } else {
      steps.push({ sibling: { start, end: middle }, side: "left" });
      start = middle;
    }
  }
  return steps.reverse();
}

/** Proves the leaf in the tree of the first `size` leaves. What untrusted nodes gave must still be verified. */
export async function proveInclusion(
  index: number,
  size: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  return hashRanges(
    inclusionPath(index, size).map((step) => step.sibling),
    readNodes,
  );
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Throws `bad-proof` unless the leaf is at this index of the tree with this root. */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): void {
  const path = inclusionPath(index, size);
  if (proof.length !== path.length) {
    throw new LedgerError("bad-proof", `The proof has ${proof.length} hashes instead of ${path.length}.`);
  }
  if (leafHash.length !== HASH_BYTES)
    throw new LedgerError("malformed", "The leaf hash is not 32 bytes long.");
  const reached = proof.reduce(
    (hash, sibling, i) => (path[i]?.side === "left" ? hashNode(sibling, hash) : hashNode(hash, sibling)),
    leafHash,
  );
  if (!equalBytes(reached, root)) {
    throw new LedgerError("bad-proof", `The proof of leaf ${index} does not lead to the root.`);
  }
}
