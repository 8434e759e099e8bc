// c2sp.org/signed-note, "Verifier keys": name+hex(key ID)+base64(type ‖ public key).

import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { verifyCosignature } from "./cosignature.ts";
import { ed25519Verifier } from "./ed25519.ts";
import {
  COSIGNATURE,
  isSignatureType,
  keyId,
  keyIdHex,
  requireKeyName,
  type SignatureType,
} from "./key-id.ts";

/** Verifies one key's signatures over the text of a note. Name and key ID together say whose a signature is. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

export function makeVerifier(name: string, type: SignatureType, publicKey: Uint8Array): NoteVerifier {
  requireKeyName(name);
  const verify = ed25519Verifier(publicKey);
  return {
    name,
    keyId: keyId(name, type, publicKey),
    type,
    publicKey,
    verify: type === COSIGNATURE ? verifyCosignature(verify) : verify,
  };
}

export function formatVerifierKey({ name, keyId: id, type, publicKey }: NoteVerifier): string {
  return `${name}+${keyIdHex(id)}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** Never repeats the text in a refusal: someone may have pasted the private key by mistake. */
export function parseVerifierKey(text: string): NoteVerifier {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (!match) throw new LedgerError("malformed", "The verifier key is not name+hash+base64.");
  const [, name = "", id, encoded = ""] = match;
  const key = decodeBase64(encoded, "The verifier key");
  const type = key[0];
  if (!isSignatureType(type))
    throw new LedgerError("unsupported", "The verifier key's type is neither 01 nor 04.");
  const verifier = makeVerifier(name, type, key.slice(1));
  if (keyIdHex(verifier.keyId) !== id) {
    throw new LedgerError("malformed", "The verifier key's hash does not belong to its name and key.");
  }
  return verifier;
}
