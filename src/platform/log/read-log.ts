import type { Kysely } from "kysely";
import type { Tables } from "../database/tables.ts";
import type { Opening } from "./commitment.ts";
import { type LogEntry, parseEntry } from "./entry.ts";
import { type LogTables, withLogTables } from "./tables.ts";

/** Entries from an index on, in order. */
export async function readEntries(db: Kysely<Tables>, from: number, limit: number): Promise<LogEntry[]> {
  return (await readTexts(db, from, limit)).map(parseEntry);
}

/** The same, as the bytes that are hashed. */
export async function readTexts(db: Kysely<Tables>, from: number, limit: number): Promise<string[]> {
  const rows = await withLogTables(db)
    .selectFrom("log")
    .select("entry")
    .where("index", ">=", BigInt(from))
    .orderBy("index")
    .limit(limit)
    .execute();
  return rows.map(({ entry }) => entry);
}

/** What opens an entry's commitments; a side is absent where the event told none, or where it was erased. */
export interface Openings {
  readonly before?: Opening;
  readonly after?: Opening;
}

export async function readOpenings(db: Kysely<Tables>, id: string): Promise<Openings> {
  const rows = await withLogTables(db)
    .selectFrom("log_opening")
    .select(["side", "salt", "value"])
    .where("event_id", "=", id)
    .execute();
  return Object.fromEntries(rows.map(({ side, salt, value }) => [side, { salt, value }]));
}

/** How many entries the log holds, and how many events still wait for an index. */
export async function readLogState(db: Kysely<Tables>): Promise<{ size: number; waiting: number }> {
  const row = await withLogTables(db)
    .selectFrom("log_head")
    .select((eb) => ["size", eb.selectFrom("outbox").select(eb.fn.countAll<bigint>().as("n")).as("waiting")])
    .executeTakeFirstOrThrow();
  return { size: Number(row.size), waiting: Number(row.waiting ?? 0) };
}

/** The place in the queue of the newest event that waits; `undefined` when none does. */
export async function newestWaiting(db: Kysely<Tables>): Promise<bigint | undefined> {
  const row = await queue(db)
    .select((eb) => eb.fn.max("position").as("newest"))
    .executeTakeFirst();
  return row?.newest ?? undefined;
}

export async function isWaiting(db: Kysely<Tables>, upTo: bigint): Promise<boolean> {
  const row = await queue(db).select("position").where("position", "<=", upTo).limit(1).executeTakeFirst();
  return row !== undefined;
}

function queue(db: Kysely<Tables>) {
  return (withLogTables(db) as Kysely<LogTables>).selectFrom("outbox");
}
