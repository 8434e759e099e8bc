// c2sp.org/tlog-checkpoint, "Note text": origin, size, base64 root, one line each.
import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { equalBytes } from "../encoding/bytes.ts";
import { parseDecimal, requireCount } from "../encoding/decimal.ts";
import { encodeUtf8, hasControlCharacters } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { signNote } from "../note/note.ts";
import type { NoteSigner } from "../note/signer.ts";
import { emptyRoot } from "../tree/hash.ts";
import { HASH_BYTES } from "../tree/sha256.ts";

/** The head of one log: whose it is, how many entries it has, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The text to be signed. Extension lines are never written: no monitor could audit them. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  requireCount(size, "The size");
  if (origin === "" || origin.includes("\n") || hasControlCharacters(encodeUtf8(origin))) {
    throw new LedgerError("malformed", "The origin of a checkpoint is one line, and not empty.");
  }
  requireRoot(size, root);
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): Uint8Array {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Unverified. Other logs may write extension lines; a cosignature covers them, and nothing else here reads them. */
export function parseCheckpoint(text: string): Checkpoint & { readonly extensions: readonly string[] } {
  const lines = text.split("\n");
  const [origin, size, root, ...extensions] = lines.slice(0, -1);
  if (lines.at(-1) !== "" || !origin || !size || !root || extensions.includes("")) {
    throw new LedgerError("malformed", "A checkpoint is three lines or more, none of them empty.");
  }
  const checkpoint = {
    origin,
    size: parseDecimal(size, "The size of the checkpoint"),
    root: decodeBase64(root, "The root of the checkpoint"),
    extensions,
  };
  requireRoot(checkpoint.size, checkpoint.root);
  return checkpoint;
}

function requireRoot(size: number, root: Uint8Array): void {
  if (root.length !== HASH_BYTES) throw new LedgerError("malformed", "The root is not 32 bytes long.");
  if (size === 0 && !equalBytes(root, emptyRoot)) {
    throw new LedgerError("malformed", "The root is not that of an empty tree.");
  }
}
