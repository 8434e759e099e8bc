import { sql } from "kysely";
import type { Transact } from "../context/create-context.ts";
import type { Database } from "../database/database.ts";
import type { Tx } from "../database/tables.ts";
import { companion } from "../database/together.ts";
import type { Logger } from "../telemetry/logger.ts";
import { createBell } from "./bell.ts";
import type { LogEntry } from "./entry.ts";
import { readEntries } from "./read-log.ts";
import { withLogTables } from "./tables.ts";
import type { WakeUp } from "./wake-up.ts";

/**
 * Takes one entry into a projection. What it writes through `tx` and the position in the log become durable
 * together, so each entry takes effect once; anything else it does may happen again after a crash. Who works long on
 * one entry throws when `signal` aborts: the server stops, and the entry is taken at the next start.
 */
export type EntryHandler = (entry: LogEntry, tx: Tx, signal: AbortSignal) => Promise<void>;

/** The same for entries that follow each other, at least one: where many are written at once with less than one by one. */
export type EntriesHandler = (entries: readonly LogEntry[], tx: Tx, signal: AbortSignal) => Promise<void>;

export const oneByOne =
  (handle: EntryHandler): EntriesHandler =>
  async (entries, tx, signal) => {
    for (const entry of entries) await handle(entry, tx, signal);
  };

export interface Follower {
  readonly name: string;
  /** The index of the next entry it has not yet taken. */
  position(): Promise<number>;
  /** What stops it at its position; absent while all is well. */
  failure(): unknown;
  /** Begins again at index 0, in one transaction with `clear`, which empties the projection. */
  rebuild(clear: (tx: Tx) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const largestBatch = 256;
/** By so many more entries the next batch is larger after one that was full. */
const growth = 16;
const lookEvery = 1_000; // milliseconds
const longestPause = 30_000;

export interface Pace {
  /** Milliseconds from one transaction to the next: what comes in between is taken together. What comes after a silence does not wait. */
  readonly apart?: number;
}

export interface FollowerParts {
  readonly database: Database;
  readonly transact: Transact;
  readonly wakeUp: WakeUp;
  readonly log: Logger;
}

/** Follows the log in its order, from where this name last came to. An entry that fails holds up those after it. */
export function followLog(
  name: string,
  handle: EntriesHandler,
  parts: FollowerParts,
  { apart = 0 }: Pace = {},
): Follower {
  const { database, transact, wakeUp, log } = parts;
  const bell = createBell();
  const silence = wakeUp.on("plumbline_log", bell.ring);
  const stopping = new AbortController();
  let stopped = false;
  let failure: unknown;
  let pause = 50;
  let batch = largestBatch;

  const step = () => {
    let isAgain = false;
    return transact(async (tx) => {
      // It collided with somebody: a shorter transaction does so less, and loses less by it.
      if (isAgain) batch = Math.max(1, batch >> 1);
      isAgain = true;
      const from = await lockPosition(tx, name);
      if (from === undefined) return 0;
      const entries = await readEntries(tx, from, batch);
      if (entries.length === 0) return 0;
      await handle(entries, tx, stopping.signal);
      await setPosition(tx, name, from + entries.length);
      return entries.length;
    });
  };
  const rest = async (from: number) => {
    while (!stopped && performance.now() < from + apart)
      await bell.heard(Math.max(1, from + apart - performance.now()));
  };
  const done = (async () => {
    while (!stopped) {
      try {
        const begun = performance.now();
        const taken = (await isBehind(database, name)) ? await step() : 0;
        failure = undefined;
        pause = 50;
        if (taken < batch) {
          await bell.heard(lookEvery);
          if (taken > 0) await rest(begun);
        } else batch = Math.min(batch + growth, largestBatch);
      } catch (error) {
        if (stopped) return;
        if (batch > 1) {
          // One of many failed: go singly, so that those before it are taken.
          batch = 1;
          continue;
        }
        failure = error;
        log.error({ err: error, follower: name }, "a follower of the log is held up");
        await bell.heard(pause);
        pause = Math.min(pause * 2, longestPause);
      }
    }
  })();
  return {
    name,
    failure: () => failure,
    async position() {
      const row = await withLogTables(database.writer)
        .selectFrom("log_follower")
        .select("next_index")
        .where("name", "=", name)
        .executeTakeFirst();
      return Number(row?.next_index ?? 0);
    },
    async rebuild(clear) {
      await transact(async (tx) => {
        await clear(tx);
        await setPosition(tx, name, 0);
      });
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

/** Asked without a lock, so that a quiet log costs no write. */
async function isBehind(database: Database, name: string): Promise<boolean> {
  const row = await withLogTables(database.writer)
    .selectFrom("log_head")
    .leftJoin("log_follower", (join) => join.on("name", "=", name))
    .select(["size", "next_index"])
    .executeTakeFirstOrThrow();
  return row.size > (row.next_index ?? 0n);
}

// A table that a serializable transaction reads through is locked as a whole, and one of few rows is read through where
// nothing forbids it: then every follower would collide with every other one.
const byIndex = companion("follower-by-index", "SET LOCAL enable_seqscan = off");
const asEver = companion("follower-as-ever", "SET LOCAL enable_seqscan = on");

/** The position, ours until the transaction ends; `undefined` while another process is at it. */
async function lockPosition(transaction: Tx, name: string): Promise<number | undefined> {
  const tx = withLogTables(transaction);
  const lock = async () => {
    await sql.raw(byIndex).execute(tx);
    const row = await tx
      .selectFrom("log_follower")
      .select("next_index")
      .where("name", "=", name)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    await sql.raw(asEver).execute(tx);
    return row && Number(row.next_index);
  };
  const position = await lock();
  if (position !== undefined) return position;
  // Held by another process, or followed for the first time.
  const { numInsertedOrUpdatedRows: made } = await tx
    .insertInto("log_follower")
    .values({ name, next_index: 0n })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return made ? lock() : undefined;
}

async function setPosition(transaction: Tx, name: string, position: number): Promise<void> {
  await withLogTables(transaction)
    .insertInto("log_follower")
    .values({ name, next_index: BigInt(position) })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ next_index: BigInt(position) }))
    .execute();
}
