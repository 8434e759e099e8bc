import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { locks } from "../../platform/index.ts";
import { checkPartialTiles } from "../checking/check-partial-tiles.ts";
import { openLogSource } from "../checking/log-source.ts";
import { verifyLog } from "../checking/verify-log.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { verifyGrowth } from "../checkpoint/verify-growth.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { parseTlogProof } from "../proof/tlog-proof.ts";
import { verifyTlogProof } from "../proof/verify-tlog-proof.ts";
import { restartLedger } from "../restart-ledger.ts";
import { tileNodes } from "../tiles/tile-reader.ts";
import { proveConsistency } from "../tree/consistency.ts";
import { hashLeaf } from "../tree/hash.ts";
import { openDisk } from "./disk.ts";
import type { Ledger } from "./open-ledger.ts";
import { openTestLedger, type TestLedger } from "./sealing-fixture.ts";

let house: TestLedger;
beforeEach(async () => {
  house = await openTestLedger();
});
afterEach(() => house.close());

const logsOf = (ledger: Ledger) => ({ logs: ledger.verifierKeys.map(parseVerifierKey) });
const onDisk = (ledger: Ledger) =>
  openCheckpoint(readFileSync(join(house.data, "ledger", "checkpoint")), logsOf(ledger)).checkpoint;

describe("an event of the house", () => {
  test("lies under a published checkpoint, with a proof that needs nothing but the key", async () => {
    const ledger = await house.open();
    await house.tell(3);
    await ledger.sealedUpTo(2);
    const [, entry] = await house.events.readEntries(0, 3);
    const proof = await ledger.prove(1);
    const policy = parsePolicy(Buffer.from(`log ${ledger.verifierKeys[0]}\nquorum none\n`));
    const leaf = hashLeaf(Buffer.from(entry?.text ?? ""));
    expect(verifyTlogProof(proof, leaf, policy)).toMatchObject({ index: 1, checkpoint: { size: 3 } });
    expect(parseTlogProof(proof).index).toBe(1);
    expect(onDisk(ledger).size).toBe(3);
  });

  test("grows the log it was in before the server was started again, over several tiles", async () => {
    const first = await house.open();
    await house.tell(300);
    await first.sealedUpTo(299);
    const older = onDisk(first);
    await first.close();
    await house.tell(250);
    const second = await house.open();
    await second.sealedUpTo(549);
    const newer = onDisk(second);
    const proof = await proveConsistency(older.size, newer.size, tileNodes(newer.size, second.tiles.read));
    expect(newer.size).toBe(550);
    expect(() => verifyGrowth(older, newer, proof)).not.toThrow();
    expect(second.verifierKeys).toEqual(first.verifierKeys);
    // What was partial and is full is cleared away.
    expect(readdirSync(join(house.data, "ledger", "tile", "0")).sort()).toEqual(["000", "001", "002.p"]);
  });

  test("is not proved before it is sealed", async () => {
    const ledger = await house.open();
    await house.tell(1);
    await ledger.sealedUpTo(0);
    await expect(ledger.prove(1)).rejects.toThrow(/does not yet lie/);
  });
});

describe("the sealer", () => {
  test("makes lost and damaged tiles again, to the same root", async () => {
    const first = await house.open();
    await house.tell(260);
    await first.sealedUpTo(259);
    await first.close();
    const before = onDisk(first);
    rmSync(join(house.data, "ledger"), { recursive: true });
    const second = await house.open();
    await second.sealedUpTo(259);
    expect(onDisk(second)).toEqual(before);
    await second.close();
    const tile = join(house.data, "ledger", "tile", "1", "000.p", "1");
    writeFileSync(tile, readFileSync(tile).fill(7));
    const third = await house.open();
    await third.sealedUpTo(259);
    expect(onDisk(third)).toEqual(before);
  });

  test("refuses to go on where an entry was changed behind its back and the tiles were taken away", async () => {
    const first = await house.open();
    await house.tell(5);
    await first.sealedUpTo(4);
    await first.close();
    await sql`ALTER TABLE log DISABLE TRIGGER log_only_grows`.execute(house.database.writer);
    await sql`UPDATE log SET entry = replace(entry, 'test:2', 'test:9') WHERE index = 2`.execute(
      house.database.writer,
    );
    rmSync(join(house.data, "ledger"), { recursive: true });
    const second = await house.open();
    await expect(second.sealedUpTo(4)).rejects.toThrow(/an entry was changed/);
    expect(second.state().fault?.code).toBe("differs");
  });

  test("refuses to sign over a database that is older than its last checkpoint", async () => {
    const first = await house.open();
    await house.tell(4);
    await first.sealedUpTo(3);
    await first.close();
    const other = await openTestLedger();
    try {
      await other.tell(2);
      const second = await other.open({
        keys: house.keys,
        opener: { keyFile: join(house.keys, "key-file"), mayMake: false },
      });
      await expect(second.sealedUpTo(0)).rejects.toThrow(/older than the signed checkpoint/);
    } finally {
      await other.close();
    }
  });

  test("stops for good when the disk does not flush, and loses nothing", async () => {
    let isBroken = false;
    const disk = openDisk(async (handle) => {
      if (isBroken) throw Object.assign(new Error("EIO"), { code: "EIO" });
      await handle.sync();
    });
    const ledger = await house.open({ disk });
    await house.tell(1);
    await ledger.sealedUpTo(0);
    isBroken = true;
    await house.tell(1);
    await expect(ledger.sealedUpTo(1)).rejects.toThrow(/EIO/);
    isBroken = false;
    await house.tell(1);
    expect(ledger.state()).toMatchObject({ sealed: 1, fault: { code: "disk" } });
    await ledger.close();
    const again = await house.open();
    await again.sealedUpTo(2);
    expect(onDisk(again).size).toBe(3);
  });

  test("stops when another process has signed on", async () => {
    const ledger = await house.open();
    await house.tell(1);
    await ledger.sealedUpTo(0);
    const [folder] = readdirSync(house.keys).filter((name) => name.startsWith("checkpoints-"));
    const path = join(house.keys, folder ?? "");
    writeFileSync(join(path, "000000000002"), readFileSync(join(path, "000000000001")));
    await house.tell(1);
    await expect(ledger.sealedUpTo(1)).rejects.toThrow(/Another process/);
  });

  test("makes the newest bundle again where the disk has lost what stood in it", async () => {
    const first = await house.open();
    await house.tell(5);
    await first.sealedUpTo(4);
    await first.close();
    const bundle = join(house.data, "ledger", "tile", "entries", "000.p", "5");
    writeFileSync(bundle, Buffer.alloc(readFileSync(bundle).length));
    await house.tell(2);
    const second = await house.open();
    await second.sealedUpTo(6);
    const policy = parsePolicy(Buffer.from(`log ${second.verifierKeys[0]}\nquorum none\n`));
    await expect(verifyLog(openLogSource(join(house.data, "ledger")), { policy })).resolves.toMatchObject({
      checkpoint: { size: 7 },
    });
  });
});

describe("a partial tile that a crash left unsigned", () => {
  test("is made again, so that no later checkpoint covers what the disk has lost", async () => {
    const first = await house.open();
    await house.tell(3);
    await first.sealedUpTo(2);
    await first.close();
    const tile = join(house.data, "ledger", "tile");
    const torn = ["entries", "0"].map((level) => join(tile, level, "000.p", "5"));
    for (const path of torn) writeFileSync(path, Buffer.alloc(40));
    await house.tell(4);
    const second = await house.open();
    await second.sealedUpTo(6);
    const signal = AbortSignal.timeout(60_000);
    await expect(checkPartialTiles(second.tiles, 7, signal)).resolves.toEqual([]);
    expect(torn.map((path) => readFileSync(path).equals(Buffer.alloc(40)))).toEqual([false, false]);
  });
});

describe("a process that was paused while another took its place", () => {
  /** As a network that breaks: the database ends the session that holds the sealer's lock. */
  const loseLock = () =>
    sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = ${locks.sealer.number}`.execute(
      house.database.writer,
    );

  /** From `pause` on no flush comes back before `wake`; `held` says when one is waited for. */
  function pausableDisk() {
    const awake = Promise.withResolvers<void>();
    let isPaused = false;
    let waiting = 0;
    const disk = openDisk(async (handle) => {
      if (isPaused) {
        waiting += 1;
        await awake.promise;
      }
      await handle.sync();
    });
    return {
      disk,
      pause() {
        isPaused = true;
      },
      held: () => vi.waitFor(() => expect(waiting).toBeGreaterThan(0), { timeout: 60_000 }),
      wake: awake.resolve,
    };
  }

  test("in the midst of writing tiles signs nothing more, and the log is one", async () => {
    const { disk, pause, held, wake } = pausableDisk();
    const first = await house.open({ disk });
    await house.tell(1);
    await first.sealedUpTo(0);
    pause();
    await house.tell(1);
    await held();
    await loseLock();
    const second = await house.open();
    await second.sealedUpTo(1);
    await house.tell(3);
    await second.sealedUpTo(4);
    wake();
    await expect(first.sealedUpTo(9)).rejects.toThrow(/Another process|cannot be written/);
    const policy = parsePolicy(Buffer.from(`log ${second.verifierKeys[0]}\nquorum none\n`));
    const { checkpoint } = await verifyLog(openLogSource(join(house.data, "ledger")), { policy });
    expect(checkpoint.size).toBe(5);
  });

  test("while it waited for its witnesses takes back nothing that its successor has published", async () => {
    const { disk, pause, held, wake } = pausableDisk();
    const answer = Promise.withResolvers<void>();
    const witnesses = async (_: unknown, note: Uint8Array) => {
      await answer.promise;
      return { note, isMet: true };
    };
    const first = await house.open({ disk, witnesses });
    await house.tell(2);
    await vi.waitFor(() => expect(first.state().sealed).toBe(2), { timeout: 60_000 });
    pause();
    await house.tell(1);
    await held();
    await loseLock();
    const second = await house.open();
    await house.tell(2);
    await second.sealedUpTo(4);
    wake();
    answer.resolve();
    await first.close();
    expect(onDisk(second).size).toBe(5);
  });
});

describe("the keys", () => {
  test("of a passphrase open with it and with no other", async () => {
    const opener = { passphrase: "correct horse" };
    const first = await house.open({ opener });
    await first.close();
    await expect(house.open({ opener: { passphrase: "wrong horse" } })).rejects.toThrow(/wrong passphrase/);
    const again = await house.open({ opener });
    expect(again.verifierKeys).toEqual(first.verifierKeys);
    const stored = readFileSync(join(house.keys, "ledger-keys.json"), "utf8");
    expect(stored).not.toContain("PRIVATE");
  });

  test("change without a flag day: both sign for a while, then the new one alone", async () => {
    const ledger = await house.open();
    await house.tell(1);
    await ledger.sealedUpTo(0);
    const [old = ""] = ledger.verifierKeys;
    await ledger.rotate(new Date(Date.now() + 3_600_000));
    const [, young = ""] = ledger.verifierKeys;
    await house.tell(1);
    const { note } = await ledger.sealedUpTo(1);
    for (const key of [old, young]) {
      expect(openCheckpoint(note, { logs: [parseVerifierKey(key)] }).checkpoint.size).toBe(2);
    }
    await ledger.rotate(new Date(0));
    await house.tell(1);
    const { note: later } = await ledger.sealedUpTo(2);
    expect(() => openCheckpoint(later, { logs: [parseVerifierKey(young)] })).toThrow();
  });
});

describe("after a backup that is older than the last checkpoint was restored", () => {
  test("a new log begins, whose first entry names the old checkpoint and what is lost", async () => {
    const first = await house.open();
    await house.tell(6);
    await first.sealedUpTo(5);
    await first.close();
    const restored = await openTestLedger();
    const opener = { keyFile: join(house.keys, "key-file"), mayMake: false };
    try {
      await restored.tell(4);
      const { database, events, data } = restored;
      const now = new Date();
      const keys = house.keys;
      const number = () => events.settled();
      const { lost, verifier } = await restartLedger({ database, events, number, data, keys, opener, now });
      expect(lost).toEqual([4, 5]);
      const second = await restored.open({ keys, opener });
      expect(second.origin).toBe("test.example/log/2");
      await restored.tell(2);
      await second.sealedUpTo(6);
      const [entry] = await events.readEntries(4, 1);
      expect(entry).toMatchObject({ type: "ledger.restarted", index: 4 });
      expect(entry?.seals).toMatchObject({ oldSize: "6", lostFrom: "4", lostTo: "5" });
      const policy = parsePolicy(Buffer.from(`log ${verifier}\nquorum none\n`));
      const whole = await verifyLog(openLogSource(join(data, "ledger")), { policy });
      expect(whole).toMatchObject({ firstIndex: 4, checkpoint: { size: 3 } });
      await expect(restartLedger({ database, events, number, data, keys, opener, now })).rejects.toThrow(
        /nothing to restart/,
      );
    } finally {
      await restored.close();
    }
  });
});
