import { isUtf8 } from "node:buffer";
import type { Sample } from "./sample.ts";

export interface Encoding {
  /** WHATWG name. */
  readonly name: "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Length of the byte-order mark. */
  readonly mark: number;
}

const marks: readonly (Encoding & { bytes: readonly number[] })[] = [
  { name: "utf-8", mark: 3, bytes: [0xef, 0xbb, 0xbf] },
  { name: "gb18030", mark: 4, bytes: [0x84, 0x31, 0x95, 0x33] },
  { name: "utf-16le", mark: 2, bytes: [0xff, 0xfe] },
  { name: "utf-16be", mark: 2, bytes: [0xfe, 0xff] },
];

/** `undefined` where the bytes are no text. */
export function sniffEncoding({ head, later, size }: Sample): Encoding | undefined {
  const marked = marks.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (marked) return { name: marked.name, mark: marked.mark };
  const wide = sniffUtf16(head);
  if (wide) return { name: wide, mark: 0 };
  if (isNoise(head)) return undefined;
  // A piece is cut at line ends, which no multi-byte character of these encodings contains.
  const pieces = [head.length < size ? upToLastLine(head) : head, ...later.map(wholeLines)];
  return { name: decideByBytes(Buffer.concat(pieces)), mark: 0 };
}

/** Tells UTF-8, GB18030 and Windows-1252 apart by text that is one of them; a few damaged bytes do not mislead it. */
export function decideByBytes(bytes: Buffer): "utf-8" | "gb18030" | "windows-1252" {
  if (isUtf8(bytes)) return "utf-8";
  const { characters, damaged } = countUtf8(bytes);
  if (characters >= 10 * damaged) return "utf-8";
  const { common, pairs, broken } = countGb18030(bytes);
  return broken * 20 <= pairs && common * 2 >= pairs ? "gb18030" : "windows-1252";
}

/** ASCII in UTF-16 has every second byte zero, and every table holds line ends and delimiters in ASCII. */
function sniffUtf16(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i += 1) {
    if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.max(2, head.length * 0.02)) return undefined;
  const name = odd > even ? "utf-16le" : "utf-16be";
  // Some characters of other scripts have a zero in the other half, such as 销, U+9500.
  if (Math.min(even, odd) > Math.max(even, odd) * 0.5) return undefined;
  const text = new TextDecoder(name).decode(head.subarray(0, head.length & ~1));
  const strange = text.replace(/\s/g, "").match(/[\p{Cc}\ufffd\ufffe]/gu)?.length ?? 0;
  return strange <= text.length * 0.01 ? name : undefined;
}

/** Text holds next to no control characters, random bytes hold a tenth. */
function isNoise(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 0x1a)
      controls += 1;
  }
  return controls > Math.max(head.length * 0.02, Math.min(8, head.length * 0.2));
}

function countUtf8(bytes: Buffer): { characters: number; damaged: number } {
  let characters = 0;
  let damaged = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    if (length > 0 && isUtf8(bytes.subarray(i, i + length))) {
      characters += 1;
      i += length - 1;
    } else {
      damaged += 1;
    }
  }
  return { characters, damaged };
}

/**
 * `common` counts level 1 of GB 2312 (rows 16–55, the everyday characters) and its punctuation and full-width forms;
 * Western text read as GB18030 yields rare characters or breaks.
 */
function countGb18030(bytes: Buffer): { common: number; pairs: number; broken: number } {
  let common = 0;
  let pairs = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff) {
      broken += 1;
    } else if (trail >= 0x30 && trail <= 0x39 && (bytes[i + 2] ?? 0) >= 0x81) {
      pairs += 1;
      i += 3;
    } else if (trail >= 0x40 && trail !== 0x7f && trail !== 0xff) {
      pairs += 1;
      if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
      i += 1;
    } else {
      broken += 1;
    }
  }
  return { common, pairs, broken };
}

function upToLastLine(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(10);
  return end < 0 ? bytes.subarray(0, -4) : bytes.subarray(0, end + 1);
}

function wholeLines(bytes: Buffer): Buffer {
  const start = bytes.indexOf(10);
  const end = bytes.lastIndexOf(10);
  return start < 0 ? bytes.subarray(0, 0) : bytes.subarray(start + 1, end + 1);
}
