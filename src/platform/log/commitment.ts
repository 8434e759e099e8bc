import { hash, randomFillSync, timingSafeEqual } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** What opens a commitment: who has both can check the value against it, who has neither learns nothing. */
export interface Opening {
  /** 32 random bytes, used once. */
  readonly salt: Buffer;
  /** Canonical JSON of the value. */
  readonly value: string;
}

export interface Commitment extends Opening {
  /** HMAC-SHA256 of the canonical JSON, keyed with the salt; 64 hexadecimal digits. */
  readonly digest: string;
}

/** Without the salt not even a value with few possibilities (a status, a yes) can be guessed from its digest. */
export function commitTo(value: unknown): Commitment {
  const salt = freshSalt();
  const text = canonicalJson(value);
  return { salt, value: text, digest: digestOf({ salt, value: text }) };
}

/** Whether this value is the one that was committed to. */
export function opens(digest: string, opening: Opening): boolean {
  const given = Buffer.from(digest, "hex");
  const made = Buffer.from(digestOf(opening), "hex");
  return given.length === made.length && timingSafeEqual(given, made);
}

/** Salts are drawn many at once: a draw costs the same for one as for a hundred, and an import needs millions. */
const drawn = { bytes: Buffer.alloc(0), used: 0 };

function freshSalt(): Buffer {
  if (drawn.used === drawn.bytes.length) {
    drawn.bytes = randomFillSync(Buffer.allocUnsafeSlow(32 * 128));
    drawn.used = 0;
  }
  const salt = drawn.bytes.subarray(drawn.used, drawn.used + 32);
  drawn.used += 32;
  return salt;
}

const block = 64; // bytes, of SHA-256
const inner = Buffer.alloc(block + 4_096);
const outer = Buffer.alloc(block + 32);

/**
 * HMAC (RFC 2104): H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ text)). Written out, because `createHmac` makes three objects a
 * call, which takes several times as long as the hashing itself.
 */
function digestOf({ salt, value }: Opening): string {
  if (salt.length !== 32) throw new RangeError("A salt is 32 bytes.");
  const longest = block + 3 * value.length;
  const message = longest <= inner.length ? inner : Buffer.alloc(longest);
  for (let i = 0; i < block; i++) {
    const key = salt[i] ?? 0;
    message[i] = key ^ 0x36;
    outer[i] = key ^ 0x5c;
  }
  const length = block + message.write(value, block, "utf8");
  outer.set(hash("sha256", message.subarray(0, length), "buffer"), block);
  return hash("sha256", outer, "hex");
}
