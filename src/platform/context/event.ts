import type { Tx } from "../database/tables.ts";

/** What happened, told in the transaction that made it happen. */
export interface Event {
  /** Noun and past participle: `case.closed`. */
  readonly type: string;
  /**
   * Who or what it happened to, by an identifier that is nobody's name: letters, digits and `:._/-`.
   * It stands in the log in clear and is never erased.
   */
  readonly subject: string;
  /** The state before and after; the log holds commitments of them, the values lie apart and can be erased. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** What stands in the log in clear: whole numbers and SHA-256 digests in hex, such as a batch's `rows` and `root`. */
  readonly seals?: Readonly<Record<string, bigint | number | string>>;
}

export type Events = Event | readonly [Event, ...Event[]];

export interface AttributedEvent extends Event {
  readonly actor: string;
  readonly time: Date;
}

/** Takes events into the order of the house. */
export interface EventSink {
  /** Queues the event in the given transaction. */
  append(tx: Tx, event: AttributedEvent): Promise<void>;
  /** The transaction is durable: what was appended in it may be put in order. */
  committed(): void;
}
