import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { LineCensus } from "./line-census.ts";

const chunkBytes = 1024 * 1024;

/** One walk through the bytes of a file beside its reading: its SHA-256 and its lines. */
export class FilePass {
  readonly census = new LineCensus();
  /** SHA-256, hex. */
  readonly done: Promise<string>;
  #onChunk: (bytes: number) => void = () => undefined;
  #isStopped = false;

  constructor(file: string, signal?: AbortSignal) {
    this.done = this.#walk(file, signal);
    // Whoever awaits it is told; until then it is no unhandled rejection.
    this.done.catch(() => undefined);
  }

  /** Called after each piece; what passed before is told at once. */
  follow(onChunk: (bytes: number) => void): void {
    this.#onChunk = onChunk;
    if (this.census.bytes > 0) onChunk(this.census.bytes);
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #walk(file: string, signal: AbortSignal | undefined): Promise<string> {
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafe(chunkBytes);
    const handle = await open(file, "r");
    try {
      while (!this.#isStopped) {
        signal?.throwIfAborted();
        const { bytesRead } = await handle.read(buffer, 0, chunkBytes);
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        hash.update(chunk);
        this.census.update(chunk);
        this.#onChunk(bytesRead);
      }
      return hash.digest("hex");
    } finally {
      await handle.close();
    }
  }
}
