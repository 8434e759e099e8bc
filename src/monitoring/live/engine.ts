import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import {
  type Actor,
  type ContextMaker,
  createLogger,
  type Database,
  type EventLog,
  locks,
  sql,
} from "../../platform/index.ts";
import { lookUpSession } from "../../records/index.ts";
import { newestBaseline } from "../runs/stage-baseline.ts";
import { type LiveBench, openBench } from "./bench.ts";
import { judgeSlice } from "./judge-slice.ts";
import { forgetWaiting, readWaiting } from "./queue.ts";
import { WholeRunWrites } from "./write-slice.ts";

/** Judges customers as records about them come in. */
export interface LiveEngine {
  start(): void;
  close(): Promise<void>;
}

const monitor: Actor = { kind: "system", id: "system:monitoring" };

/** Batches of one slice; a batch holds up to 2,000 observations. */
const mostBatches = 40;
/** What comes within this time is judged together: a slice has a fixed cost of some forty queries. */
const gathering = 60; // milliseconds
const looking = 1_000;
const longestPause = 30_000;
/** Slices after which it is asked how much an in-memory database has left behind. */
const slicesBetween = 50;

interface Parts {
  readonly database: Database;
  readonly contexts: ContextMaker;
  readonly events: EventLog;
}

/** `fewRows`: customers with no more rows than these are judged beside all of them at once. */
export function createLiveEngine({ database, contexts, events }: Parts, fewRows?: number): LiveEngine {
  const log = createLogger({ level: "warn" });
  const stopping = new AbortController();
  const pause = (milliseconds: number) =>
    sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  let bench: LiveBench | undefined;
  let slices = 0;
  let session: pg.Client | undefined;
  let running: Promise<void> | undefined;
  let silence: (() => void) | undefined;

  const freshBench = async (): Promise<LiveBench | undefined> => {
    const newest = await newestBaseline(database.reader);
    const isOver = async (at: LiveBench) =>
      at.baseline.number !== newest?.number || (slices % slicesBetween === 0 && (await at.isWornOut()));
    if (bench && (await isOver(bench))) {
      bench.close();
      bench = undefined;
    }
    if (!bench && newest) {
      bench = await openBench(database);
    }
    return bench;
  };
  const work = async (): Promise<boolean> => {
    const waiting = await readWaiting(database, mostBatches);
    if (waiting.length === 0) return false;
    const at = await freshBench();
    if (!at) return false;
    session ??= await lookUpSession(database, () => {
      session = undefined;
    });
    const started = performance.now();
    const context = contexts.contextFor(monitor);
    const { reading } = locks;
    // Nobody is erased between reading the records and writing down what was found in them.
    await session.query("SELECT pg_advisory_lock_shared($1, $2)", [reading.class, reading.number]);
    const slice = await judgeSlice({ database, session, context, bench: at }, waiting, fewRows).finally(() =>
      session?.query("SELECT pg_advisory_unlock_shared($1, $2)", [reading.class, reading.number]),
    );
    slices++;
    await forgetWaiting(database, waiting);
    await tell(database, { ...slice, at: context.now, milliseconds: performance.now() - started });
    return true;
  };
  // The log has grown: whatever it was will be in the queue by the time that more has gathered.
  let ring: () => void = () => undefined;
  const heard = (milliseconds: number) =>
    Promise.race([pause(milliseconds), new Promise<void>((resolve) => (ring = resolve))]);
  const loop = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const some = await work();
        failures = 0;
        if (!some) await heard(looking);
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!(error instanceof WholeRunWrites)) {
          log.error({ err: error }, "live detection failed");
          await tellFailure(database).catch(() => undefined);
          bench?.close();
          bench = undefined;
          await pause(Math.min(looking * 2 ** failures++, longestPause));
        }
      }
      await pause(gathering);
    }
  };
  return {
    start() {
      silence ??= events.onGrowth(() => ring());
      running ??= loop();
    },
    async close() {
      silence?.();
      stopping.abort();
      await running;
      bench?.close();
      await session?.end().catch(() => undefined);
    },
  };
}

async function tell(
  { writer }: Database,
  slice: { at: Date; customers: number; milliseconds: number; failed: readonly string[]; leftOut: number },
): Promise<void> {
  const { at, customers, milliseconds, failed, leftOut } = slice;
  await sql`
    UPDATE live_state SET judged_at = ${at}, customers = ${customers}, milliseconds = ${milliseconds}, failed = ${[...failed]}::text[],
      failed_at = CASE WHEN cardinality(${[...failed]}::text[]) > 0 THEN ${at}::timestamptz END, left_out = left_out + ${leftOut}`.execute(
    writer,
  );
}

async function tellFailure({ writer }: Database): Promise<void> {
  await sql`UPDATE live_state SET failed = '{slice}', failed_at = now()`.execute(writer);
}
