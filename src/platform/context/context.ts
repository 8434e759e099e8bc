import type { Reader, Tx } from "../database/tables.ts";
import type { Actor } from "./access.ts";
import type { Events } from "./event.ts";

/** What a verb is handed: who acts, when, what may be read, and the one way to write. */
export interface Context {
  readonly actor: Actor;
  /** The moment of the act; nothing else asks the clock. */
  readonly now: Date;
  readonly db: Reader;
  /**
   * Runs the work in one serializable transaction together with the event that tells of it: both happen or
   * neither. Work may run again after a conflict with another transaction, so it does nothing but read and
   * write through `tx`. It must ask `require` at least once.
   */
  commit<Result>(work: (tx: Tx) => Promise<Told<Result>>): Promise<Result>;
  /** Refuses with a sentence unless the actor may. */
  require(action: string, resource: object): void;
  /**
   * A sensitive read: what is read leaves only after the event that tells of it is durable. One event a
   * response. Like `commit`, it must ask `require`.
   */
  disclose<Result>(
    event: Events | ((result: Result) => Events),
    read: (db: Reader) => Promise<Result>,
  ): Promise<Result>;
}

/** The result of a piece of work, and what is to be told of it. */
export interface Told<Result> {
  readonly result: Result;
  readonly event: Events;
}
