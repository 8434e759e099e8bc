import { rename } from "node:fs/promises";
import { join } from "node:path";
import { createContextMaker, type Database, type EventLog, queueBehind, Refusal } from "../platform/index.ts";
import { openCheckpoint } from "./checkpoint/open-checkpoint.ts";
import { parseVerifierKey } from "./note/verifier.ts";
import { openDisk } from "./sealing/disk.ts";
import { type KeyOpener, openKeyRing } from "./sealing/key-ring.ts";
import { openStore } from "./sealing/open-ledger.ts";

export interface Restarted {
  readonly origin: string;
  readonly verifier: string;
  /** Indices of the entries that the old log had signed and the database no longer holds: first and last. */
  readonly lost: readonly [number, number];
}

/**
 * After a restored backup: a new log whose first entry names the old checkpoint and the range that is lost. Refuses
 * while the database holds everything that was signed. Nobody else may have the database open as the server.
 */
export async function restartLedger(options: {
  readonly database: Database;
  /** Without a sequencer: what waits is numbered by `number`. */
  readonly events: EventLog;
  /** Gives everything that waits its index. */
  number(): Promise<void>;
  readonly data: string;
  readonly keys: string;
  readonly opener: KeyOpener;
  readonly now: Date;
}): Promise<Restarted> {
  const { database, events, number, data, keys, opener, now } = options;
  const disk = openDisk();
  const ring = await openKeyRing(keys, disk, { name: "unused", opener, now });
  const stored = await (await openStore(keys, ring, disk)).latest();
  const { size } = await events.state();
  if (!stored) throw nothingSigned();
  const logs = ring.keys.map(({ verifier }) => parseVerifierKey(verifier));
  const { checkpoint } = openCheckpoint(stored.note, { logs });
  const signed = ring.base + checkpoint.size;
  if (size >= signed) throw nothingLost();
  // Who has the keys and the data folder at hand asks nobody: what he does stands in the log for everybody to see.
  const access = { require: () => undefined };
  const contexts = createContextMaker({ database, access, sink: events.sink });
  const context = contexts.contextFor({ kind: "system", id: "system:ledger" }, now);
  await context.commit(async (tx) => {
    context.require("ledger.restart", {});
    const seals = {
      oldGeneration: ring.generation,
      oldSize: checkpoint.size,
      oldRoot: Buffer.from(checkpoint.root).toString("hex"),
      lostFrom: size,
      lostTo: signed - 1,
    };
    await queueBehind(tx);
    return { result: undefined, event: { type: "ledger.restarted", subject: "house:ledger", seals } };
  });
  await number();
  const next = await ring.restart(now, size);
  await rename(join(data, "ledger"), join(data, `ledger-${ring.generation}`)).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    },
  );
  return { origin: next.origin, verifier: next.keys.at(-1)?.verifier ?? "", lost: [size, signed - 1] };
}

const nothingSigned = () =>
  new Refusal("conflict", {
    zh: "此密钥目录中还没有签署过检查点，无需另立账本。",
    en: "No checkpoint has been signed with this folder of keys; there is nothing to restart.",
  });

const nothingLost = () =>
  new Refusal("conflict", {
    zh: "数据库包含已签署的全部条目，账本可以继续，无需另立。",
    en: "The database holds every entry that was signed: the ledger goes on, and there is nothing to restart.",
  });
