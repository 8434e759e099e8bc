// A whole log in memory, as its tests need it: the files a log publishes, and a reader that trusts none of them.
import { equalBytes } from "../encoding/bytes.ts";
import {
  appendLeaves,
  type Checkpoint,
  edgeRoot,
  emptyEdge,
  FULL_WIDTH,
  hashLeaves,
  LedgerError,
  makeEntryBundle,
  type NoteVerifier,
  noteSigner,
  openCheckpoint,
  parseEntryBundle,
  parseSignerKey,
  type ReadTile,
  type SignerKey,
  signCheckpoint,
  type TileEdge,
  tilePath,
  tilesOf,
  verifierOf,
} from "../library.ts";

export const testKey: SignerKey = parseSignerKey(
  "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg",
);

export const entryOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const numberedEntries = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => entryOf(`entry ${i}`));

/** Files by their path below the log's prefix, `checkpoint` among them. */
export type LogFiles = Map<string, Uint8Array>;

/** Publishes the entries in batches of the given sizes, the last of which may be larger than what is left. */
export function publishLog(
  entries: readonly Uint8Array[],
  batches: readonly number[] = [entries.length],
): LogFiles {
  const files: LogFiles = new Map();
  let edge = emptyEdge;
  for (const batch of batches) {
    const from = edge.size;
    const grown = appendLeaves(edge, hashLeaves(entries.slice(from, from + batch)));
    edge = grown.edge;
    for (const { tile, bytes } of grown.tiles) files.set(tilePath(tile), bytes);
    writeBundles(files, entries, from, edge.size);
    files.set("checkpoint", signCheckpoint(headOf(edge), [noteSigner(testKey)]));
  }
  return files;
}

function writeBundles(files: LogFiles, entries: readonly Uint8Array[], from: number, to: number): void {
  for (let index = Math.floor(from / FULL_WIDTH); index * FULL_WIDTH < to; index++) {
    const held = entries.slice(index * FULL_WIDTH, Math.min(to, (index + 1) * FULL_WIDTH));
    files.set(tilePath({ level: "entries", index, width: held.length }), makeEntryBundle(held));
  }
}

function headOf(edge: TileEdge): Checkpoint {
  return { origin: testKey.name, size: edge.size, root: edgeRoot(edge) };
}

export function readerOf(files: LogFiles): ReadTile {
  return async (tile) => {
    const bytes = files.get(tilePath(tile));
    if (!bytes) throw new LedgerError("missing-node", `${tilePath(tile)} is missing.`);
    return bytes;
  };
}

/** Derives every tile and the root from the entries, and compares them with what was published. */
export async function checkLog(
  files: LogFiles,
  log: NoteVerifier = verifierOf(testKey),
): Promise<Checkpoint> {
  const readTile = readerOf(files);
  const { checkpoint } = openCheckpoint(files.get("checkpoint") ?? new Uint8Array(0), { logs: [log] });
  let edge = emptyEdge;
  const derived: LogFiles = new Map();
  for (const tile of tilesOf(checkpoint.size)) {
    const bytes = await readTile(tile);
    if (tile.level === "entries") {
      const grown = appendLeaves(edge, hashLeaves(parseEntryBundle(bytes, tile.width)));
      edge = grown.edge;
      for (const made of grown.tiles) derived.set(tilePath(made.tile), made.bytes);
    } else if (!equalBytes(bytes, derived.get(tilePath(tile)) ?? new Uint8Array(0))) {
      throw new LedgerError("bad-proof", `${tilePath(tile)} does not follow from the entries.`);
    }
  }
  if (!equalBytes(edgeRoot(edge), checkpoint.root)) {
    throw new LedgerError("bad-proof", "The entries do not lead to the root of the checkpoint.");
  }
  return checkpoint;
}
