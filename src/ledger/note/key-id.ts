// c2sp.org/signed-note, "Signatures": key ID = SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4].
import { concatBytes } from "../encoding/bytes.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { sha256 } from "../tree/sha256.ts";

/** Signature types of signed-note: a plain Ed25519 signature, and a witness's timestamped cosignature. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

export function isSignatureType(type: number | undefined): type is SignatureType {
  return type === ED25519 || type === COSIGNATURE;
}

/** The four bytes as a big-endian number. */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const digest = sha256(concatBytes(encodeUtf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return new DataView(digest.buffer).getUint32(0);
}

export function keyIdHex(id: number): string {
  return id.toString(16).padStart(8, "0");
}

/** Names are not empty and hold neither a Unicode space nor a plus (signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^\p{White_Space}+]+$/u.test(name);
}

export function requireKeyName(name: string): void {
  if (!isKeyName(name)) throw new LedgerError("malformed", "A key name is empty or holds a space or a plus.");
}
