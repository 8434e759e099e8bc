import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { EventSink } from "../context/event.ts";
import type { Tx } from "../database/tables.ts";
import { sealEvent } from "./entry.ts";

/** Queues events in the transaction they tell of; `wake` is called when one is durable. */
export function createOutbox(wake: () => void): EventSink {
  return {
    async append(tx, event) {
      const id = randomUUID();
      const { beforeIndex, afterIndex, openings } = sealEvent(id, event);
      const sides = openings.map(({ side }) => side);
      const salts = openings.map(({ commitment }) => commitment.salt);
      const values = openings.map(({ commitment }) => commitment.value);
      // One statement, for every commit pays for it. It is the last of its transaction, so that the place in the
      // queue comes after every place that the transaction could have read from.
      await sql`
        WITH opened AS (
          INSERT INTO log_opening (event_id, side, salt, value)
          SELECT ${id}::uuid, * FROM unnest(${sides}::text[], ${salts}::bytea[], ${values}::text[])
        )
        INSERT INTO outbox (event_id, before_index, after_index)
        VALUES (${id}, ${beforeIndex}, ${afterIndex})`.execute(tx);
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
