// What the log's library takes from Node, in plain JavaScript: a page has neither. `vite.config.ts` puts it in place.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** As much of Node's Buffer as the library uses. */
class Bytes extends Uint8Array {
  override toString(): string {
    return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(""));
  }

  copy(target: Uint8Array, at: number, from: number, to: number): void {
    target.set(this.subarray(from, to), at);
  }

  write(binary: string, at: number): void {
    for (let i = 0; i < binary.length; i++) this[at + i] = binary.charCodeAt(i);
  }
}

function bytesFrom(
  source: string | ArrayBuffer | Uint8Array,
  form?: string | number,
  length?: number,
): Bytes {
  if (source instanceof ArrayBuffer) return new Bytes(source, Number(form ?? 0), length);
  if (typeof source !== "string") return new Bytes(source);
  return new Bytes(form === "hex" ? fromHex(source) : fromBase64(source));
}

const fromHex = (text: string) => (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** Lax as Node's: what is not base64 gives other bytes, and the library compares what they are written as. */
function fromBase64(text: string): number[] {
  try {
    return Array.from(atob(text), (mark) => mark.charCodeAt(0));
  } catch {
    return [];
  }
}

Object.assign(globalThis, { Buffer: { alloc: (length: number) => new Bytes(length), from: bytesFrom } });

/** To a binary string, as the library asks for it. */
export function hash(_: "sha256", data: Uint8Array): string {
  return String.fromCharCode(...sha256(data));
}

/** Of an Ed25519 key in DER (RFC 8410) the last 32 bytes are the key. */
export const createPublicKey = ({ key }: { readonly key: Uint8Array }) => Uint8Array.from(key.slice(-32));
export const createPrivateKey = createPublicKey;

/** As Node's does it: RFC 8032 section 5.1.7, not the laxer rules of ZIP 215. */
export function verify(_: null, message: Uint8Array, key: Uint8Array, signature: Uint8Array): boolean {
  return ed25519.verify(Uint8Array.from(signature), message, key, { zip215: false });
}

export const sign = (_: null, message: Uint8Array, key: Uint8Array) => ed25519.sign(message, key);
export const randomBytes = () => ed25519.utils.randomSecretKey();
