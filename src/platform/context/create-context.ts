import { AsyncLocalStorage } from "node:async_hooks";
import type { Reader, Tx } from "../database/tables.ts";
import type { Access, Actor } from "./access.ts";
import type { Context, Told } from "./context.ts";
import type { Event, EventSink } from "./event.ts";

/** Runs work in a transaction, again where the database asks for it. */
export type Transact = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;

export interface ContextParts {
  readonly actor: Actor;
  readonly now: Date;
  readonly db: Reader;
  readonly access: Access;
  readonly sink: EventSink;
  readonly transact: Transact;
}

/** Set while work runs: its permissions, and the fact that it runs. */
const underWay = new AsyncLocalStorage<{ permitted: boolean }>();

export function createContext({ actor, now, db, access, sink, transact }: ContextParts): Context {
  const commit = async <Result>(work: (tx: Tx) => Promise<Told<Result>>): Promise<Result> => {
    if (underWay.getStore()) {
      // It would be a second transaction, which can stay when the first is undone.
      throw new Error("A commit inside a commit: call what both verbs share with the same tx instead.");
    }
    const result = await transact((tx) => {
      const run = { permitted: false };
      return underWay.run(run, async () => {
        const { result, event } = await work(tx);
        if (!run.permitted) throw new Error("Work that asked for no permission: call context.require.");
        for (const one of listOf(event)) await sink.append(tx, { ...one, actor: actor.id, time: now });
        return result;
      });
    });
    sink.committed();
    return result;
  };
  return Object.freeze({
    actor,
    now,
    db,
    commit,
    require(action: string, resource: object) {
      access.require(actor, action, resource);
      const run = underWay.getStore();
      if (run) run.permitted = true;
    },
    disclose: (event, read) =>
      commit(async (tx) => {
        const result = await read(readerOf(tx));
        return { result, event: typeof event === "function" ? event(result) : event };
      }),
  } satisfies Context);
}

/** Not the transaction itself: a cast must not lead to what the type hides. */
export function readerOf(tx: Tx): Reader {
  return Object.freeze({ selectFrom: tx.selectFrom.bind(tx) }) as Reader;
}

function listOf(events: Event | readonly Event[]): readonly Event[] {
  return Array.isArray(events) ? events : [events as Event];
}
