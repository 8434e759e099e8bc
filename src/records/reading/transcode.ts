import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { FileProblem } from "./file-problem.ts";
import type { LineCensus } from "./line-census.ts";
import type { Reading } from "./reading.ts";
import { fileSentences } from "./sentences.ts";
import type { Encoding } from "./sniff-encoding.ts";

const replacement = Buffer.from("\ufffd");

/**
 * Writes the text as UTF-8 into the work folder. What could not be decoded becomes the byte FF, which no UTF-8 holds,
 * so that the readers refuse its row instead of taking a replacement character for the source's own.
 */
export async function transcode(
  reading: Reading,
  file: string,
  encoding: Encoding,
  { census, onBytes }: { census: LineCensus; onBytes: (bytes: number) => void },
): Promise<string> {
  const target = reading.workFile(".utf8");
  const decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
  const output = await open(target, "wx");
  try {
    for await (const chunk of createReadStream(file, { start: encoding.mark, highWaterMark: 1024 * 1024 })) {
      reading.checkAborted();
      onBytes((chunk as Buffer).length);
      await write(output, decoder.decode(chunk as Buffer, { stream: true }), census);
    }
    await write(output, decoder.decode(), census);
    return target;
  } catch (error) {
    await reading.discard(target);
    const isFull = (error as NodeJS.ErrnoException).code === "ENOSPC";
    throw isFull ? new FileProblem(fileSentences.diskFull(), error) : error;
  } finally {
    await output.close();
  }
}

async function write(output: FileHandle, text: string, census: LineCensus): Promise<void> {
  if (text === "") return;
  const bytes = text.includes("\ufffd") ? marked(Buffer.from(text)) : Buffer.from(text);
  census.update(bytes);
  await output.appendFile(bytes);
}

function marked(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(replacement); at >= 0; at = bytes.indexOf(replacement, from)) {
    pieces.push(bytes.subarray(from, at), Buffer.from([0xff]));
    from = at + replacement.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(from)]);
}
