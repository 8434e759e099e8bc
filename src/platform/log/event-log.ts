import { setTimeout as sleep } from "node:timers/promises";
import type { EventSink } from "../context/event.ts";
import { serializable } from "../context/transact.ts";
import type { Database } from "../database/database.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { LogEntry } from "./entry.ts";
import {
  type EntriesHandler,
  type EntryHandler,
  type Follower,
  followLog,
  oneByOne,
  type Pace,
} from "./follow-log.ts";
import { createOutbox } from "./outbox.ts";
import {
  isWaiting,
  newestWaiting,
  type Openings,
  readEntries,
  readLogState,
  readOpenings,
  readTexts,
} from "./read-log.ts";
import { startSequencer } from "./sequencer.ts";
import { openWakeUp } from "./wake-up.ts";

/** The order of the house: events in, numbered entries out. */
export interface EventLog {
  readonly sink: EventSink;
  /** Follows the log from where this name last came to; see `EntryHandler`. */
  followLog(name: string, handle: EntryHandler): Follower;
  /** The same, several entries at a time. */
  followTogether(name: string, handle: EntriesHandler, pace?: Pace): Follower;
  /** Those of this process that have not been stopped. */
  followers(): readonly Follower[];
  readEntries(from: number, limit: number): Promise<LogEntry[]>;
  /** The very bytes that are sealed, of the entries from an index on. */
  readTexts(from: number, limit: number): Promise<string[]>;
  /** Calls back when the log may have grown: a hint, which can be lost. Returns how to stop. */
  onGrowth(listener: () => void): () => void;
  readOpenings(entry: Pick<LogEntry, "id">): Promise<Openings>;
  /** Entries in the log, and events that wait for their index: the sequencer's lag. */
  state(): Promise<{ readonly size: number; readonly waiting: number }>;
  /** When all that is queued now has its index and this process's followers have taken it. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** `sequence: false` is for a command beside the server: it queues, the server's sequencer numbers. */
export async function openEventLog(
  database: Database,
  log: Logger,
  { sequence = true }: { readonly sequence?: boolean } = {},
): Promise<EventLog> {
  const wakeUp = await openWakeUp(database, log);
  const sequencer = sequence ? startSequencer(database, wakeUp, log) : undefined;
  const followers = new Set<Follower>();
  const parts = { database, transact: serializable(database.writer), wakeUp, log };
  const db = database.writer;
  // Only a sequencer of another process needs to be told over the database.
  const wake = () =>
    sequencer?.isInOffice() ? wakeUp.ring("plumbline_outbox") : wakeUp.send("plumbline_outbox");
  const followTogether = (name: string, handle: EntriesHandler, pace?: Pace): Follower => {
    const follower = followLog(name, handle, parts, pace);
    followers.add(follower);
    return {
      ...follower,
      async stop() {
        followers.delete(follower);
        await follower.stop();
      },
    };
  };
  return {
    sink: createOutbox(wake),
    followLog: (name, handle) => followTogether(name, oneByOne(handle)),
    followTogether,
    followers: () => [...followers],
    readEntries: (from, limit) => readEntries(db, from, limit),
    readTexts: (from, limit) => readTexts(db, from, limit),
    onGrowth: (listener) => wakeUp.on("plumbline_log", listener),
    readOpenings: ({ id }) => readOpenings(db, id),
    state: () => readLogState(db),
    async settled() {
      const newest = await newestWaiting(db);
      while (newest !== undefined && (await isWaiting(db, newest))) await sleep(10);
      const { size } = await readLogState(db);
      for (const follower of followers) while ((await follower.position()) < size) await sleep(10);
    },
    async close() {
      await Promise.all([...followers].map((follower) => follower.stop()));
      await sequencer?.stop();
      await wakeUp.close();
    },
  };
}
