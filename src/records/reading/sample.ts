import { type FileHandle, open } from "node:fs/promises";

/** Pieces of a file by which its format, encoding and dialect are found out. */
export interface Sample {
  readonly head: Buffer;
  /** From the middle and the end; empty where the head is the whole file. */
  readonly later: readonly Buffer[];
  readonly size: number;
}

const headBytes = 256 * 1024;
const laterBytes = 64 * 1024;

export async function takeSample(file: string): Promise<Sample> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const head = await readAt(handle, 0, headBytes);
    if (head.length >= size) return { head, later: [], size };
    const middle = Math.max(headBytes, Math.floor(size / 2));
    const end = Math.max(headBytes, size - laterBytes);
    const starts = end - middle >= laterBytes ? [middle, end] : [end];
    const later: Buffer[] = [];
    for (const start of starts) later.push(await readAt(handle, start, laterBytes));
    return { head, later, size };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
