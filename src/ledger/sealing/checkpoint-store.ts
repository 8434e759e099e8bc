import { join } from "node:path";
import { type Disk, removeAsides } from "./disk.ts";

/**
 * The newest checkpoint this installation has signed, in the folder of keys: what a restored backup does not bring
 * back. Invariant: checkpoints stand in one sequence, each written only by whoever knew the one before.
 */
export interface CheckpointStore {
  /** The last one as it was signed; `undefined` before the first. */
  latest(): Promise<StoredCheckpoint | undefined>;
  /** The last ones, the oldest first. */
  kept(): Promise<StoredCheckpoint[]>;
  /** The compare-and-swap: false where somebody else has followed on `after`. */
  append(after: number, note: Uint8Array): Promise<boolean>;
}

export interface StoredCheckpoint {
  /** Counts checkpoints from 1. */
  readonly number: number;
  readonly note: Uint8Array;
}

/** How many are kept: one would do, and a person looking into it likes to see where it came from. */
export const checkpointsKept = 16;

export async function openCheckpointStore(folder: string, disk: Disk): Promise<CheckpointStore> {
  await removeAsides(disk, folder);
  const numbers = async () =>
    (await disk.list(folder))
      .filter((name) => /^\d{12}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  const pathOf = (number: number) => join(folder, String(number).padStart(12, "0"));
  return {
    async latest() {
      const number = (await numbers()).at(-1);
      const note = number === undefined ? undefined : await disk.read(pathOf(number));
      return number === undefined || !note ? undefined : { number, note };
    },
    async kept() {
      for (;;) {
        const listed = await numbers();
        const all = await Promise.all(
          listed.map(async (number) => ({ number, note: await disk.read(pathOf(number)) })),
        );
        const kept = all.flatMap(({ number, note }) => (note ? [{ number, note }] : []));
        if (kept.length === listed.length) return kept;
        // The oldest was cleared away between the list and the reading: the newest is not on the list either.
      }
    },
    async append(after, note) {
      const number = after + 1;
      if (!(await disk.create(pathOf(number), note))) return false;
      // Older ones are cleared away, so a free name alone does not show that nobody was faster.
      const all = await numbers();
      if (all.at(-1) !== number) {
        await disk.remove(pathOf(number));
        return false;
      }
      for (const old of all.slice(0, -checkpointsKept)) await disk.remove(pathOf(old));
      return true;
    },
  };
}
