import { LedgerError } from "../ledger-error.ts";

// The byte order mark is kept, so that decoding loses nothing and encoding again gives the same bytes.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Strict UTF-8; `what` names the thing in the refusal. */
export function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new LedgerError("malformed", `${what} is not valid UTF-8.`);
  }
}

export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new LedgerError("malformed", "A text holds half a surrogate pair.");
  return encoder.encode(text);
}

/** Control characters other than newline, which no format here allows (signed-note, "Format"). */
export function hasControlCharacters(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && byte !== 0x0a);
}
