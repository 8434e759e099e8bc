import { setTimeout as pause } from "node:timers/promises";
import {
  type Bilingual,
  createBell,
  type Database,
  type EventLog,
  type Logger,
  locks,
  tryLock,
} from "../../platform/index.ts";
import { type Checkpoint, signCheckpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { equalBytes } from "../encoding/bytes.ts";
import { LedgerError } from "../ledger-error.ts";
import { noteSigner } from "../note/signer.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { edgeRoot } from "../tiles/tile-edge.ts";
import { keyChanged } from "./change-key.ts";
import type { CheckpointStore, StoredCheckpoint } from "./checkpoint-store.ts";
import { type Growth, grow, noGrowth, readGrowth } from "./grow.ts";
import type { KeyRing } from "./key-ring.ts";
import type { TileFolder } from "./tile-folder.ts";

/** Why sealing has stopped, for people; `code` is stable. */
export interface SealingFault {
  readonly code: "behind" | "differs" | "disk" | "succeeded" | "broken";
  readonly sentence: Bilingual;
}

export interface SealingState {
  /** Entries under the newest signed checkpoint. */
  readonly sealed: number;
  readonly fault: SealingFault | undefined;
}

export interface SealerParts {
  readonly database: Database;
  readonly events: EventLog;
  readonly log: Logger;
  readonly tiles: TileFolder;
  readonly store: CheckpointStore;
  ring(): KeyRing;
  /** Reads the keys again: a command beside the server may have made one. */
  reload(): Promise<void>;
  /** Each new checkpoint, durable in the folder of keys: to publish. */
  onSigned(checkpoint: Checkpoint, note: Uint8Array): void;
  onFault(fault: SealingFault): void;
}

export interface Sealer {
  state(): SealingState;
  /** The disk has failed elsewhere: nothing more is signed. */
  diskFailed(error: unknown): void;
  stop(): Promise<void>;
}

const atOnce = 4_096;
/** Entries that come within it share a checkpoint. */
const gatherFor = 10; // milliseconds
/**
 * From one checkpoint to the next: each costs a dozen flushes of files, which those of PostgreSQL wait behind. What
 * comes after a while of silence does not wait, and neither does a full batch.
 */
const restFor = 500; // milliseconds
const lookEvery = 500; // milliseconds

class Stopped extends Error {
  readonly fault: SealingFault;
  constructor(fault: SealingFault) {
    super(fault.sentence.en);
    this.fault = fault;
  }
}

/**
 * Seals the log: entries durable in PostgreSQL → tiles durable → checkpoint by compare-and-swap in the folder of keys
 * → told to `onSigned`. A fault ends it for good: what went wrong once is looked at by a person, not tried again.
 */
export function startSealer(parts: SealerParts): Sealer {
  const bell = createBell();
  const silence = parts.events.onGrowth(bell.ring);
  const stopping = new AbortController();
  const rest = (since: number) =>
    pause(Math.max(0, since + restFor - performance.now()), undefined, { signal: stopping.signal }).catch(
      () => undefined,
    );
  let stopped = false;
  let state: SealingState = { sealed: 0, fault: undefined };

  const halt = (fault: SealingFault, error: unknown) => {
    if (state.fault) return;
    state = { ...state, fault };
    parts.log.error({ err: error, code: fault.code }, "sealing has stopped");
    parts.onFault(fault);
  };
  const serve = async (): Promise<void> => {
    let lost = false;
    const session = await parts.database.session(() => {
      lost = true;
      bell.ring();
    });
    try {
      while (!(await tryLock(session, locks.sealer))) {
        await bell.heard(lookEvery);
        if (stopped || lost) return;
      }
      let head = await readHead(parts);
      state = { ...state, sealed: head.growth.edge.size };
      while (!stopped && !lost && !state.fault) {
        const began = performance.now();
        const next = await sealNext(parts, head);
        if (next) {
          const added = next.growth.edge.size - head.growth.edge.size;
          head = next;
          state = { ...state, sealed: head.growth.edge.size };
          if (added < atOnce) await rest(began);
          continue;
        }
        await bell.heard(lookEvery);
        if (!stopped) await pause(gatherFor);
      }
    } finally {
      await session.end().catch(() => undefined);
    }
  };
  const done = (async () => {
    while (!stopped && !state.fault) {
      try {
        await serve();
      } catch (error) {
        const fault = faultOf(error);
        if (fault) halt(fault, error);
        else {
          parts.log.warn({ err: error }, "the sealer was interrupted and begins again");
          await bell.heard(lookEvery);
        }
      }
    }
  })();
  return {
    state: () => state,
    diskFailed(error) {
      halt(diskFault(error), error);
      bell.ring();
    },
    async stop() {
      stopped = true;
      stopping.abort();
      silence();
      bell.ring();
      await done;
    },
  };
}

interface Head {
  readonly number: number;
  readonly growth: Growth;
}

/** Where the log stands: its newest checkpoint, with tiles that lead to it. */
async function readHead({ tiles, store, events, ring, onSigned }: SealerParts): Promise<Head> {
  const stored = await store.latest();
  if (!stored) {
    await remakeUnsigned({ tiles, events, ring }, noGrowth);
    return { number: 0, growth: noGrowth };
  }
  const checkpoint = openOwn(stored, ring());
  const { size } = await events.state();
  const base = ring().base;
  if (base + checkpoint.size > size) throw new Stopped(behind(checkpoint.size, size - base));
  const growth = await readTiles(tiles, checkpoint).catch((error: unknown) => {
    if (error instanceof LedgerError) return rederive({ tiles, events, ring }, checkpoint);
    throw error;
  });
  await remakeUnsigned({ tiles, events, ring }, growth);
  onSigned(checkpoint, stored.note);
  return { number: stored.number, growth };
}

/**
 * Partial tiles that a crash left unsigned are made again: the disk may have lost what stood in them, and a later
 * checkpoint covers them. They are not taken away, for whoever wrote them may only be paused, and sign them yet.
 */
async function remakeUnsigned(
  { tiles, events, ring }: Pick<SealerParts, "tiles" | "events" | "ring">,
  growth: Growth,
): Promise<void> {
  const { size } = growth.edge;
  for (const end of await tiles.unsigned(size)) {
    const entries = await readLeaves(events, ring().base + size, end - size);
    if (entries.length === end - size) await tiles.write(grow(growth, entries).tiles).catch(failed);
  }
}

function openOwn(stored: StoredCheckpoint, ring: KeyRing): Checkpoint {
  const logs = ring.keys.map(({ verifier }) => parseVerifierKey(verifier));
  return openCheckpoint(stored.note, { logs }).checkpoint;
}

async function readTiles(tiles: TileFolder, checkpoint: Checkpoint): Promise<Growth> {
  const growth = await readGrowth(checkpoint.size, tiles.read);
  if (!equalBytes(edgeRoot(growth.edge), checkpoint.root)) {
    throw new LedgerError("bad-proof", "The tiles do not lead to the newest checkpoint.");
  }
  return growth;
}

/** Tiles that are lost or damaged are made again from the entries, if these still lead to the signed root. */
async function rederive(
  { tiles, events, ring }: Pick<SealerParts, "tiles" | "events" | "ring">,
  checkpoint: Checkpoint,
): Promise<Growth> {
  const { base } = ring();
  let growth = noGrowth;
  while (growth.edge.size < checkpoint.size) {
    const from = growth.edge.size;
    const entries = await readLeaves(events, base + from, Math.min(atOnce, checkpoint.size - from));
    if (entries.length === 0) break;
    const { after, tiles: made } = grow(growth, entries);
    await tiles.write(made).catch(failed);
    growth = after;
  }
  if (!equalBytes(edgeRoot(growth.edge), checkpoint.root)) throw new Stopped(differs(checkpoint.size));
  return growth;
}

/** Seals what has come; `undefined` where nothing has. */
async function sealNext(parts: SealerParts, { number, growth }: Head): Promise<Head | undefined> {
  const { tiles, store, events, ring, onSigned } = parts;
  const entries = await readLeaves(events, ring().base + growth.edge.size, atOnce);
  if (entries.length === 0) return undefined;
  // The checkpoint over the entry that tells of a new key is the first that this key signs.
  if (entries.some((entry) => entry.includes(keyChange))) await parts.reload();
  const { origin, signers } = ring();
  const { after, tiles: made } = grow(growth, entries);
  await tiles.write(made).catch(failed);
  const checkpoint = { origin, size: after.edge.size, root: edgeRoot(after.edge) };
  const note = signCheckpoint(checkpoint, signers(new Date()).map(noteSigner));
  if (!(await store.append(number, note).catch(failed))) throw new Stopped(succeeded);
  onSigned(checkpoint, note);
  return { number: number + 1, growth: after };
}

const keyChange = Buffer.from(`"type":"${keyChanged}"`);

async function readLeaves(events: EventLog, from: number, limit: number): Promise<Buffer[]> {
  return (await events.readTexts(from, limit)).map((text) => Buffer.from(text, "utf8"));
}

function failed(error: unknown): never {
  throw new Stopped(diskFault(error));
}

const diskFault = (error: unknown): SealingFault => ({
  code: "disk",
  sentence: {
    zh: `账本的文件无法可靠写入（${codeOf(error)}），封存已停止。数据库中的记录没有丢失；排除磁盘故障后重新启动即可继续。`,
    en: `The ledger's files cannot be written durably (${codeOf(error)}), so sealing has stopped. Nothing in the database is lost; mend the disk and start again to go on.`,
  },
});

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "I/O");

const behind = (signed: number, held: number): SealingFault => ({
  code: "behind",
  sentence: {
    zh: `数据库比已签署的检查点旧：检查点含 ${signed} 条，数据库只有 ${held} 条。为避免签出两种历史，账本拒绝继续签署；如刚恢复备份，请运行 ./plumbline ledger restart。`,
    en: `The database is older than the signed checkpoint: that covers ${signed} entries, the database holds ${held}. The ledger refuses to sign a second history; after restoring a backup run ./plumbline ledger restart.`,
  },
});

const differs = (size: number): SealingFault => ({
  code: "differs",
  sentence: {
    zh: `数据库中的日志与已签署的检查点（${size} 条）不一致：有条目被改动过。账本已停止签署。`,
    en: `The log in the database does not lead to the signed checkpoint of size ${size}: an entry was changed. The ledger has stopped signing.`,
  },
});

const succeeded: SealingFault = {
  code: "succeeded",
  sentence: {
    zh: "另一个进程已在此密钥目录中签署了后续检查点，本进程停止签署。",
    en: "Another process has signed a later checkpoint in this folder of keys; this one stops signing.",
  },
};

/** `undefined` for what passes by itself, such as a lost connection. */
function faultOf(error: unknown): SealingFault | undefined {
  if (error instanceof Stopped) return error.fault;
  if (error instanceof LedgerError) {
    const sentence = {
      zh: `账本的检查点无法验证（${error.code}），封存已停止。`,
      en: `The ledger's checkpoint cannot be verified (${error.code}); sealing has stopped.`,
    };
    return { code: "broken", sentence };
  }
  return undefined;
}
