// golang.org/x/mod/sumdb/note, "Generating Keys": PRIVATE+KEY+name+hex(key ID)+base64(type ‖ seed).

import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { makeCosignature } from "./cosignature.ts";
import { ed25519Signer, randomSeed } from "./ed25519.ts";
import {
  COSIGNATURE,
  ED25519,
  isSignatureType,
  keyId,
  keyIdHex,
  requireKeyName,
  type SignatureType,
} from "./key-id.ts";
import { makeVerifier, type NoteVerifier } from "./verifier.ts";

/** A private key that is ready to sign. The seed stays inside, so that no log line can print it. */
export interface SignerKey {
  readonly name: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Signs the text of a note once. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: number;
  sign(text: Uint8Array): Uint8Array;
}

/** A new key in its text form. Type 04 is for witnesses; a key must not serve for both types. */
export function generateSignerKey(name: string, type: SignatureType = ED25519): string {
  requireKeyName(name);
  const seed = randomSeed();
  const id = keyId(name, type, ed25519Signer(seed).publicKey);
  return `PRIVATE+KEY+${name}+${keyIdHex(id)}+${encodeBase64(concatBytes(Uint8Array.of(type), seed))}`;
}

/** Never repeats the text in a refusal. */
export function parseSignerKey(text: string): SignerKey {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  if (!match) throw new LedgerError("malformed", "The signer key is not PRIVATE+KEY+name+hash+base64.");
  const [, name = "", id, encoded = ""] = match;
  requireKeyName(name);
  const key = decodeBase64(encoded, "The signer key");
  const type = key[0];
  if (!isSignatureType(type))
    throw new LedgerError("unsupported", "The signer key's type is neither 01 nor 04.");
  const signer = ed25519Signer(key.subarray(1));
  if (keyIdHex(keyId(name, type, signer.publicKey)) !== id) {
    throw new LedgerError("malformed", "The signer key's hash does not belong to its name and key.");
  }
  return { name, type, ...signer };
}

export function verifierOf({ name, type, publicKey }: SignerKey): NoteVerifier {
  return makeVerifier(name, type, publicKey);
}

/** Plain Ed25519 (type 01), as a log signs. */
export function noteSigner(key: SignerKey): NoteSigner {
  if (key.type !== ED25519) throw new LedgerError("unsupported", "A witness's key signs cosignatures only.");
  return { name: key.name, keyId: keyId(key.name, ED25519, key.publicKey), sign: key.sign };
}

/** Cosignature v1 (type 04), as a witness signs; `time` in seconds since 1970. */
export function cosigner(key: SignerKey, time: number): NoteSigner {
  if (key.type !== COSIGNATURE) throw new LedgerError("unsupported", "A log's key signs no cosignatures.");
  return {
    name: key.name,
    keyId: keyId(key.name, COSIGNATURE, key.publicKey),
    sign: (text) => makeCosignature(key.sign, text, time),
  };
}
