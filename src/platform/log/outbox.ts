import { randomUUID } from "node:crypto";
import type { EventSink } from "../context/event.ts";
import { sealEvent } from "./entry.ts";
import { withLogTables } from "./tables.ts";

/** Queues events in the transaction they tell of; `wake` is called when one is durable. */
export function createOutbox(wake: () => void): EventSink {
  return {
    async append(transaction, event) {
      const tx = withLogTables(transaction);
      const id = randomUUID();
      const { beforeIndex, afterIndex, openings } = sealEvent(id, event);
      if (openings.length > 0) {
        await tx
          .insertInto("log_opening")
          .values(
            openings.map(({ side, commitment: { salt, value } }) => ({ event_id: id, side, salt, value })),
          )
          .execute();
      }
      // Last, so that a transaction's place in the queue comes after every place it could have read from.
      await tx
        .insertInto("outbox")
        .values({ event_id: id, before_index: beforeIndex, after_index: afterIndex })
        .execute();
    },
    committed: wake,
  };
}
