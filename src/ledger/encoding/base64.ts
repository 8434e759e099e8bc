// RFC 4648 section 4 by hand: the library runs where there is neither Buffer nor, yet, Uint8Array.fromBase64.
import { LedgerError } from "../ledger-error.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Uint8Array(128);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += alphabet.charAt(a >> 2);
    text += alphabet.charAt(((a & 3) << 4) | (b >> 4));
    text += at + 1 < bytes.length ? alphabet.charAt(((b & 15) << 2) | (c >> 6)) : "=";
    text += at + 2 < bytes.length ? alphabet.charAt(c & 63) : "=";
  }
  return text;
}

/** Canonical only: one value has one spelling, so a proof cannot be altered unnoticed. */
export function decodeBase64(text: string, what: string): Uint8Array {
  const notBase64 = () => new LedgerError("malformed", `${what} is not base64.`);
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw notBase64();
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const valueAt = (at: number) => values[text.charCodeAt(at)] ?? 0;
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    const group = (valueAt(at) << 18) | (valueAt(at + 1) << 12) | (valueAt(at + 2) << 6) | valueAt(at + 3);
    // What falls beyond the end belongs to the padding, and a typed array takes no notice of it.
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  // The bits that the padding leaves over must be zero.
  const last = bytes.length - (bytes.length % 3 || 3);
  if (padding > 0 && encodeBase64(bytes.subarray(last)) !== text.slice(-4)) throw notBase64();
  return bytes;
}
