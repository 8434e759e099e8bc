import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { decrypt, encrypt, keyOfPart } from "./sealed-stream.ts";

/** Where the parts lie, and the key if they are encrypted. */
export interface PartsFolder {
  readonly folder: string;
  readonly master: Buffer | undefined;
}

/** A part as the manifest names it: compressed, and encrypted where there is a key. */
export interface WrittenPart {
  /** Path below the backup's folder. */
  readonly part: string;
  readonly bytes: number;
  readonly sha256: string;
}

const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/** Writes a part and brings it to the disk. */
export async function writePart(
  { folder, master }: PartsFolder,
  name: string,
  source: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<WrittenPart> {
  const part = master ? `${name}.enc` : name;
  const file = await open(join(folder, part), "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const keep = async (chunks: AsyncIterable<Buffer>) => {
      const sealed = master ? encrypt(chunks, keyOfPart(master, name)) : chunks;
      for await (const chunk of sealed) {
        hash.update(chunk);
        bytes += chunk.length;
        await file.writeFile(chunk);
      }
    };
    const compress = createZstdCompress(compression);
    await (signal ? pipeline(source, compress, keep, { signal }) : pipeline(source, compress, keep));
    await file.sync();
  } finally {
    await file.close();
  }
  return { part, bytes, sha256: hash.digest("hex") };
}

/** A part's content. */
export async function* readPart({ folder, master }: PartsFolder, part: string): AsyncGenerator<Buffer> {
  const stored: AsyncIterable<Buffer> = createReadStream(join(folder, part), { highWaterMark: 1024 * 1024 });
  const name = part.replace(/\.enc$/, "");
  const plain = master ? decrypt(stored, keyOfPart(master, name)) : stored;
  const decompress = createZstdDecompress();
  const done = pipeline(plain, decompress);
  // Told by the loop; unheard, a failure would end the process.
  done.catch(() => undefined);
  for await (const chunk of decompress) yield chunk as Buffer;
  await done;
}

export async function hashOfPart(folder: string, part: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, part), { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Brings a folder's entries to the disk: a renamed or new file is there after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
