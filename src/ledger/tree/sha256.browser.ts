// The twin of `sha256.ts` in plain JavaScript: WebCrypto is missing on pages that come by plain http.
import { sha256 as digestOf } from "@noble/hashes/sha2.js";

export const HASH_BYTES = 32;

export function sha256(data: Uint8Array): Uint8Array {
  return digestOf(data);
}

export function sha256Each(count: number, inputOf: (i: number) => Uint8Array): Uint8Array {
  const digests = new Uint8Array(count * HASH_BYTES);
  for (let i = 0; i < count; i++) digests.set(digestOf(inputOf(i)), i * HASH_BYTES);
  return digests;
}
