// A commitment is HMAC-SHA256 (RFC 2104) over the canonical JSON of a value, keyed with 32 random bytes, its salt.
import { concatBytes, equalBytes } from "../encoding/bytes.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { sha256 } from "../tree/sha256.ts";

/** What opens a commitment. */
export interface EvidenceOpening {
  /** 64 hexadecimal digits. */
  readonly salt: string;
  /** Canonical JSON of the value, to the letter. */
  readonly value: string;
}

const BLOCK_BYTES = 64;

/** Whether this is the value, and the salt, that the digest commits to. */
export function opensDigest(digest: string, { salt, value }: EvidenceOpening): boolean {
  return equalBytes(parseHex(digest, "The commitment"), hmac(parseHex(salt, "The salt"), encodeUtf8(value)));
}

/** H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ text)), for keys no longer than a block. */
function hmac(key: Uint8Array, text: Uint8Array): Uint8Array {
  const padded = new Uint8Array(BLOCK_BYTES);
  padded.set(key);
  const inner = sha256(
    concatBytes(
      padded.map((byte) => byte ^ 0x36),
      text,
    ),
  );
  return sha256(
    concatBytes(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

/** 32 bytes as 64 lower-case hexadecimal digits. */
export function parseHex(text: string, what: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new LedgerError("malformed", `${what} is not 64 hexadecimal digits.`);
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
