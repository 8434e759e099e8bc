import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An outside observer who keeps every signed checkpoint that ever lay open: published ones and those beside the keys. */
export interface CheckpointWatcher {
  /** Those seen since the last call, in the order in which they were seen. */
  take(): SeenCheckpoint[];
  /** How many numbers of the sequence were seen, and the highest. */
  coverage(): { readonly seen: number; readonly highest: number };
  stop(): void;
}

interface SeenCheckpoint {
  readonly note: Buffer;
  readonly isPublished: boolean;
}

const lookEvery = 30; // milliseconds

export function watchCheckpoints(published: string, keys: string): CheckpointWatcher {
  const fresh: SeenCheckpoint[] = [];
  const numbers = new Set<number>();
  let last = "";
  const look = () => {
    const note = readOrNothing(published);
    if (note && note.toString("latin1") !== last) {
      last = note.toString("latin1");
      fresh.push({ note, isPublished: true });
    }
    for (const name of namesIn(keys)) {
      if (!/^\d{12}$/.test(name) || numbers.has(Number(name))) continue;
      const signed = readOrNothing(join(keys, name));
      if (!signed) continue;
      numbers.add(Number(name));
      fresh.push({ note: signed, isPublished: false });
    }
  };
  const timer = setInterval(look, lookEvery);
  return {
    take() {
      look();
      return fresh.splice(0);
    },
    coverage: () => ({ seen: numbers.size, highest: Math.max(0, ...numbers) }),
    stop: () => clearInterval(timer),
  };
}

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
