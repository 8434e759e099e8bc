// What this browser was shown of the log, against what it is shown now. Loaded only where something is checked.
import {
  type Checkpoint,
  LedgerError,
  openCheckpoint,
  parseVerifierKey,
  proveConsistency,
  type ReadTile,
  type Tile,
  tileNodes,
  tilePath,
  verifyGrowth,
} from "../../../src/ledger/library.ts";
import { type LogMemory, recallLog, rememberLog } from "./memory.ts";

/** The log is signed by a key that this browser does not know, or is another log. */
export class StrangeKey extends Error {}

/** The log is not what this browser was shown before. */
export class HistoryDiffers extends Error {
  readonly reason: LedgerError;
  constructor(reason: LedgerError) {
    super(reason.message);
    this.reason = reason;
  }
}

export interface Seen {
  readonly checkpoint: Checkpoint;
  /** The key of those known here that signed it, in its text form. */
  readonly key: string;
  /** What was known before; absent at the first sight of the log. */
  readonly before: LogMemory | undefined;
}

/** Opens a checkpoint with the keys known here, and proves that it only adds to the newest one that was seen here. */
export async function seeCheckpoint(note: string, claimed: readonly string[]): Promise<Seen> {
  const before = recallLog();
  const known = before?.keys ?? claimed;
  const { checkpoint, signers } = openedBy(note, known);
  if (before) {
    if (before.origin !== checkpoint.origin) throw new StrangeKey();
    await compare(openedBy(before.note, before.keys).checkpoint, checkpoint, known);
  }
  const now = new Date().toISOString();
  const isNewer = !before || checkpoint.size >= before.size;
  rememberLog({
    origin: checkpoint.origin,
    // A key that signs beside one that is known may take over from it.
    keys: [
      ...new Set([...known.filter((key) => before || signers.includes(key)), ...signersOf(note, claimed)]),
    ],
    note: isNewer ? note : before.note,
    size: isNewer ? checkpoint.size : before.size,
    since: before?.since ?? now,
    seenAt: now,
  });
  return { checkpoint, key: signers[0] ?? "", before };
}

function openedBy(note: string, keys: readonly string[]) {
  const verifiers = keys.map(parseVerifierKey);
  try {
    const { checkpoint, logs } = openCheckpoint(new TextEncoder().encode(note), { logs: verifiers });
    return { checkpoint, signers: keys.filter((_, i) => logs.some((log) => log === verifiers[i])) };
  } catch (error) {
    if (error instanceof LedgerError && ["no-signature", "wrong-origin"].includes(error.code))
      throw new StrangeKey();
    throw error;
  }
}

function signersOf(note: string, keys: readonly string[]): readonly string[] {
  try {
    return openedBy(note, keys).signers;
  } catch {
    return [];
  }
}

async function compare(seen: Checkpoint, shown: Checkpoint, keys: readonly string[]): Promise<void> {
  try {
    if (shown.size >= seen.size) return await requireGrowth(seen, shown);
    // Another tab may have seen a newer one since this one was asked for: then both lie within the newest.
    const newest = openedBy(await readNewest(), keys).checkpoint;
    await requireGrowth(seen, newest);
    await requireGrowth(shown, seen);
  } catch (error) {
    throw error instanceof LedgerError ? new HistoryDiffers(error) : error;
  }
}

async function requireGrowth(older: Checkpoint, newer: Checkpoint): Promise<void> {
  const isPlain = older.size === 0 || newer.size <= older.size;
  const proof = isPlain
    ? []
    : await proveConsistency(older.size, newer.size, tileNodes(newer.size, readTile));
  verifyGrowth(older, newer, proof);
}

export async function readNewest(): Promise<string> {
  const answer = await fetch("/ledger/checkpoint", { cache: "no-store" });
  if (!answer.ok) throw new Error(`checkpoint: ${answer.status}`);
  return answer.text();
}

/** A partial tile is taken away once it is full; the full one begins with it. */
const readTile: ReadTile = async (tile) => {
  const bytes = (await fetchTile(tile)) ?? (await fetchTile({ ...tile, width: 256 }));
  if (!bytes) throw new LedgerError("missing-node", `${tilePath(tile)} is missing.`);
  return bytes;
};

async function fetchTile(tile: Tile): Promise<Uint8Array | undefined> {
  const path = tilePath(tile);
  const answer = await fetch(`/ledger/${path}`);
  if (answer.status === 404) return undefined;
  // A server that cannot be reached has not shown another history.
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
