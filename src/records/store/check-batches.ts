import type pg from "pg";
import { z } from "zod";
import type { IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, followerPosition, parsedOrNothing } from "../../platform/index.ts";
import type { LostCommitments } from "../erasing/lost-commitments.ts";

/**
 * The list of batches against the entries that made them visible: each batch has its entry and each entry its batch,
 * with the same author, moment, files and counts; and no version stands outside the range of its batch.
 */
export async function checkBatches(
  session: pg.Client,
  lost: Pick<LostCommitments, "places">,
): Promise<IntegrityFault[]> {
  const entries = await readEntries(session);
  const reached = await followerPosition(session, "records");
  const batches = await readBatches(session);
  const byHand = await countByHand(session);
  const forgotten = await batchesOfErased(session, lost);
  const faults: IntegrityFault[] = [];
  for (const [id, entry] of entries) {
    const batch = batches.get(id);
    if (!batch) faults.push(hidden(id, entry.index));
    else if (!fits(batch, entry, { reached, byHand: byHand.get(id), isForgotten: forgotten.has(id) }))
      faults.push(differs(id, entry.index));
  }
  for (const id of batches.keys()) if (!entries.has(id)) faults.push(unknown(id));
  for (const { batch, id } of await strays(session)) faults.push(stray(batch, id));
  return faults;
}

interface Told {
  readonly index: bigint | null;
  readonly type: keyof typeof origins;
  readonly actor: string;
  readonly time: string;
  readonly seals: { readonly batch: string; readonly versions: string; readonly root: string };
  /** What the entry's commitment opens to; absent where that was erased. */
  readonly after: unknown;
}

const entrySchema = z.object({
  type: z.enum(["records.imported", "records.observed", "record.corrected", "record.entered"]),
  actor: z.string(),
  time: z.string(),
  seals: z.object({ batch: z.string(), versions: z.string(), root: z.string() }),
});

/** Where the batches come from that events of a type tell of. */
const origins = {
  "records.imported": "import",
  "records.observed": "api",
  "record.corrected": "form",
  "record.entered": "form",
} as const;

/** Those that wait for their index count too: their batch is visible. */
async function readEntries(session: pg.Client): Promise<Map<string, Told>> {
  const pattern = `'"type":"(records\\.imported|records\\.observed|record\\.corrected|record\\.entered)"'`;
  const { rows } = await session.query<{ index: bigint | null; entry: string; after: string | null }>(
    `SELECT e.index, e.entry, o.value AS after FROM (
       SELECT index, event_id, entry FROM log WHERE entry ~ ${pattern}
       UNION ALL SELECT NULL, event_id, before_index || '0' || after_index FROM outbox WHERE after_index ~ ${pattern}) e
     LEFT JOIN log_opening o ON o.event_id = e.event_id AND o.side = 'after'`,
  );
  return new Map(
    rows.flatMap(({ index, entry, after }) => {
      const told = entrySchema.safeParse(parsedOrNothing(entry)).data;
      const opened = after === null ? undefined : parsedOrNothing(after);
      return told ? [[told.seals.batch, { ...told, index, after: opened }] as const] : [];
    }),
  );
}

interface BatchRow {
  readonly id: bigint;
  readonly source: string;
  readonly origin: string;
  readonly actor: string;
  readonly complete: boolean;
  readonly files: unknown;
  readonly mapping_name: string | null;
  readonly mapping_version: number | null;
  readonly observed_at: Date;
  /** Of its last version: all of a batch were observed in the same moment. */
  readonly last_observed_at: Date | null;
  readonly last_source: string | null;
  /** The batch of the version that is said to be its last. */
  readonly last_batch: bigint | null;
  readonly root: string;
  readonly known_at: bigint | null;
  /** Only somebody outside leaves it empty in a batch that is committed. */
  readonly committed_at: Date | null;
  readonly counts: Counts | null;
}

async function readBatches(session: pg.Client): Promise<Map<string, BatchRow>> {
  const { rows } = await session.query<BatchRow>(`
    SELECT b.id, source, origin, actor, complete, files, mapping_name, mapping_version, root, known_at, committed_at, observed_at,
      (SELECT v.observed_at FROM record_version v WHERE v.id = b.last_id) AS last_observed_at,
      (SELECT v.source FROM record_version v WHERE v.id = b.last_id) AS last_source,
      (SELECT v.batch FROM record_version v WHERE v.id = b.last_id) AS last_batch,
      (SELECT jsonb_object_agg(c.kind, jsonb_build_object('observed', c.observed::text, 'added', c.added::text,
          'changed', c.changed::text, 'gone', c.gone::text, 'returned', c.returned::text, 'fields', c.fields))
        FROM import_count c WHERE c.batch = b.id AND c.source = b.source) AS counts
    FROM import_batch b WHERE state = 'committed'`);
  return new Map(rows.map((row) => [String(row.id), row]));
}

const importedSchema = z.object({
  source: z.string(),
  complete: z.boolean(),
  files: z.unknown(),
  mapping: z.string(),
  counts: z.record(z.string(), z.unknown()),
});

function fits(
  batch: BatchRow,
  { index, type, actor, time, seals, after }: Told,
  {
    reached,
    byHand,
    isForgotten,
  }: { readonly reached: bigint; readonly byHand: Counts | undefined; readonly isForgotten: boolean },
): boolean {
  // The follower that writes the index down may not have come so far.
  const isKnown = batch.known_at === (index !== null && index < reached ? index : null);
  const isAlike =
    batch.root === seals.root && batch.actor === actor && batch.committed_at?.toISOString() === time;
  if (!isKnown || !isAlike) return false;
  // What brought nothing new ends where the batch before did, with a version of that.
  const isEmpty = seals.versions === "0";
  if (!isEmpty && !isOfBatch(batch)) return false;
  if (batch.mapping_name !== (type === "records.imported" ? batch.source : null)) return false;
  if (batch.origin !== origins[type]) return false;
  if (type !== "records.imported") {
    const isPlain = !batch.complete && canonicalJson(batch.files) === "[]" && batch.mapping_version === null;
    const isOfSource = isEmpty || batch.last_source === batch.source;
    if (!isPlain || !isOfSource) return false;
  }
  if (type === "records.observed") return fitsObserved(batch, after);
  if (type !== "records.imported" && isForgotten) return true;
  if (type !== "records.imported")
    return canonicalJson(inOrder(batch.counts)) === canonicalJson(inOrder(byHand ?? {}));
  const imported = importedSchema.safeParse(after).data;
  if (!imported) return after === undefined;
  const { source, complete, files, mapping, counts } = imported;
  const now = {
    source: batch.source,
    complete: batch.complete,
    files: batch.files,
    counts: batch.counts ?? {},
  };
  return (
    mapping === String(batch.mapping_version) &&
    // Values went through canonical JSON once: compared as it leaves them.
    canonicalJson(now) === canonicalJson({ source, complete, files, counts })
  );
}

/** Whether the version that is said to be its last is its own, and of its moment. */
function isOfBatch({ id, observed_at, last_batch, last_observed_at }: BatchRow): boolean {
  return last_batch === id && last_observed_at?.getTime() === observed_at?.getTime();
}

const observedSchema = importedSchema.pick({ source: true, counts: true });

function fitsObserved({ source, counts }: BatchRow, after: unknown): boolean {
  const observed = observedSchema.safeParse(after).data;
  if (!observed) return after === undefined;
  return canonicalJson({ source, counts: counts ?? {} }) === canonicalJson(observed);
}

type Counts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Fields were gathered in the order of the versions, which tells nothing. */
function inOrder(counts: Counts | null): Counts {
  return Object.fromEntries(
    Object.entries(counts ?? {}).map(([kind, { fields, ...rest }]) => [
      kind,
      { ...rest, fields: [...(fields as string[])].sort() },
    ]),
  );
}

/** What batches by hand come to, counted again from their versions, which are sealed. */
async function countByHand(session: pg.Client): Promise<Map<string, Counts>> {
  const { rows } = await session.query<{ batch: bigint; counts: Counts }>(`
    SELECT batch, jsonb_object_agg(kind, jsonb_build_object('observed', observed::text, 'added', added::text,
      'changed', changed::text, 'gone', '0', 'returned', returned::text, 'fields', fields)) AS counts
    FROM (SELECT b.id AS batch, v.kind, count(*) AS observed, count(*) FILTER (WHERE v.version = 1) AS added,
        count(*) FILTER (WHERE v.version > 1 AND NOT coalesce(p.gone OR p.erased_at IS NOT NULL, true)) AS changed,
        count(*) FILTER (WHERE v.version > 1 AND coalesce(p.gone OR p.erased_at IS NOT NULL, true)) AS returned,
        (SELECT coalesce(jsonb_agg(DISTINCT name), '[]') FROM record_version w, jsonb_object_keys(w.fields) AS name
          WHERE w.batch = b.id AND w.kind = v.kind AND w.id > b.after_id AND w.id <= b.last_id) AS fields
      FROM import_batch b JOIN record_version v ON v.batch = b.id AND v.id > b.after_id AND v.id <= b.last_id
      LEFT JOIN record_version p ON p.record = v.record AND p.version = v.version - 1
      WHERE b.state = 'committed' AND b.origin = 'form' GROUP BY b.id, b.after_id, b.last_id, v.kind) counted
    GROUP BY batch`);
  return new Map(rows.map(({ batch, counts }) => [String(batch), counts]));
}

/** Batches of records of which something was erased: what they came to cannot be counted again. */
async function batchesOfErased(
  session: pg.Client,
  { places }: Pick<LostCommitments, "places">,
): Promise<Set<string>> {
  const versions = [...places()].flatMap((place) => (place.startsWith("record:") ? [place.slice(7)] : []));
  const { rows } = await session.query<{ batch: bigint }>(
    `SELECT DISTINCT w.batch FROM record_version w JOIN record_version v ON v.record = w.record WHERE v.id = ANY ($1::bigint[])`,
    [versions],
  );
  return new Set(rows.map(({ batch }) => String(batch)));
}

/** Versions that no batch's root covers although they would be seen. */
async function strays(session: pg.Client): Promise<{ id: bigint; batch: bigint }[]> {
  const { rows } = await session.query<{ id: bigint; batch: bigint }>(`
    SELECT v.id, v.batch FROM record_version v LEFT JOIN import_batch b ON b.id = v.batch
    WHERE b.id IS NULL OR b.state = 'committed' AND (v.id <= b.after_id OR v.id > b.last_id OR b.last_id IS NULL)
    ORDER BY v.id LIMIT 100`);
  return rows;
}

const hidden = (batch: string, index: bigint | null): IntegrityFault => ({
  place: `batch:${batch}/list`,
  sentence: {
    zh: `日志第 ${index ?? "—"} 条封存的第 ${batch} 批记录已不在批次表中，或被标为未提交。`,
    en: `Batch ${batch}, sealed by entry ${index ?? "—"}, is gone from the list of batches or is called uncommitted there.`,
  },
});

const differs = (batch: string, index: bigint | null): IntegrityFault => ({
  place: `batch:${batch}/list`,
  sentence: {
    zh: `批次表中第 ${batch} 批的来源、作者、时间、文件或数量与日志第 ${index ?? "—"} 条不符。`,
    en: `Source, author, moment, files or counts of batch ${batch} are not those that entry ${index ?? "—"} sealed.`,
  },
});

const unknown = (batch: string): IntegrityFault => ({
  place: `batch:${batch}/list`,
  sentence: {
    zh: `第 ${batch} 批记录在日志中没有对应的条目：有人在系统之外写入了数据库。`,
    en: `No entry of the log tells of batch ${batch}: it was written into the database from outside.`,
  },
});

const stray = (batch: bigint, id: bigint): IntegrityFault => ({
  place: `batch:${batch}/version:${id}`,
  sentence: {
    zh: `版本 ${id} 自称属于第 ${batch} 批，却不在该批封存的范围内：是后来加进去的。`,
    en: `Version ${id} calls itself part of batch ${batch} and lies outside what was sealed with it: it was added later.`,
  },
});
