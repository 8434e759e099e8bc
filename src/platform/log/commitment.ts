import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
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
  const salt = randomBytes(32);
  const text = canonicalJson(value);
  return { salt, value: text, digest: digestOf({ salt, value: text }) };
}

/** Whether this value is the one that was committed to. */
export function opens(digest: string, opening: Opening): boolean {
  const given = Buffer.from(digest, "hex");
  const made = Buffer.from(digestOf(opening), "hex");
  return given.length === made.length && timingSafeEqual(given, made);
}

function digestOf({ salt, value }: Opening): string {
  return createHmac("sha256", salt).update(value, "utf8").digest("hex");
}
