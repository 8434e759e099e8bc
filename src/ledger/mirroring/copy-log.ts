import { type Bilingual, Refusal } from "../../platform/index.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { verifyGrowth } from "../checkpoint/verify-growth.ts";
import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { type NoteVerifier, parseVerifierKey } from "../note/verifier.ts";
import type { Growth } from "../sealing/grow.ts";
import type { Published } from "../sealing/publisher.ts";
import { tilePath, tileWidth } from "../tiles/tile.ts";
import { edgeRoot, type TileContents } from "../tiles/tile-edge.ts";
import { type ReadTile, tileNodes } from "../tiles/tile-reader.ts";
import { proveConsistency } from "../tree/consistency.ts";
import { emptyRoot } from "../tree/hash.ts";
import { deriveTiles, partialTiles } from "./derive-tiles.ts";
import type { MirrorPlace } from "./mirror-place.ts";

export interface CopyOptions {
  readonly readTile: ReadTile;
  readonly published: Pick<Published, "checkpoint" | "note">;
  /** Of the log, in their text form. */
  readonly verifierKeys: readonly string[];
  readonly place: MirrorPlace;
  readonly signal: AbortSignal;
}

/** How far a first copy has come: a note in the mirror itself, so that it is lost with what it tells of. */
const progressFile = "copying";

/**
 * Brings a mirror to the published checkpoint. Invariants: what the mirror's checkpoint covers is never touched, and a new
 * checkpoint follows when all it covers is durable, so the mirror is a whole log at every moment; a mirror that does not
 * grow into the log is refused and left as it is; what the entries do not give is not copied.
 */
export async function copyLog(options: CopyOptions): Promise<void> {
  try {
    await copy(options);
  } catch (error) {
    // Of all that is read here only the log's own files are not yet spoken of.
    if (error instanceof LedgerError) throw damaged(options.published.checkpoint.size);
    throw error;
  }
}

async function copy(given: CopyOptions): Promise<void> {
  // Between two published sizes there need not be tiles of every width: the widest holds them all.
  const readTile: ReadTile = (tile) =>
    given.readTile({ ...tile, width: tileWidth(tile.level, tile.index, given.published.checkpoint.size) });
  const options = { ...given, readTile };
  const { published, place, signal } = options;
  const { checkpoint, note } = published;
  const verifiers = options.verifierKeys.map(parseVerifierKey);
  const there = await readMirror(place, verifiers, checkpoint.origin);
  const proof = await proofFrom(there, checkpoint, readTile);
  insistOnGrowth(place, there, checkpoint, proof);
  if (there.size === checkpoint.size) return;
  const growth = await verifyStretch(options, there.size);
  const from = Math.max(there.size, await readProgress(place, checkpoint));
  for await (const { growth: reached, tiles } of deriveTiles(readTile, { from, to: checkpoint.size })) {
    await place.write(tiles.map(fileOf), signal);
    if (reached.edge.size < checkpoint.size) {
      const progress = `${checkpoint.origin}\n${reached.edge.size}\n`;
      await place.write([{ path: progressFile, bytes: Buffer.from(progress) }], signal);
    }
  }
  await place.write(partialTiles(growth, there.size).map(fileOf), signal);
  await place.write([{ path: "checkpoint", bytes: note }], signal);
}

/** The checkpoint in the mirror; that of an empty log where there is none. */
export async function readMirror(
  place: MirrorPlace,
  verifiers: readonly NoteVerifier[],
  origin: string,
): Promise<Checkpoint> {
  const note = await place.read("checkpoint");
  if (!note) return { origin, size: 0, root: emptyRoot };
  try {
    return openCheckpoint(note, { logs: verifiers }).checkpoint;
  } catch (error) {
    if (error instanceof LedgerError) throw foreign(place);
    throw error;
  }
}

function proofFrom(there: Checkpoint, { size }: Checkpoint, readTile: ReadTile): Promise<Uint8Array[]> {
  if (there.size === 0 || there.size >= size) return Promise.resolve([]);
  return proveConsistency(there.size, size, tileNodes(size, readTile));
}

function insistOnGrowth(
  place: MirrorPlace,
  there: Checkpoint,
  checkpoint: Checkpoint,
  proof: readonly Uint8Array[],
): void {
  try {
    verifyGrowth(there, checkpoint, proof);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === "rolled-back") throw ahead(place, there.size, checkpoint.size);
    throw error.code === "wrong-origin" ? foreign(place) : forked(place, there.size);
  }
}

/** Everything from what the mirror has up to the checkpoint, derived once before the first byte leaves. */
async function verifyStretch({ readTile, published, signal }: CopyOptions, from: number): Promise<Growth> {
  const { size, root } = published.checkpoint;
  let reached: Growth | undefined;
  for await (const { growth } of deriveTiles(readTile, { from, to: size })) {
    signal.throwIfAborted();
    reached = growth;
  }
  if (!reached || !equalBytes(edgeRoot(reached.edge), root)) throw damaged(size);
  return reached;
}

async function readProgress(place: MirrorPlace, { origin, size }: Checkpoint): Promise<number> {
  const text = await place.read(progressFile);
  const [name, digits = "", end] = Buffer.from(text ?? [])
    .toString("utf8")
    .split("\n");
  if (name !== origin || end !== "" || !/^\d{1,15}$/.test(digits)) return 0;
  return Number(digits) < size ? Number(digits) : 0;
}

const fileOf = ({ tile, bytes }: TileContents) => ({ path: tilePath(tile), bytes });

const refused = (sentence: Bilingual) => new Refusal("conflict", sentence);

const foreign = ({ name }: MirrorPlace) =>
  refused({
    zh: `镜像 ${name} 中已有别的账本，不会覆盖；请改用空的位置。`,
    en: `The mirror ${name} holds another log, which is not overwritten; use an empty place.`,
  });

const ahead = ({ name }: MirrorPlace, there: number, here: number) =>
  refused({
    zh: `镜像 ${name} 含 ${there} 条，比本机已公布的 ${here} 条多：本机的账本可能被回退过。`,
    en: `The mirror ${name} covers ${there} entries, more than the ${here} published here: the log here may have been rolled back.`,
  });

const forked = ({ name }: MirrorPlace, size: number) =>
  refused({
    zh: `镜像 ${name} 在第 ${size} 条处与本机账本的历史不同：出现了两种历史。`,
    en: `The mirror ${name} shows another history of the first ${size} entries than the log here.`,
  });

const damaged = (size: number) =>
  refused({
    zh: `本机账本的文件推算不出已公布的检查点（${size} 条），有损坏或被改动，因此没有复制。`,
    en: `The log's files here do not lead to the published checkpoint of size ${size}: they are damaged or were changed, and were not copied.`,
  });
