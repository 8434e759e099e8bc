import { sql } from "kysely";
import type { Reader, Tx } from "../database/tables.ts";
import { holdsAnySql } from "../erasing/redact-table.ts";
import { parseEntry } from "./entry.ts";

/** A commitment of an entry that nothing opens any more. */
export interface ErasedOpening {
  readonly event: string;
  readonly side: "before" | "after";
  readonly digest: string;
}

/** Destroys values and salts of the entries' commitments that hold any of these values; the entries stay. */
export async function eraseOpenings(tx: Tx, values: readonly string[]): Promise<ErasedOpening[]> {
  if (values.length === 0) return [];
  const { rows } = await sql<{ event_id: string; side: "before" | "after"; entry: string | null }>`
    WITH erased AS (DELETE FROM log_opening WHERE ${holdsAnySql(["value"], values)} RETURNING event_id, side)
    SELECT erased.event_id, erased.side, coalesce(log.entry, before_index || '0' || after_index) AS entry
    FROM erased LEFT JOIN log USING (event_id) LEFT JOIN outbox USING (event_id)
    ORDER BY erased.event_id, erased.side`.execute(tx);
  return rows.map(({ event_id: event, side, entry }) => {
    const digest = entry === null ? undefined : parseEntry(entry)[side];
    if (digest === undefined) throw new Error("An opening that belongs to no event.");
    return { event, side, digest };
  });
}

/** How many there are of those. */
export async function countOpenings(db: Reader, values: readonly string[]): Promise<number> {
  if (values.length === 0) return 0;
  const found = sql<{
    n: bigint;
  }>`(SELECT count(*) AS n FROM log_opening WHERE ${holdsAnySql(["value"], values)})`;
  const { n } = await db.selectFrom(found.as("found")).select("n").executeTakeFirstOrThrow();
  return Number(n);
}
