import { setTimeout as pause } from "node:timers/promises";
import type { Bilingual, EventLog } from "../../platform/index.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import type { Published } from "../sealing/publisher.ts";
import { FULL_WIDTH, tileWidth } from "../tiles/tile.ts";
import { readTileHashes } from "../tiles/tile-reader.ts";
import { hashLeaf } from "../tree/hash.ts";
import { checkPartialTiles } from "./check-partial-tiles.ts";
import { checkSigned } from "./check-signed.ts";
import { openLogSource } from "./log-source.ts";
import type { IntegrityFault } from "./report-fault.ts";
import { LogFault, verifyLog } from "./verify-log.ts";

/**
 * Walks the published files against the keys, and the database's log against the published hashes. Gives what is wrong;
 * `onProgress` gets the share done.
 */
export async function checkOwnLog(
  {
    ledger,
    events,
    signal,
  }: { readonly ledger: Ledger; readonly events: Pick<EventLog, "readTexts">; readonly signal: AbortSignal },
  onProgress: (share: number) => Promise<void>,
): Promise<{ readonly entries: number; readonly faults: readonly IntegrityFault[] }> {
  const published = ledger.published();
  if (!published) return { entries: 0, faults: [] };
  const faults: IntegrityFault[] = [];
  const logs = ledger.verifierKeys.map((key) => ({ verifier: parseVerifierKey(key) }));
  const policy = { logs, witnesses: [], groups: [], quorum: "none" };
  try {
    await verifyLog(openLogSource(ledger.tiles.folder), { policy, signal });
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    faults.push({ place: `ledger:${error.place.file}`, sentence: error.problems[0] ?? error.sentence });
  }
  faults.push(...(await checkShown(ledger, published)));
  faults.push(...(await checkSigned(ledger, published.checkpoint)));
  faults.push(...(await checkPartialTiles(ledger.tiles, published.checkpoint.size, signal)));
  const { size } = published.checkpoint;
  for (let index = 0; index * FULL_WIDTH < size; index++) {
    signal.throwIfAborted();
    faults.push(...(await checkTile({ ledger, events, index, size })));
    await onProgress(Math.min(1, ((index + 1) * FULL_WIDTH) / size));
  }
  return { entries: size, faults };
}

const publishedWithin = 10_000; // milliseconds

/** What lies open must be what this process has published, cosignatures included. */
async function checkShown(ledger: Ledger, published: Published): Promise<IntegrityFault[]> {
  for (const until = performance.now() + publishedWithin; ; await pause(50)) {
    const shown = await ledger.tiles.readCheckpoint();
    // A newer one may have been published while it was read.
    if (ledger.published() !== published || (shown && equalBytes(shown, published.note))) return [];
    // Or it lies there already and is not yet flushed: then it is ours, longer, and soon what is published.
    const size = shown && sizeOfOwn(ledger, shown);
    if (size === undefined || size <= published.checkpoint.size || performance.now() > until) break;
  }
  return [{ place: "ledger:checkpoint/published", sentence: otherCheckpoint }];
}

function sizeOfOwn({ verifierKeys }: Ledger, note: Uint8Array): number | undefined {
  try {
    return openCheckpoint(note, { logs: verifierKeys.map(parseVerifierKey) }).checkpoint.size;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

const otherCheckpoint: Bilingual = {
  zh: "公开的检查点文件不是本系统公布的那一份：被替换、回退或改动过。",
  en: "The published checkpoint is not the one that was published: it was exchanged, rolled back or changed.",
};

async function checkTile({
  ledger,
  events,
  index,
  size,
}: {
  readonly ledger: Ledger;
  readonly events: Pick<EventLog, "readTexts">;
  readonly index: number;
  readonly size: number;
}): Promise<IntegrityFault[]> {
  const width = tileWidth(0, index, size);
  const { base } = ledger.ring();
  const first = base + index * FULL_WIDTH;
  // A tile that is missing was found above, from the files alone.
  const hashes = await readTileHashes({ level: 0, index, width }, ledger.tiles.read).catch(() => undefined);
  const texts = await events.readTexts(first, width);
  if (!hashes) return [];
  return Array.from({ length: width }, (_, i) => i).flatMap((i) => {
    const text = texts[i];
    const hash = hashes.subarray(i * 32, (i + 1) * 32);
    if (text !== undefined && equalBytes(hashLeaf(Buffer.from(text, "utf8")), hash)) return [];
    return [text === undefined ? goneFromLog(first + i) : changedInLog(first + i)];
  });
}

const changedInLog = (index: number): IntegrityFault => ({
  place: `log:${index}`,
  sentence: {
    zh: `日志第 ${index} 条在数据库中的内容与封存时不同：有人在系统之外改动过数据库。`,
    en: `Entry ${index} of the log in the database differs from what was sealed: the database was changed from outside.`,
  },
});

const goneFromLog = (index: number): IntegrityFault => ({
  place: `log:${index}`,
  sentence: {
    zh: `日志第 ${index} 条已从数据库中消失。`,
    en: `Entry ${index} of the log is gone from the database.`,
  },
});
