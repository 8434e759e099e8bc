import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { decideByBytes } from "./sniff-encoding.ts";

const enough = 256 * 1024;

/**
 * The encoding of a file whose sample was ASCII but which is not UTF-8 throughout: decided by the lines that hold other
 * bytes, wherever they stand.
 */
export async function surveyEncoding(file: string): Promise<"utf-8" | "gb18030" | "windows-1252"> {
  const telling: Buffer[] = [];
  let bytes = 0;
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    const joined = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const complete = joined.lastIndexOf(10) + 1 || joined.length;
    for (const line of linesBeyondAscii(joined.subarray(0, complete), enough - bytes)) {
      telling.push(line);
      bytes += line.length;
    }
    carry = joined.subarray(complete);
    if (bytes >= enough) break;
  }
  telling.push(carry.subarray(0, enough));
  return decideByBytes(Buffer.concat(telling));
}

function linesBeyondAscii(bytes: Buffer, wanted: number): Buffer[] {
  const lines: Buffer[] = [];
  let found = 0;
  for (let i = 0; i < bytes.length && found < wanted; i += 1) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    const start = bytes.lastIndexOf(10, i) + 1;
    const end = bytes.indexOf(10, i);
    const line = Buffer.from(bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + wanted)));
    // Valid lines tell as much as broken ones: they show that the file is UTF-8 with damage.
    if (!isUtf8(line) || found < wanted / 2) {
      lines.push(line);
      found += line.length;
    }
    i = end < 0 ? bytes.length : end;
  }
  return lines;
}
