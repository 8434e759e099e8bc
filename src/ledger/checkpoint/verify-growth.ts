import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { verifyConsistency } from "../tree/consistency.ts";
import type { Checkpoint } from "./checkpoint.ts";

/**
 * That the newer checkpoint only adds to the older one: the rule every witness and every returning reader applies
 * (c2sp.org/tlog-witness, "add-checkpoint"). From size 0, and between equal sizes, the proof is empty.
 * Throws `wrong-origin`, `rolled-back`, `forked` or `bad-proof`.
 */
export function verifyGrowth(older: Checkpoint, newer: Checkpoint, proof: readonly Uint8Array[]): void {
  if (older.origin !== newer.origin) {
    throw new LedgerError(
      "wrong-origin",
      `A checkpoint of ${newer.origin} cannot follow one of ${older.origin}.`,
    );
  }
  if (newer.size < older.size) {
    throw new LedgerError("rolled-back", `The log went back from size ${older.size} to ${newer.size}.`);
  }
  if (newer.size === older.size && !equalBytes(newer.root, older.root)) {
    throw new LedgerError("forked", `The log shows two roots for size ${older.size}.`);
  }
  if (older.size === 0) {
    if (proof.length > 0) throw new LedgerError("bad-proof", "From size 0 there is nothing to prove.");
    return;
  }
  verifyConsistency({
    oldSize: older.size,
    oldRoot: older.root,
    newSize: newer.size,
    newRoot: newer.root,
    proof,
  });
}
