import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../../platform/index.ts";

/** Where a log is read from: its files by their paths in the layout of tlog-tiles. */
export interface LogSource {
  /** `undefined` where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
}

/** A bundle of 256 entries of 65,535 bytes, and nothing longer. */
const longestFile = 256 * (65_535 + 2);
const answerWithin = 30_000;

/** A folder, or the address of a log that is served over HTTP. */
export function openLogSource(place: string): LogSource {
  if (!/^https?:\/\//.test(place)) {
    return {
      read: (path) =>
        readFile(join(place, path)).catch((error: NodeJS.ErrnoException) => {
          if (["ENOENT", "ENOTDIR"].includes(error.code ?? "")) return undefined;
          throw error;
        }),
    };
  }
  const base = place.endsWith("/") ? place : `${place}/`;
  return {
    async read(path) {
      const answer = await fetch(new URL(path, base), { signal: AbortSignal.timeout(answerWithin) }).catch(
        (error: Error) => {
          throw unreachable(base, error.message);
        },
      );
      if (answer.status === 404) return undefined;
      if (!answer.ok) throw unreachable(base, String(answer.status));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length > longestFile) throw unreachable(base, `${path}: ${bytes.length} bytes`);
      return bytes;
    },
  };
}

const unreachable = (place: string, why: string) =>
  new Refusal("invalid", {
    zh: `无法从 ${place} 读取账本：${why}。`,
    en: `The log cannot be read from ${place}: ${why}.`,
  });
