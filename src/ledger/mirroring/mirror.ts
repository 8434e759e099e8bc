import type { Logger } from "../../platform/index.ts";
import { type ErrandView, startErrand } from "../errands/errand.ts";
import type { Tallies } from "../errands/tally.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import type { MirrorSettings } from "../settings.ts";
import { copyLog, readMirror } from "./copy-log.ts";
import { folderPlace } from "./folder-place.ts";
import type { MirrorPlace } from "./mirror-place.ts";
import { s3Place } from "./s3-place.ts";

interface MirrorView extends ErrandView {
  /** Where it is, for people. */
  readonly place: string;
  /** Entries in it, as far as is known. */
  readonly size: number;
  /** Published entries that it still lacks. */
  readonly lag: number;
  readonly copiedAt: Date | undefined;
}

export interface Mirror {
  view(): MirrorView;
  stop(): Promise<void>;
}

export interface MirrorOptions {
  readonly ledger: Ledger;
  readonly tallies: Tallies;
  readonly log: Logger;
  readonly settings: MirrorSettings;
  /** Milliseconds before the first further attempt. */
  readonly retryAfter?: number;
}

const minute = 60_000;
const lookAgain = 1_000;

/** Each place of the configuration, followed on its own. */
export function startMirrors(options: MirrorOptions): readonly Mirror[] {
  const { folder, s3 } = options.settings;
  const { generation } = options.ledger.ring();
  // A log that was begun anew is another log: it lies below the old one's place.
  const below = generation === 1 ? "" : String(generation);
  const places = [
    ...(folder === undefined ? [] : [folderPlace(below ? `${folder}/${below}` : folder)]),
    ...(s3 === undefined ? [] : [s3Place(s3, below)]),
  ];
  return places.map((place) => startMirror(options, place));
}

/** Follows the published log, however long the place was away: it goes on from what it finds there. */
function startMirror(
  { ledger, tallies, log, settings, retryAfter }: MirrorOptions,
  place: MirrorPlace,
): Mirror {
  let size = 0;
  let copiedAt: Date | undefined;
  const errand = startErrand({
    name: `mirror ${place.name}`,
    log,
    every: 10 * minute,
    gap: settings.everySeconds * 1_000,
    overdueAfter: Math.max(60 * minute, 10_000 * settings.everySeconds),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    async run(signal) {
      const published = ledger.published();
      if (!published) return lookAgain;
      const { verifierKeys, origin, tiles } = ledger;
      size = (await readMirror(place, verifierKeys.map(parseVerifierKey), origin)).size;
      await copyLog({ readTile: tiles.read, published, verifierKeys, place, signal });
      size = published.checkpoint.size;
      copiedAt = new Date();
      return undefined;
    },
    onFailure: () => tallies.add("mirror-failed"),
  });
  const silence = ledger.onPublished(errand.nudge);
  return {
    view: () => ({
      ...errand.view(),
      place: place.name,
      size,
      lag: Math.max(0, (ledger.published()?.checkpoint.size ?? 0) - size),
      copiedAt,
    }),
    async stop() {
      silence();
      await errand.stop();
    },
  };
}
