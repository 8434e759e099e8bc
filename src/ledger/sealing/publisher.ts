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

/** Publishes the newest checkpoint there is, one after the other. */
export function startPublisher(parts: {
  readonly tiles: TileFolder;
  readonly log: Logger;
  readonly witnesses?: AskWitnesses | undefined;
  onPublished(published: Published): void;
}): Publisher {
  const { tiles, witnesses, log } = parts;
  const bell = createBell();
  let waiting: { readonly checkpoint: Checkpoint; readonly note: Uint8Array } | undefined;
  let published: Published | undefined;
  let stopped = false;
  const publish = async (next: NonNullable<typeof waiting>) => {
    const asked = await witnesses?.(next.checkpoint, next.note);
    const note = asked?.note ?? next.note;
    await tiles.publish(note);
    published = { checkpoint: next.checkpoint, note, isWitnessed: asked?.isMet, at: new Date() };
    parts.onPublished(published);
  };
  const done = (async () => {
    while (!stopped || waiting) {
      const next = waiting;
      waiting = undefined;
      if (!next) {
        await bell.heard(60_000);
        continue;
      }
      try {
        await publish(next);
      } catch (error) {
        log.error({ err: error }, "a checkpoint could not be published");
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
