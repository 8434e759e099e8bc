// c2sp.org/tlog-witness, "add-checkpoint": the body of the request, `old <size>`, proof lines, blank line, checkpoint.
import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "../encoding/bytes.ts";
import { parseDecimal, requireCount } from "../encoding/decimal.ts";
import { decodeUtf8, encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";

export interface AddCheckpoint {
  /** The size that the witness is believed to have cosigned last; 0 for none. */
  readonly oldSize: number;
  /** From `oldSize` to the checkpoint's size. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint. */
  readonly checkpoint: Uint8Array;
}

const mostHashes = 63;
const mostRequestBytes = 64 * 1024;

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): Uint8Array {
  requireCount(oldSize, "The old size");
  const lines = [`old ${oldSize}`, ...proof.map(encodeBase64), ""];
  return concatBytes(encodeUtf8(lines.map((line) => `${line}\n`).join("")), checkpoint);
}

export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  if (body.length > mostRequestBytes) throw new LedgerError("too-large", "The request exceeds 64 KiB.");
  const text = decodeUtf8(body, "The request");
  const blank = text.indexOf("\n\n");
  if (blank < 0) throw new LedgerError("malformed", "The request has no blank line before its checkpoint.");
  const [first = "", ...hashes] = text.slice(0, blank).split("\n");
  if (!first.startsWith("old ")) throw new LedgerError("malformed", "The request does not begin with old.");
  if (hashes.length > mostHashes) throw new LedgerError("too-large", "A proof has at most 63 hashes.");
  return {
    oldSize: parseDecimal(first.slice("old ".length), "The old size"),
    proof: hashes.map((line) => decodeBase64(line, "A hash of the proof")),
    checkpoint: encodeUtf8(text.slice(blank + 2)),
  };
}
