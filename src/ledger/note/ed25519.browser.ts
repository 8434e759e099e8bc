// The twin of `ed25519.ts` in plain JavaScript: WebCrypto is missing on pages that come by plain http.
import { ed25519 } from "@noble/curves/ed25519.js";
import { LedgerError } from "../ledger-error.ts";

const ED25519_KEY_BYTES = 32;
export const ED25519_SIGNATURE_BYTES = 64;

export interface Ed25519Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  requireKeyLength(seed);
  const own = seed.slice();
  return { publicKey: ed25519.getPublicKey(own), sign: (message) => ed25519.sign(message, own) };
}

export type Ed25519Verify = (message: Uint8Array, signature: Uint8Array) => boolean;

export function ed25519Verifier(publicKey: Uint8Array): Ed25519Verify {
  requireKeyLength(publicKey);
  const own = publicKey.slice();
  return (message, signature) =>
    signature.length === ED25519_SIGNATURE_BYTES &&
    // As Node's does it: RFC 8032 section 5.1.7, not the laxer rules of ZIP 215.
    ed25519.verify(signature, message, own, { zip215: false });
}

export function randomSeed(): Uint8Array {
  return ed25519.utils.randomSecretKey();
}

function requireKeyLength({ length }: Uint8Array): void {
  if (length !== ED25519_KEY_BYTES)
    throw new LedgerError("malformed", "An Ed25519 key is not 32 bytes long.");
}
