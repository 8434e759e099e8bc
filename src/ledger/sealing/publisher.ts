import { createBell, type Logger } from "../../platform/index.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import type { TileFolder } from "./tile-folder.ts";

/** A checkpoint that anybody may see, and who has seen it grow. */
export interface Published {
  readonly checkpoint: Checkpoint;
  /** With every cosignature that came in time. */
  readonly note: Uint8Array;
  /** Whether the witnesses met the quorum; `undefined` without witnesses. */
  readonly isWitnessed: boolean | undefined;
  readonly at: Date;
}

/** Asks the witnesses; gives the note with their cosignatures, and whether these are enough. */
export type AskWitnesses = (
  checkpoint: Checkpoint,
  note: Uint8Array,
) => Promise<{ readonly note: Uint8Array; readonly isMet: boolean }>;

export interface Publisher {
  /** A newer one takes the place of one that still waits. */
  offer(checkpoint: Checkpoint, note: Uint8Array): void;
  published(): Published | undefined;
  stop(): Promise<void>;
}

const lookEvery = 10_000; // milliseconds

class DiskFailed extends Error {}

function failed(error: unknown): never {
  throw new DiskFailed("The disk has failed.", { cause: error });
}

/** Publishes the newest checkpoint there is, one after the other. */
export function startPublisher(parts: {
  readonly tiles: TileFolder;
  readonly log: Logger;
  readonly witnesses?: AskWitnesses | undefined;
  /** The checkpoint of a note that this log has signed; `undefined` for anything else. */
  openOwn(note: Uint8Array): Checkpoint | undefined;
  onPublished(published: Published): void;
  /** The disk has failed: nothing is published any more. */
  onFailed(error: unknown): void;
}): Publisher {
  const { tiles, witnesses, log } = parts;
  const bell = createBell();
  let waiting: { readonly checkpoint: Checkpoint; readonly note: Uint8Array } | undefined;
  let published: Published | undefined;
  let stopped = false;
  /** The size of what lies open, if we have signed it. */
  const sizeOf = (shown: Uint8Array | undefined): number => (shown && parts.openOwn(shown)?.size) ?? 0;
  /** A process that was paused while another took its place has nothing to say: readers never see a log go back. */
  const layOpen = (note: Uint8Array, size: number): Promise<boolean> =>
    tiles.publish(note, (shown) => sizeOf(shown) <= size).catch(failed);
  const publish = async ({ checkpoint, note: bare }: NonNullable<typeof waiting>) => {
    const asked = await witnesses?.(checkpoint, bare);
    const note = asked?.note ?? bare;
    if (!(await layOpen(note, checkpoint.size))) return;
    published = { checkpoint, note, isWitnessed: asked?.isMet, at: new Date() };
    parts.onPublished(published);
  };
  /** What such a process may have done between looking and writing is put right. */
  const stayForward = async () => {
    const size = published?.checkpoint.size ?? 0;
    if (published && sizeOf(await tiles.readCheckpoint()) < size) await layOpen(published.note, size);
  };
  const done = (async () => {
    while (!stopped || waiting) {
      const next = waiting;
      waiting = undefined;
      try {
        if (next) await publish(next);
        else {
          await bell.heard(lookEvery);
          if (!stopped) await stayForward();
        }
      } catch (error) {
        log.error({ err: error }, "a checkpoint could not be published");
        if (error instanceof DiskFailed) return parts.onFailed(error.cause);
        waiting ??= next;
        if (stopped) return;
        await bell.heard(1_000);
      }
    }
  })();
  return {
    offer(checkpoint, note) {
      waiting = { checkpoint, note };
      bell.ring();
    },
    published: () => published,
    async stop() {
      stopped = true;
      bell.ring();
      await done;
    },
  };
}
