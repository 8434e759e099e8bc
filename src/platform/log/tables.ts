import type { Generated, Kysely, Transaction } from "kysely";
import type { Tables } from "../database/tables.ts";

/** The log's own tables, which no room writes or reads directly; columns as in migration 0001. */
export interface LogTables {
  outbox: { position: Generated<bigint>; event_id: string; before_index: string; after_index: string };
  log: { index: bigint; event_id: string; entry: string };
  log_opening: { event_id: string; side: "before" | "after"; salt: Buffer; value: string };
  log_head: { one: Generated<boolean>; size: bigint; epoch: bigint };
  log_follower: { name: string; next_index: bigint };
}

export function withLogTables(db: Transaction<Tables>): Transaction<LogTables>;
export function withLogTables(db: Kysely<Tables>): Kysely<LogTables>;
export function withLogTables(db: Kysely<Tables>): Kysely<LogTables> {
  return db as unknown as Kysely<LogTables>;
}
