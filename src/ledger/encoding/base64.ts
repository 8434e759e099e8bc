import { LedgerError } from "../ledger-error.ts";

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}

/** RFC 4648 section 4, canonical only: one value has one spelling, so a proof cannot be altered unnoticed. */
export function decodeBase64(text: string, what: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new LedgerError("malformed", `${what} is not base64.`);
  return new Uint8Array(bytes);
}
