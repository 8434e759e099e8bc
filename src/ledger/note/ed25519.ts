// RFC 8032 keys are 32 raw bytes; Node takes them in the DER wrappings of RFC 8410, which are constant.
// `ed25519.browser.ts` stands in for this file where there is no Node.
import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { concatBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";

const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

const pkcs8Prefix = Uint8Array.from(Buffer.from("302e020100300506032b657004220420", "hex"));
const spkiPrefix = Uint8Array.from(Buffer.from("302a300506032b6570032100", "hex"));

export interface Ed25519Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  requireKeyLength(seed);
  const der = Buffer.from(concatBytes(pkcs8Prefix, seed));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(spkiPrefix.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

export type Ed25519Verify = (message: Uint8Array, signature: Uint8Array) => boolean;

export function ed25519Verifier(publicKey: Uint8Array): Ed25519Verify {
  requireKeyLength(publicKey);
  const der = Buffer.from(concatBytes(spkiPrefix, publicKey));
  const key = createPublicKey({ key: der, format: "der", type: "spki" });
  return (message, signature) =>
    signature.length === ED25519_SIGNATURE_BYTES && verify(null, message, key, signature);
}

export function randomSeed(): Uint8Array {
  return new Uint8Array(randomBytes(ED25519_KEY_BYTES));
}

function requireKeyLength({ length }: Uint8Array): void {
  if (length !== ED25519_KEY_BYTES)
    throw new LedgerError("malformed", "An Ed25519 key is not 32 bytes long.");
}
