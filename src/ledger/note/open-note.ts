// c2sp.org/signed-note, "Signatures": unknown keys are ignored, even if name or key ID (not both) is known; a bad
// signature of a known key rejects the whole note; a note that no known key signed is rejected.
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { type Note, type NoteSignature, parseNote } from "./note.ts";
import type { NoteVerifier } from "./verifier.ts";

export interface VerifiedSignature {
  readonly verifier: NoteVerifier;
  readonly signature: Uint8Array;
}

export interface OpenedNote {
  readonly text: string;
  /** In the order of the note, one for each key. */
  readonly verified: readonly VerifiedSignature[];
  readonly ignored: readonly NoteSignature[];
}

export function openNote(bytes: Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const opened = verifySignatures(parseNote(bytes), verifiers);
  if (opened.verified.length === 0) throw new LedgerError("no-signature", "No known key signed the note.");
  return opened;
}

function verifySignatures(note: Note, verifiers: readonly NoteVerifier[]): OpenedNote {
  const known = byKey(verifiers);
  const text = encodeUtf8(note.text);
  const verified = new Map<NoteVerifier, VerifiedSignature>();
  const ignored: NoteSignature[] = [];
  for (const line of note.signatures) {
    const verifier = known.get(keyOf(line));
    if (!verifier) {
      ignored.push(line);
      continue;
    }
    if (!verifier.verify(text, line.signature)) {
      throw new LedgerError("bad-signature", `The signature of ${verifier.name} does not verify.`);
    }
    // A repeated signature of one key counts once, but every one of them has to verify.
    if (!verified.has(verifier)) verified.set(verifier, { verifier, signature: line.signature });
  }
  return { text: note.text, verified: [...verified.values()], ignored };
}

function keyOf({ name, keyId }: { name: string; keyId: number }): string {
  return `${name} ${keyId}`;
}

function byKey(verifiers: readonly NoteVerifier[]): Map<string, NoteVerifier> {
  const known = new Map<string, NoteVerifier>();
  for (const verifier of verifiers) {
    if (known.has(keyOf(verifier))) {
      throw new LedgerError(
        "ambiguous-key",
        `Two known keys are called ${verifier.name} and share a key ID.`,
      );
    }
    known.set(keyOf(verifier), verifier);
  }
  return known;
}
