// Subtrees and their proofs, draft-ietf-plants-merkle-tree-certs sections 4.1 to 4.4. A consistency proof of
// RFC 6962 section 2.1.2 (RFC 9162 section 2.1.4) is the case of a subtree that starts at 0.
//   PROOF(start, end, D[n])          = SUB(start, end, D[n], true)
//   SUB(start, end, D[n], b)         = {} if b, else {MTH(D[n])}                    for start = 0, end = n
//                                    = SUB(start, end, D[0:k], b) : MTH(D[k:n])          for end <= k
//                                    = SUB(start - k, end - k, D[k:n], b) : MTH(D[0:k])  for start >= k
//                                    = SUB(0, end - k, D[k:n], false) : MTH(D[0:k])      for start < k < end
// b says that what is left is the subtree itself, whose hash the verifier has.
import { equalBytes } from "../encoding/bytes.ts";
import { requireCount } from "../encoding/decimal.ts";
import { LedgerError } from "../ledger-error.ts";
import { emptyRoot, hashNode } from "./hash.ts";
import { verifyInclusion } from "./inclusion.ts";
import { isSubtree, type Range, splitPoint } from "./range.ts";
import { hashRanges, type ReadNodes } from "./read-nodes.ts";

interface Step {
  readonly range: Range;
  /** `inside` belongs to the subtree and the tree; `before` and `after` to the tree alone; `seed` begins both. */
  readonly place: "seed" | "inside" | "before" | "after";
}

function requireSubtree(subtree: Range, size: number): void {
  requireCount(subtree.start, "The start");
  requireCount(subtree.end, "The end");
  requireCount(size, "The size");
  if (subtree.start > subtree.end || subtree.end > size || !isSubtree(subtree)) {
    throw new LedgerError(
      "out-of-range",
      `[${subtree.start}, ${subtree.end}) is no subtree of size ${size}.`,
    );
  }
}

/** For a subtree that is not empty. */
function consistencySteps(subtree: Range, size: number): Step[] {
  const steps: Step[] = [];
  let rest = { start: 0, end: size };
  let { start } = subtree;
  while (start !== rest.start || subtree.end !== rest.end) {
    const middle = rest.start + splitPoint(rest.end - rest.start);
    const left = { start: rest.start, end: middle };
    const right = { start: middle, end: rest.end };
    if (subtree.end <= middle) {
      steps.push({ range: right, place: "after" });
      rest = left;
    } else if (start >= middle) {
      steps.push({ range: left, place: "before" });
      rest = right;
    } else {
      steps.push({ range: left, place: "inside" });
      rest = right;
      start = middle;
    }
  }
  if (start !== subtree.start) steps.push({ range: rest, place: "seed" });
  return steps.reverse();
}

/** Proves that the subtree is part of the tree of the first `size` leaves. */
export async function proveSubtreeConsistency(
  subtree: Range,
  size: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  requireSubtree(subtree, size);
  if (subtree.start === subtree.end) return [];
  return hashRanges(
    consistencySteps(subtree, size).map((step) => step.range),
    readNodes,
  );
}

export interface SubtreeConsistencyClaim {
  readonly subtree: Range;
  readonly subtreeRoot: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Throws `bad-proof` unless the subtree is part of the tree. The empty subtree is part of every tree. */
export function verifySubtreeConsistency(claim: SubtreeConsistencyClaim): void {
  const { subtree, subtreeRoot, size, root, proof } = claim;
  requireSubtree(subtree, size);
  const empty = subtree.start === subtree.end;
  const steps = empty ? [] : consistencySteps(subtree, size);
  if (proof.length !== steps.length) {
    throw new LedgerError("bad-proof", `The proof has ${proof.length} hashes instead of ${steps.length}.`);
  }
  const reached = empty ? { part: emptyRoot, whole: root } : foldSteps(steps, proof, subtreeRoot);
  if (!equalBytes(reached.part, subtreeRoot)) {
    throw new LedgerError("bad-proof", "The proof does not lead to the root of the smaller tree.");
  }
  if (!equalBytes(reached.whole, root)) {
    throw new LedgerError("bad-proof", "The proof does not lead to the root of the larger tree.");
  }
}

function foldSteps(steps: readonly Step[], proof: readonly Uint8Array[], subtreeRoot: Uint8Array) {
  let part = subtreeRoot;
  let whole = subtreeRoot;
  proof.forEach((hash, i) => {
    const place = steps[i]?.place;
    if (place === "seed") part = whole = hash;
    if (place === "inside") part = hashNode(hash, part);
    if (place === "inside" || place === "before") whole = hashNode(hash, whole);
    if (place === "after") whole = hashNode(whole, hash);
  });
  return { part, whole };
}

export interface SubtreeInclusionClaim {
  readonly index: number;
  readonly subtree: Range;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** A subtree is a tree of its own: the leaf `index` of the log is its leaf `index - start`. */
export function verifySubtreeInclusion({ index, subtree, ...claim }: SubtreeInclusionClaim): void {
  requireSubtree(subtree, subtree.end);
  verifyInclusion({ ...claim, index: index - subtree.start, size: subtree.end - subtree.start });
}
