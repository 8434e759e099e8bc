import { createBell, type Database, type Logger, type Reader, sql } from "../../platform/index.ts";
import { parseNote } from "../note/note.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import type { Published } from "../sealing/publisher.ts";

/** A checkpoint that was published, as the house remembers it. */
export interface PastCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly at: Date;
  /** Whether the witnesses met the quorum; `undefined` without witnesses. */
  readonly isWitnessed: boolean | undefined;
  /** Names of the keys of witnesses that cosigned in time. */
  readonly witnesses: readonly string[];
  readonly stamps: number;
  readonly isAnchored: boolean;
}

/** At most one a second is written: while much happens, what comes between is outdone at once. */
const apart = 1_000; // milliseconds
/** So many of the newest stay, and of older ones the last of each hour. */
const newest = 256;
const thinEvery = 64;

/** Writes down what is published, beside the work and never in its way. */
export function keepCheckpoints(parts: {
  readonly database: Pick<Database, "writer">;
  readonly ledger: Pick<Ledger, "onPublished" | "published">;
  readonly log: Logger;
}): { close(): Promise<void> } {
  const { database, ledger, log } = parts;
  const bell = createBell();
  let waiting: Published | undefined = ledger.published();
  let isClosed = false;
  let kept = 0;
  const forget = ledger.onPublished((published) => {
    waiting = published;
    bell.ring();
  });
  const keep = async (published: Published) => {
    await insert(database, published);
    if (kept++ % thinEvery === 0) await thin(database, published.checkpoint.origin);
  };
  const done = (async () => {
    while (!isClosed || waiting) {
      const next = waiting;
      waiting = undefined;
      if (!next) {
        await bell.heard(60_000);
        continue;
      }
      // One that is lost is a line less in a list.
      await keep(next).catch((err: unknown) => log.warn({ err }, "a published checkpoint was not kept"));
      const until = performance.now() + apart;
      while (!isClosed && performance.now() < until) await bell.heard(until - performance.now());
    }
  })();
  return {
    async close() {
      isClosed = true;
      forget();
      bell.ring();
      await done;
    },
  };
}

async function insert(
  { writer }: Pick<Database, "writer">,
  { checkpoint, note, at, isWitnessed }: Published,
): Promise<void> {
  const { origin, size, root } = checkpoint;
  await sql`
    INSERT INTO ledger_checkpoint (origin, size, root, note, published_at, is_witnessed)
    VALUES (${origin}, ${size}, ${Buffer.from(root).toString("hex")}, ${Buffer.from(note)}, ${at}, ${isWitnessed ?? null})
    ON CONFLICT (origin, size) DO UPDATE SET note = excluded.note, is_witnessed = excluded.is_witnessed
      WHERE excluded.is_witnessed IS TRUE AND ledger_checkpoint.is_witnessed IS NOT TRUE`.execute(writer);
}

async function thin({ writer }: Pick<Database, "writer">, origin: string): Promise<void> {
  await sql`
    DELETE FROM ledger_checkpoint WHERE origin = ${origin} AND size IN (
      SELECT size FROM (
        SELECT size, row_number() OVER (ORDER BY size DESC) AS place,
          row_number() OVER (PARTITION BY date_trunc('hour', published_at) ORDER BY size DESC) AS in_hour
        FROM ledger_checkpoint WHERE origin = ${origin}) AS ranked
      WHERE place > ${newest} AND in_hour > 1)`.execute(writer);
}

interface Row {
  readonly origin: string;
  readonly size: bigint;
  readonly root: string;
  readonly note: Buffer | null;
  readonly at: Date;
  readonly is_witnessed: boolean | null;
  readonly stamps: number;
  readonly is_anchored: boolean;
}

/** Newest first, below a size; those that were stamped or anchored stand among them even where they were not kept. */
export async function listCheckpoints(
  db: Reader,
  asked: { readonly origin: string; readonly before?: number | undefined; readonly limit: number },
): Promise<PastCheckpoint[]> {
  const { origin, before, limit } = asked;
  const found = sql<Row>`(
    SELECT ${origin}::text AS origin, s.size, s.root, c.note, coalesce(c.published_at, s.at) AS at, c.is_witnessed,
      s.stamps::int AS stamps, s.anchors > 0 AS is_anchored
    FROM (
      SELECT size, root, min(at) AS at, sum(stamp) AS stamps, sum(anchor) AS anchors
      FROM (
        SELECT size, root, published_at AS at, 0 AS stamp, 0 AS anchor FROM ledger_checkpoint WHERE origin = ${origin}
        UNION ALL SELECT size, root, stamped_at, 1, 0 FROM ledger_stamp WHERE origin = ${origin}
        UNION ALL SELECT size, root, confirmed_at, 0, 1 FROM ledger_anchor
          WHERE origin = ${origin} AND state = 'confirmed') AS every
      WHERE ${before === undefined ? sql`true` : sql`size < ${before}`}
      GROUP BY size, root) AS s
    LEFT JOIN ledger_checkpoint c ON c.origin = ${origin} AND c.size = s.size)`;
  const rows = await db
    .selectFrom(found.as("found"))
    .selectAll()
    .orderBy("size", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ size, is_witnessed, is_anchored, note, ...row }) => ({
    ...row,
    size: Number(size),
    isWitnessed: is_witnessed ?? undefined,
    isAnchored: is_anchored,
    witnesses: note ? witnessesOf(note, origin) : [],
  }));
}

/** Who signed besides the log, whose keys bear its origin as their name; each signature was verified as it came. */
function witnessesOf(note: Uint8Array, origin: string): string[] {
  const names = parseNote(note).signatures.map(({ name }) => name);
  return [...new Set(names)].filter((name) => name !== origin);
}

/** Sizes and roots of what was published, for the check of the house by itself. */
export async function pastRoots(
  db: Reader,
  origin: string,
): Promise<readonly { readonly size: number; readonly root: string }[]> {
  const rows = await db
    .selectFrom("ledger_checkpoint")
    .select(["size", "root"])
    .where("origin", "=", origin)
    .orderBy("size")
    .execute();
  return rows.map(({ size, root }) => ({ size: Number(size), root }));
}
