import { encodeUtf8 } from "../encoding/text.ts";
import { sha256 } from "../tree/sha256.ts";
import { formatHex } from "./opening.ts";

/** What people compare, read out or printed on paper: SHA-256 of the verifier key as text, in groups of four digits. */
export function keyFingerprint(verifierKey: string): string {
  return (formatHex(sha256(encodeUtf8(verifierKey))).match(/.{4}/g) ?? []).join(" ");
}
