// c2sp.org/signed-note, "Format": text, a blank line, then lines `— <name> base64(key ID ‖ signature)`.

import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "../encoding/bytes.ts";
import { decodeUtf8, encodeUtf8, hasControlCharacters } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { isKeyName } from "./key-id.ts";
import type { NoteSigner } from "./signer.ts";

const MAX_NOTE_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;
const KEY_ID_BYTES = 4;
const LINE_START = "\u2014 ";

export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  readonly signature: Uint8Array;
}

/** Unverified. The text ends in a newline, and that newline is signed too. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Strict: what parses formats to the same bytes again. */
export function parseNote(bytes: Uint8Array): Note {
  const note = decodeNoteText(bytes);
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0) throw new LedgerError("malformed", "The note has no blank line before its signatures.");
  const signatures = parseLines(note.slice(blank + 2));
  if (signatures.length === 0) throw new LedgerError("malformed", "The note has no signature.");
  return { text: note.slice(0, blank + 1), signatures };
}

/** Signature lines alone, as a witness answers. */
export function parseSignatureLines(bytes: Uint8Array): NoteSignature[] {
  return parseLines(decodeNoteText(bytes));
}

export function formatNote({ text, signatures }: Note): Uint8Array {
  if (signatures.length === 0) throw new LedgerError("malformed", "The note has no signature.");
  const bytes = encodeUtf8(`${text}\n${signatures.map(formatLine).join("")}`);
  if (!text.endsWith("\n") || hasControlCharacters(bytes)) {
    throw new LedgerError(
      "malformed",
      "A note's text ends in a newline and holds no other control character.",
    );
  }
  return bytes;
}

export function signNote(text: string, signers: readonly NoteSigner[]): Uint8Array {
  return formatNote({ text, signatures: signText(text, signers) });
}

export function signText(text: string, signers: readonly NoteSigner[]): NoteSignature[] {
  const message = encodeUtf8(text);
  return signers.map(({ name, keyId, sign }) => ({ name, keyId, signature: sign(message) }));
}

/** The same note with more signatures after those it has, such as cosignatures of witnesses. */
export function addSignatures(note: Uint8Array, signatures: readonly NoteSignature[]): Uint8Array {
  const { text, signatures: first } = parseNote(note);
  return formatNote({ text, signatures: [...first, ...signatures] });
}

export function formatSignatureLines(signatures: readonly NoteSignature[]): Uint8Array {
  return encodeUtf8(signatures.map(formatLine).join(""));
}

function decodeNoteText(bytes: Uint8Array): string {
  if (bytes.length > MAX_NOTE_BYTES) throw new LedgerError("too-large", "The note exceeds 1,000,000 bytes.");
  if (hasControlCharacters(bytes)) throw new LedgerError("malformed", "The note holds a control character.");
  return decodeUtf8(bytes, "The note");
}

function parseLines(text: string): NoteSignature[] {
  if (text !== "" && !text.endsWith("\n")) {
    throw new LedgerError("malformed", "The last signature line has no newline.");
  }
  const lines = text.split("\n", MAX_SIGNATURES + 2).slice(0, -1);
  if (lines.length > MAX_SIGNATURES)
    throw new LedgerError("too-large", "The note has more than 100 signatures.");
  return lines.map(parseLine);
}

function parseLine(line: string): NoteSignature {
  const [name, encoded, ...more] = line.slice(LINE_START.length).split(" ");
  if (!line.startsWith(LINE_START) || !name || !isKeyName(name) || !encoded || more.length > 0) {
    throw new LedgerError("malformed", "A signature line is not `— name base64`.");
  }
  const bytes = decodeBase64(encoded, "A signature");
  if (bytes.length <= KEY_ID_BYTES) throw new LedgerError("malformed", "A signature is too short.");
  return { name, keyId: new DataView(bytes.buffer).getUint32(0), signature: bytes.slice(KEY_ID_BYTES) };
}

function formatLine({ name, keyId, signature }: NoteSignature): string {
  if (!isKeyName(name)) throw new LedgerError("malformed", "A key name is empty or holds a space or a plus.");
  const id = new Uint8Array(KEY_ID_BYTES);
  new DataView(id.buffer).setUint32(0, keyId);
  return `${LINE_START}${name} ${encodeBase64(concatBytes(id, signature))}\n`;
}
