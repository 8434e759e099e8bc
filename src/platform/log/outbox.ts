import { CompiledQuery, sql } from "kysely";
import type { EventSink } from "../context/event.ts";
import type { Tx } from "../database/tables.ts";
import { companion } from "../database/together.ts";
import { sealEvent } from "./entry.ts";
import { eventId } from "./event-id.ts";

// One statement, whose plan a session keeps and which travels with the commit, for every commit pays for it. It is the
// last of its transaction, so that the place in the queue comes after every place that the transaction could have
// read from.
const queueStatement = companion(
  "queue-event",
  `WITH opened AS (
  INSERT INTO log_opening (event_id, side, salt, value)
  SELECT $1, side, salt, value
  FROM (VALUES ('before', $4::bytea, $5), ('after', $6::bytea, $7)) AS given (side, salt, value)
  WHERE salt IS NOT NULL
)
INSERT INTO outbox (event_id, before_index, after_index) VALUES ($1::uuid, $2, $3)`,
);

/** Queues events in the transaction they tell of; `wake` is called when one is durable. */
export function createOutbox(wake: () => void): EventSink {
  return {
    async append(tx, event) {
      const id = eventId();
      const { beforeIndex, afterIndex, before, after } = sealEvent(id, event);
      const openings = [before?.salt, before?.value, after?.salt, after?.value];
      await tx.executeQuery(CompiledQuery.raw(queueStatement, [id, beforeIndex, afterIndex, ...openings]));
    },
    committed: wake,
  };
}

const farBehind = 2n ** 40n;

/** Lets what waits for its index wait until after what this transaction tells. */
export async function queueBehind(tx: Tx): Promise<void> {
  await sql`
    WITH waiting AS (DELETE FROM outbox RETURNING position, event_id, before_index, after_index)
    INSERT INTO outbox (position, event_id, before_index, after_index) OVERRIDING SYSTEM VALUE
    SELECT position + ${farBehind}, event_id, before_index, after_index FROM waiting`.execute(tx);
}
