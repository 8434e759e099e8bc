import { LedgerError } from "../ledger-error.ts";
import { cosignatureTime } from "../note/cosignature.ts";
import { COSIGNATURE } from "../note/key-id.ts";
import { openNote, type VerifiedSignature } from "../note/open-note.ts";
import type { NoteVerifier } from "../note/verifier.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";

export interface TrustedKeys {
  /** One of these must have signed; several while a log changes its key, or where any of several logs will do. */
  readonly logs: readonly NoteVerifier[];
  readonly witnesses?: readonly NoteVerifier[];
  /** The log's origin; without it the origin must be the name of a log key that signed (tlog-policy). */
  readonly origin?: string;
}

export interface Cosignature {
  readonly verifier: NoteVerifier;
  /** Seconds since 1970, as the witness says. */
  readonly time: number;
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly logs: readonly NoteVerifier[];
  readonly cosignatures: readonly Cosignature[];
}

/** Verifies the log's signature and every signature of a known witness; how many are enough is for a policy. */
export function openCheckpoint(bytes: Uint8Array, trusted: TrustedKeys): OpenedCheckpoint {
  const witnesses = new Set(trusted.witnesses);
  const { text, verified } = openNote(bytes, [...trusted.logs, ...witnesses]);
  const logs = verified.map(({ verifier }) => verifier).filter((verifier) => !witnesses.has(verifier));
  if (logs.length === 0) throw new LedgerError("no-signature", "The log did not sign the checkpoint.");
  const { origin, size, root } = parseCheckpoint(text);
  const expected = trusted.origin === undefined ? logs.map((log) => log.name) : [trusted.origin];
  if (!expected.includes(origin)) {
    throw new LedgerError("wrong-origin", `The checkpoint is of ${origin}, not of ${expected.join(" or ")}.`);
  }
  const cosignatures = verified.filter(({ verifier }) => witnesses.has(verifier)).map(cosignatureOf);
  return { checkpoint: { origin, size, root }, logs, cosignatures };
}

function cosignatureOf({ verifier, signature }: VerifiedSignature): Cosignature {
  if (verifier.type !== COSIGNATURE) {
    throw new LedgerError("unsupported", `${verifier.name} is not a witness's key: its type is not 04.`);
  }
  return { verifier, time: cosignatureTime(signature) };
}
