import { createReadStream, createWriteStream } from "node:fs";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { FileProblem } from "./file-problem.ts";
import { LineCensus } from "./line-census.ts";
import type { Reading } from "./reading.ts";
import { fileSentences } from "./sentences.ts";

const defaultCap = 4 * 2 ** 30;
const chunkSize = 1024 * 1024;

/** Tables pack to a tenth or a fiftieth; only what was made to burst packs to a three-hundredth. */
const suspiciousRatio = 300;
const ratioMattersFrom = 128 * 2 ** 20;

/** Counts what really comes out of one file, whatever its headers declare. */
export class UnpackBudget {
  readonly cap: number;
  #left: number;
  constructor(cap: number = defaultCap) {
    this.cap = cap;
    this.#left = cap;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** `packed` bytes have become `unpacked` bytes, `more` of them just now. */
  spend(more: number, unpacked: number, packed: number): void {
    this.#left -= more;
    if (this.#left < 0) throw new FileProblem(fileSentences.unpacksTooLarge(this.cap));
    if (unpacked > ratioMattersFrom && unpacked > packed * suspiciousRatio) {
      throw new FileProblem(fileSentences.unpacksSuspiciously(suspiciousRatio));
    }
  }

  /** Passes bytes on, counting them and their lines. */
  meter(packed: () => number, census: LineCensus): Transform {
    let unpacked = 0;
    const spend = (more: number) => {
      unpacked += more;
      this.spend(more, unpacked, packed());
    };
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        try {
          spend(chunk.length);
          census.update(chunk);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }
}

export interface Unpacked {
  readonly file: string;
  readonly census: LineCensus;
}

/** Unpacks a gzip file into the work folder; a file cut short is refused whole. */
export async function unpackGzip(
  reading: Reading,
  file: string,
  { budget, onBytes }: { budget: UnpackBudget; onBytes: (bytes: number) => void },
): Promise<Unpacked> {
  let packed = 0;
  const input = createReadStream(file, { highWaterMark: chunkSize });
  input.on("data", (chunk) => {
    packed += chunk.length;
    onBytes(chunk.length);
  });
  const unpack = createGunzip({ chunkSize });
  const census = new LineCensus();
  const streams = [input, unpack, budget.meter(() => packed, census)];
  return { file: await writeUnpacked(reading, streams, fileSentences.brokenGzip), census };
}

export async function writeUnpacked(
  reading: Reading,
  streams: readonly (Readable | Transform)[],
  broken: typeof fileSentences.brokenGzip,
): Promise<string> {
  const target = reading.workFile(".unpacked");
  const output = createWriteStream(target, { flags: "wx" });
  try {
    const { signal } = reading.options;
    await pipeline(
      [...streams, output] as [Readable, ...Transform[], typeof output],
      signal ? { signal } : {},
    );
    return target;
  } catch (error) {
    await reading.discard(target);
    reading.checkAborted();
    if (error instanceof FileProblem) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOSPC") throw new FileProblem(fileSentences.diskFull(), error);
    throw new FileProblem(broken(), error);
  }
}
