import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, inflateRawSync, zstdDecompressSync } from "node:zlib";

/** For tests: where in a folder, byte by byte and in what is packed, any of the patterns stands: `file: pattern`. */
export function grepBytes(folder: string, patterns: ReadonlyMap<string, Buffer>): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    for (const bytes of whatIsIn(path).flatMap((raw) => [raw, ...unpacked(raw)])) {
      for (const [name, pattern] of patterns) if (bytes.includes(pattern)) found.push(`${path}: ${name}`);
    }
  }
  return [...new Set(found)];
}

/** Of a server that runs, a file may go between being listed and being read. */
function whatIsIn(path: string): Buffer[] {
  try {
    return [readFileSync(path)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** A text in every form in which a program may have written it down. */
export function formsOf(text: string): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  const escaped = text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  for (const [name, form] of Object.entries({
    as: text,
    lower: text.toLowerCase(),
    upper: text.toUpperCase(),
    escaped,
  })) {
    forms.set(`${text} ${name} utf-8`, Buffer.from(form, "utf8"));
    forms.set(`${text} ${name} utf-16le`, Buffer.from(form, "utf16le"));
    forms.set(`${text} ${name} utf-16be`, Buffer.from(form, "utf16le").swap16());
    forms.set(`${text} ${name} hex`, Buffer.from(Buffer.from(form, "utf8").toString("hex")));
    forms.set(`${text} ${name} url`, Buffer.from(encodeURIComponent(form)));
  }
  return forms;
}

/** What is packed anywhere in the bytes: gzip, zstd, and the members of zip files. */
function unpacked(raw: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (const at of placesOf(raw, Buffer.from([0x1f, 0x8b, 0x08])))
    attempt(parts, () => gunzipSync(raw.subarray(at)));
  for (const at of placesOf(raw, Buffer.from([0x28, 0xb5, 0x2f, 0xfd])))
    attempt(parts, () => zstdDecompressSync(raw.subarray(at)));
  for (const at of placesOf(raw, Buffer.from("PK\x03\x04", "latin1"))) {
    const start = at + 30 + raw.readUInt16LE(at + 26) + raw.readUInt16LE(at + 28);
    attempt(parts, () => inflateRawSync(raw.subarray(start)));
  }
  return parts;
}

function placesOf(raw: Buffer, mark: Buffer): number[] {
  const places: number[] = [];
  for (let at = raw.indexOf(mark); at >= 0 && at + 30 < raw.length; at = raw.indexOf(mark, at + 1))
    places.push(at);
  return places;
}

/** Bytes that only look packed are no part of anything. */
function attempt(parts: Buffer[], unpack: () => Buffer): void {
  try {
    parts.push(unpack());
  } catch {
    // Not packed after all.
  }
}
