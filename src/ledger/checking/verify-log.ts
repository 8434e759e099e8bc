import { type Bilingual, Refusal } from "../../platform/index.ts";
import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import type { WitnessedCheckpoint } from "../policy/check-policy.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { parseEntryBundle } from "../tiles/entry-bundle.ts";
import { FULL_WIDTH, type Tile, tilePath, tileWidth } from "../tiles/tile.ts";
import { appendLeaves, edgeRoot, emptyEdge } from "../tiles/tile-edge.ts";
import { hashLeaves } from "../tree/hash.ts";
import type { LogSource } from "./log-source.ts";

/** A log does not hold what it promises: one sentence, and the place as exactly as it is known. */
export class LogFault extends Refusal {
  readonly place: FaultPlace;
  constructor(place: FaultPlace, sentence: Bilingual) {
    super("conflict", sentence);
    this.place = place;
  }
}

export interface FaultPlace {
  readonly file: string;
  /** Index of the entry, where it is one. */
  readonly entry?: number;
  /** Offset in the file of the first byte that is wrong. */
  readonly byte?: number;
}

export interface VerifyOptions {
  readonly policy: Policy;
  readonly onProgress?: (entries: number, size: number) => void;
  readonly signal?: AbortSignal;
}

export interface VerifiedLog extends WitnessedCheckpoint {
  readonly firstIndex: number;
}

/**
 * Derives every tile and the root again from the entries and compares each byte with what is published. That proves
 * every entry: an inclusion proof is made of the very nodes that are derived here. What it holds in memory does not
 * grow with the log.
 */
export async function verifyLog(source: LogSource, options: VerifyOptions): Promise<VerifiedLog> {
  const note = await source.read("checkpoint");
  if (!note) throw missing({ file: "checkpoint" });
  const witnessed = opened(note, options.policy);
  const { size, root } = witnessed.checkpoint;
  let edge = emptyEdge;
  let firstIndex = 0;
  for await (const piece of readAhead(source, size)) {
    options.signal?.throwIfAborted();
    const { tile, file, bytes } = piece;
    const entries = entriesOf(tile, file, bytes);
    if (tile.index === 0) firstIndex = indexOf(entries[0]) ?? 0;
    checkIndices(tile, file, entries, firstIndex);
    const grown = appendLeaves(edge, hashLeaves(entries));
    edge = grown.edge;
    for (const made of grown.tiles) {
      if (!isPublished(made.tile, size)) continue;
      const published = made.tile.level === 0 ? piece.hashes : await readPiece(source, made.tile);
      compare(published, made.bytes);
    }
    options.onProgress?.(edge.size, size);
  }
  if (!equalBytes(edgeRoot(edge), root)) throw wrongRoot(size);
  return { ...witnessed, firstIndex };
}

function opened(note: Uint8Array, policy: Policy): WitnessedCheckpoint {
  try {
    return checkPolicy(policy, note);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new LogFault({ file: "checkpoint" }, checkpointSentence(error));
  }
}

/** A partial tile is outdone by the next of its index: only the widest is published. */
function isPublished({ level, index, width }: Tile, size: number): boolean {
  return width === tileWidth(level, index, size);
}

interface Piece {
  readonly tile: Tile;
  readonly file: string;
  readonly bytes: Uint8Array;
}

async function readPiece(source: LogSource, tile: Tile): Promise<Piece> {
  const file = tilePath(tile);
  const bytes = (await source.read(file)) ?? (await wider(source, tile));
  if (!bytes) throw missing({ file });
  return { tile, file, bytes };
}

const ahead = 16;

/** Each bundle with the tile of its hashes, in order; some of the next are already asked for. */
async function* readAhead(
  source: LogSource,
  size: number,
): AsyncGenerator<Piece & { readonly hashes: Piece }> {
  const bundles = Math.ceil(size / FULL_WIDTH);
  const ask = async (index: number) => {
    const width = tileWidth("entries", index, size);
    const [bundle, hashes] = await Promise.all([
      readPiece(source, { level: "entries", index, width }),
      readPiece(source, { level: 0, index, width }),
    ]);
    return { ...bundle, hashes };
  };
  const asked: ReturnType<typeof ask>[] = [];
  for (let index = 0; index < bundles || asked.length > 0; index++) {
    if (index < bundles) {
      const pair = ask(index);
      pair.catch(() => undefined);
      asked.push(pair);
    }
    const next = index >= bundles || asked.length >= ahead ? asked.shift() : undefined;
    if (next) yield await next;
  }
}

/** Partial tiles may be gone once the log has grown: the full tile begins with them. */
async function wider(source: LogSource, tile: Tile): Promise<Uint8Array | undefined> {
  if (tile.width === FULL_WIDTH) return undefined;
  const full = await source.read(tilePath({ ...tile, width: FULL_WIDTH }));
  if (!full || tile.level !== "entries") return full?.subarray(0, tile.width * 32);
  let end = 0;
  for (let i = 0; i < tile.width; i++) end += 2 + (full[end] ?? 0) * 256 + (full[end + 1] ?? 0);
  return full.subarray(0, end);
}

function entriesOf(tile: Tile, file: string, bytes: Uint8Array): Uint8Array[] {
  try {
    return parseEntryBundle(bytes, tile.width);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new LogFault(
      { file },
      {
        zh: `${file} 不是完整的条目文件。`,
        en: `${file} is not a whole bundle of entries: ${error.message}`,
      },
    );
  }
}

/** Entries of the house are JSON objects that name their own index; other logs' entries are only hashed. */
function checkIndices(tile: Tile, file: string, entries: readonly Uint8Array[], first: number): void {
  entries.forEach((entry, i) => {
    const position = tile.index * FULL_WIDTH + i;
    const index = indexOf(entry);
    if (index === undefined || index === first + position) return;
    throw new LogFault(
      { file, entry: position },
      {
        zh: `第 ${position} 条自称第 ${index} 条，应为第 ${first + position} 条（${file}）。`,
        en: `Entry ${position} calls itself ${index} instead of ${first + position} (${file}).`,
      },
    );
  });
}

function indexOf(entry: Uint8Array | undefined): number | undefined {
  // Not parsed as JSON: a million entries are, and this finds the one field.
  const text = entry && Buffer.from(entry.buffer, entry.byteOffset, entry.length).toString("utf8");
  const [, digits] = /"index":"(\d{1,15})"/.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function compare({ tile, file, bytes }: Piece, derived: Uint8Array): void {
  if (equalBytes(bytes, derived)) return;
  const byte = firstDifference(bytes, derived);
  if (tile.level === 0) {
    const entry = tile.index * FULL_WIDTH + Math.floor(byte / 32);
    throw new LogFault(
      { file, byte, entry },
      {
        zh: `第 ${entry} 条与其哈希不符（${file} 第 ${byte} 字节）：条目或哈希被改动过。`,
        en: `Entry ${entry} does not have the hash at byte ${byte} of ${file}: the entry or the hash was changed.`,
      },
    );
  }
  throw new LogFault(
    { file, byte },
    {
      zh: `${file} 自第 ${byte} 字节起与条目推算的结果不符。`,
      en: `${file} does not follow from the entries, from byte ${byte} on.`,
    },
  );
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return length;
}

const missing = (place: FaultPlace) =>
  new LogFault(place, { zh: `缺少文件 ${place.file}。`, en: `The file ${place.file} is missing.` });

const wrongRoot = (size: number) =>
  new LogFault(
    { file: "checkpoint" },
    {
      zh: `${size} 个条目推算出的根与已签署检查点的根不同：条目或检查点被改动过。`,
      en: `The ${size} entries do not lead to the root of the signed checkpoint: entries or checkpoint were changed.`,
    },
  );

function checkpointSentence({ code, message }: LedgerError): Bilingual {
  const zh: Readonly<Record<string, string>> = {
    "no-signature": "检查点不是由所给密钥签署的。",
    "bad-signature": "检查点上的签名无效：内容或签名被改动过。",
    "quorum-not-met": "见证方的联署不足，未达到信任文件要求的法定数。",
  };
  return { zh: zh[code] ?? "检查点格式不正确。", en: `The checkpoint is not valid: ${message}` };
}
