import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import type pg from "pg";
import { copyOut } from "../database/copy.ts";

/** Everything is read in one moment of the database. */
export async function beginSnapshot(session: pg.Client): Promise<void> {
  // Deferrable: it waits for a moment that no transaction under way can later turn out to contradict.
  await session.query("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
}

export interface TableForm {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The tables of the house; the queue of jobs keeps its own schema and is made anew. */
export async function readTables(session: pg.Client): Promise<TableForm[]> {
  const { rows } = await session.query<TableForm>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** The last number that each sequence gave, as text. They are no part of the snapshot: a later number does no harm. */
export async function readSequences(session: pg.Client): Promise<{ name: string; value: string }[]> {
  const { rows } = await session.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename`,
  );
  return rows;
}

export interface LogMark {
  readonly size: number;
  readonly head?: string;
}

export async function readLogMark(session: pg.Client): Promise<LogMark> {
  const { rows } = await session.query<{ size: bigint; entry: string | null }>(
    "SELECT size, (SELECT entry FROM log WHERE index = size - 1) AS entry FROM log_head",
  );
  const { size = 0n, entry = null } = rows[0] ?? {};
  const head = entry === null ? {} : { head: createHash("sha256").update(entry).digest("hex") };
  return { size: Number(size), ...head };
}

export async function readApplied(
  session: pg.Client,
): Promise<{ number: number; name: string; checksum: string }[]> {
  const { rows } = await session.query("SELECT number, name, checksum FROM migration ORDER BY number");
  return rows;
}

const gatherUpTo = 256 * 1024; // bytes: a row alone would be a call of the compressor

/** A table's rows as COPY writes them, and how many they were once all have been read. */
export function readRows(
  session: pg.Client,
  { name, columns }: TableForm,
): { readonly rows: () => number; readonly source: AsyncIterable<Buffer> } {
  const source = new PassThrough({ highWaterMark: 4 * gatherUpTo });
  let count = 0;
  let held: Buffer[] = [];
  let bytes = 0;
  const flush = (): Promise<void> | undefined => {
    const whole = Buffer.concat(held);
    held = [];
    bytes = 0;
    if (source.write(whole) || source.destroyed) return undefined;
    return new Promise((resolve) => {
      const done = () => {
        source.off("drain", done);
        source.off("close", done);
        resolve();
      };
      source.on("drain", done);
      source.on("close", done);
    });
  };
  const take = (row: Buffer) => {
    count++;
    held.push(row);
    bytes += row.length;
    return bytes < gatherUpTo ? undefined : flush();
  };
  copyOut(session, `COPY ${quoted(name)} (${columns.map(quoted).join(", ")}) TO STDOUT`, take).then(
    () => {
      void flush();
      source.end();
    },
    (error: Error) => source.destroy(error),
  );
  return { rows: () => count, source };
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
