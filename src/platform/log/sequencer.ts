import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "../database/database.ts";
import { tryLock } from "../database/house.ts";
import { locks } from "../database/locks.ts";
import type { Logger } from "../telemetry/logger.ts";
import { createBell } from "./bell.ts";
import type { WakeUp } from "./wake-up.ts";

/** Gives every queued event the next index. Of all that are started, one works and the others stand by. */
export interface Sequencer {
  isInOffice(): boolean;
  stop(): Promise<void>;
}

const batchSize = 4_096;
/** Between two batches: under load many events share one. What comes after a silence does not wait. */
const gatherFor = 50; // milliseconds
/** How long a lost hint can delay an event, and a stand-by its turn. */
const lookEvery = 500; // milliseconds

export function startSequencer(database: Database, wakeUp: WakeUp, log: Logger): Sequencer {
  const bell = createBell();
  const silence = wakeUp.on("plumbline_outbox", bell.ring);
  let stopped = false;
  let inOffice = false;

  const serve = async () => {
    let broken = false;
    const session = await database.session(() => {
      broken = true;
      bell.ring();
    });
    try {
      while (!(await tryLock(session, locks.sequencer))) {
        await bell.heard(lookEvery);
        if (stopped || broken) return;
      }
      const epoch = await takeOffice(session);
      inOffice = true;
      while (!stopped && !broken) {
        const moved = await moveBatch(session, epoch, batchSize);
        if (moved > 0) wakeUp.send("plumbline_log");
        if (moved === batchSize) continue;
        await bell.heard(lookEvery);
        if (moved > 0) await sleep(gatherFor);
      }
    } finally {
      inOffice = false;
      await session.end().catch(() => undefined);
    }
  };
  const done = (async () => {
    while (!stopped) {
      try {
        await serve();
      } catch (error) {
        log.error({ err: error }, "the sequencer was interrupted and takes office again");
        await bell.heard(lookEvery);
      }
    }
  })();
  return {
    isInOffice: () => inOffice,
    async stop() {
      stopped = true;
      silence();
      bell.ring();
      await done;
    },
  };
}

/**
 * The lock alone does not keep a predecessor out: its session may be lost to the database while it believes
 * itself in office. From here on its batches, which carry the old epoch, change nothing.
 */
export async function takeOffice(session: pg.Client): Promise<bigint> {
  const { rows } = await session.query("UPDATE log_head SET epoch = epoch + 1 RETURNING epoch");
  return rows[0].epoch;
}

/**
 * Moves the oldest queued events to the log: how many. One statement, hence one transaction: a crash leaves
 * it done or not begun. Order: an event takes its place in the queue after its work has read, so whatever it
 * could have seen has an earlier place, and is in this batch or was in an earlier one.
 */
export async function moveBatch(session: pg.Client, epoch: bigint, limit: number): Promise<number> {
  const { rows } = await session.query({ name: "move-batch", text: moveStatement, values: [epoch, limit] });
  if (rows.length === 0) throw new Error(`The sequencer of epoch ${epoch} has been succeeded.`);
  return Number(rows[0].moved);
}

const moveStatement = `
WITH head AS MATERIALIZED (
  SELECT size FROM log_head WHERE epoch = $1 FOR UPDATE
), moved AS (
  DELETE FROM outbox USING head
  WHERE position = ANY (ARRAY(SELECT position FROM outbox ORDER BY position LIMIT $2))
  RETURNING position, event_id, before_index, after_index, head.size
), numbered AS (
  SELECT size + row_number() OVER (ORDER BY position) - 1 AS index, event_id, before_index, after_index
  FROM moved
), written AS (
  INSERT INTO log (index, event_id, entry)
  SELECT index, event_id, before_index || index || after_index FROM numbered ORDER BY index
)
UPDATE log_head SET size = size + (SELECT count(*) FROM moved)
WHERE epoch = $1
RETURNING (SELECT count(*) FROM moved) AS moved`;
