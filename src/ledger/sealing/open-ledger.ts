import { join } from "node:path";
import { type Database, type EventLog, type Logger, Refusal } from "../../platform/index.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { LedgerError } from "../ledger-error.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { formatTlogProof } from "../proof/tlog-proof.ts";
import { tileNodes } from "../tiles/tile-reader.ts";
import { proveInclusion } from "../tree/inclusion.ts";
import { type CheckpointStore, openCheckpointStore, type StoredCheckpoint } from "./checkpoint-store.ts";
import { type Disk, openDisk, removeAbandoned } from "./disk.ts";
import { type KeyOpener, type KeyRing, openKeyRing } from "./key-ring.ts";
import { type AskWitnesses, type Published, type Publisher, startPublisher } from "./publisher.ts";
import { type SealingFault, type SealingState, startSealer } from "./sealer.ts";
import { openTileFolder, type TileFolder } from "./tile-folder.ts";

/** The log of this installation: sealed, published, and ready to prove what is in it. */
export interface Ledger {
  readonly origin: string;
  /** Verifier keys in their text form, the newest last. */
  readonly verifierKeys: readonly string[];
  readonly tiles: TileFolder;
  ring(): KeyRing;
  state(): SealingState;
  published(): Published | undefined;
  /** The checkpoints that lie beside the keys, the oldest first. */
  signed(): Promise<readonly StoredCheckpoint[]>;
  /** Waits until the entry lies under a published checkpoint. Refuses when sealing has stopped. */
  sealedUpTo(index: number): Promise<Published>;
  /** A tlog-proof of an entry of the house's log under a checkpoint, the newest published one unless given. */
  prove(index: number, under?: Pick<Published, "checkpoint" | "note">): Promise<Uint8Array>;
  /** A new key that signs beside the old ones until `overlapUntil`. */
  rotate(overlapUntil: Date): Promise<KeyRing>;
  /** Tells of each newly published checkpoint. Returns how to stop. */
  onPublished(listener: (published: Published) => void): () => void;
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly database: Database;
  readonly events: EventLog;
  readonly log: Logger;
  /** The data folder; the log lies in `ledger` below it. */
  readonly data: string;
  /** The folder of keys, with the signed checkpoints. */
  readonly keys: string;
  /** Of a log that is yet to be made. */
  readonly name: string;
  readonly opener: KeyOpener;
  readonly witnesses?: AskWitnesses | undefined;
  readonly disk?: Disk;
  onFault?(fault: SealingFault): void;
}

export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { database, events, log, data, keys, name, opener, disk = openDisk(), onFault } = options;
  let ring = await openKeyRing(keys, disk, { name, opener, now: new Date() });
  const tiles = openTileFolder(join(data, "ledger"), disk);
  await removeAbandoned(tiles.folder, new Date());
  const store = await openStore(keys, ring, disk);
  const listeners = new Set<(published: Published) => void>();
  const publisher = startPublisher({
    tiles,
    log,
    witnesses: options.witnesses,
    openOwn: (note) => ownCheckpoint(note, ring),
    onPublished: (published) => {
      for (const listener of listeners) listener(published);
    },
    onFailed: (error) => sealer.diskFailed(error),
  });
  const faults = new Set<(fault: SealingFault) => void>();
  const sealer = startSealer({
    database,
    events,
    log,
    tiles,
    store,
    ring: () => ring,
    async reload() {
      ring = await openKeyRing(keys, disk, { name, opener, now: new Date() });
    },
    onSigned: publisher.offer,
    onFault(fault) {
      onFault?.(fault);
      for (const tell of faults) tell(fault);
    },
  });
  return {
    tiles,
    ring: () => ring,
    get origin() {
      return ring.origin;
    },
    get verifierKeys() {
      return ring.keys.map(({ verifier }) => verifier);
    },
    published: publisher.published,
    signed: store.kept,
    prove: (index, under) => prove(index, under, { base: ring.base, tiles, publisher, events }),
    state: sealer.state,
    sealedUpTo: (index) =>
      waitFor(index - ring.base, { publisher, listeners, faults, fault: () => sealer.state().fault }),
    async rotate(overlapUntil) {
      ring = await ring.rotate(new Date(), overlapUntil);
      return ring;
    },
    onPublished(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await sealer.stop();
      await publisher.stop();
    },
  };
}

function ownCheckpoint(note: Uint8Array, ring: KeyRing): Checkpoint | undefined {
  try {
    return openCheckpoint(note, { logs: ring.keys.map(({ verifier }) => parseVerifierKey(verifier)) })
      .checkpoint;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** Each log of the installation has its own sequence of checkpoints. */
export function openStore(keys: string, { generation }: KeyRing, disk: Disk): Promise<CheckpointStore> {
  return openCheckpointStore(join(keys, `checkpoints-${generation}`), disk);
}

/** The entry itself goes along as extra data: nobody vouches for that, and nobody needs to, for its hash is proved. */
async function prove(
  index: number,
  given: Pick<Published, "checkpoint" | "note"> | undefined,
  {
    base,
    tiles,
    publisher,
    events,
  }: Pick<LedgerOptions, "events"> & {
    readonly base: number;
    readonly tiles: TileFolder;
    readonly publisher: Publisher;
  },
): Promise<Uint8Array> {
  const newest = publisher.published();
  const under = given ?? newest;
  const leaf = index - base;
  const [entry] = await events.readTexts(index, 1);
  if (!newest || !under || entry === undefined || leaf < 0 || leaf >= under.checkpoint.size) {
    throw notSealed(index);
  }
  const { size } = under.checkpoint;
  // The nodes of a smaller tree stand in the tiles of the larger one too.
  const nodes = tileNodes(Math.max(size, newest.checkpoint.size), tiles.read);
  const hashes = await proveInclusion(leaf, size, nodes);
  return formatTlogProof({ index: leaf, hashes, checkpoint: under.note, extra: Buffer.from(entry) });
}

interface Waiting {
  readonly publisher: Publisher;
  readonly listeners: Set<(published: Published) => void>;
  readonly faults: Set<(fault: SealingFault) => void>;
  fault(): SealingFault | undefined;
}

function waitFor(leaf: number, { publisher, listeners, faults, fault }: Waiting): Promise<Published> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      listeners.delete(look);
      faults.delete(fail);
    };
    const look = (published: Published) => {
      if (published.checkpoint.size <= leaf) return;
      stop();
      resolve(published);
    };
    const fail = ({ sentence }: SealingFault) => {
      stop();
      reject(new Refusal("conflict", sentence));
    };
    listeners.add(look);
    faults.add(fail);
    const [now, broken] = [publisher.published(), fault()];
    if (now) look(now);
    if (broken) fail(broken);
  });
}

const notSealed = (index: number) =>
  new Refusal("not-found", {
    zh: `第 ${index} 条尚未封存在已公布的检查点之下。`,
    en: `Entry ${index} does not yet lie under a published checkpoint.`,
  });
