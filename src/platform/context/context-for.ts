import type { Database } from "../database/database.ts";
import type { Tx } from "../database/tables.ts";
import type { Access, Actor } from "./access.ts";
import type { Context } from "./context.ts";
import { createContext, readerOf, type Transact } from "./create-context.ts";
import type { EventSink } from "./event.ts";
import { serializable } from "./transact.ts";

export interface ContextMaker {
  /** For one request or one step of a job; `now` is the moment of the call unless given. */
  contextFor(actor: Actor, now?: Date): Context;
  /**
   * For a follower of the log that acts on what it reads: commits join its transaction, so that the act, its
   * event and the follower's position become durable together.
   */
  contextWithin(tx: Tx, actor: Actor, now: Date): Context;
}

/** What `main` calls once, with the judge and the sink. */
export function createContextMaker(parts: {
  readonly database: Database;
  readonly access: Access;
  readonly sink: EventSink;
}): ContextMaker {
  const { database, access, sink } = parts;
  const own = serializable(database.writer);
  return {
    contextFor: (actor, now = new Date()) =>
      createContext({ actor, now, db: database.reader, access, sink, transact: own }),
    contextWithin(tx, actor, now) {
      const join: Transact = (work) => work(tx);
      return createContext({ actor, now, db: readerOf(tx), access, sink, transact: join });
    },
  };
}
