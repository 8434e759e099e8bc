/**
 * - `malformed`: the bytes do not follow their format.
 * - `too-large`: they exceed a limit of this library or of the format.
 * - `unsupported`: a key or signature type this library does not verify.
 * - `out-of-range`: an index, size or range that the tree does not have.
 * - `bad-proof`: the proof does not lead to the root.
 * - `missing-node`: the reader of nodes or tiles did not answer with what was asked.
 * - `bad-signature`: a known key's signature does not verify.
 * - `no-signature`: none of the known keys signed.
 * - `ambiguous-key`: two known keys share a name and a key ID.
 * - `wrong-origin`: the checkpoint belongs to another log.
 * - `rolled-back`: the newer checkpoint is of a smaller tree.
 * - `forked`: two roots for one size.
 * - `quorum-not-met`: too few witnesses cosigned.
 */
export type LedgerErrorCode =
  | "malformed"
  | "too-large"
  | "unsupported"
  | "out-of-range"
  | "bad-proof"
  | "missing-node"
  | "bad-signature"
  | "no-signature"
  | "ambiguous-key"
  | "wrong-origin"
  | "rolled-back"
  | "forked"
  | "quorum-not-met";

/** The only error this library throws about what it was given. The codes are stable; the messages are not. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  constructor(code: LedgerErrorCode, message: string) {
    super(message);
    this.name = "LedgerError";
    this.code = code;
  }
}
