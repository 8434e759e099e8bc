import { lexeme } from "../../desk/index.ts";
import { type EntriesHandler, type EventLog, type Follower, sql, type Tx } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { subjectsOf } from "../record-resources.ts";
import { batchesOf } from "../store/follow-batches.ts";
import { amountField } from "./main-fields.ts";
import { goneTerm, recordTerms, type TermSource } from "./record-terms.ts";

/** While programs tell much, what comes within this time is written with less. */
const apart = 300; // milliseconds

/** Keeps `record_now`: every batch whose event is in the log, whole, in one transaction with the place reached. */
export function followVersions(log: EventLog): Follower {
  const take: EntriesHandler = async (entries, tx, signal) => {
    const seen = batchesOf(entries);
    const last = seen.at(-1);
    if (!last) return;
    const numbers = seen.map(({ batch }) => batch);
    await takeBatches(tx, await readBatches(tx, numbers), signal);
    await tx.updateTable("record_now_reached").set({ known_at: last.index }).execute();
  };
  return log.followTogether("records-now", take, { apart });
}

/** A batch, and after which id and up to which one its rows stand. */
interface Batch {
  readonly id: bigint;
  readonly after: bigint;
  readonly last: bigint;
}

async function readBatches(tx: Tx, numbers: readonly bigint[]): Promise<Batch[]> {
  const rows = await tx
    .selectFrom("import_batch")
    .select(["id", "after_id", "last_id"])
    .where("id", "in", numbers)
    .orderBy("id")
    .execute();
  return rows.flatMap(({ id, after_id: after, last_id: last }) =>
    last === null ? [] : [{ id, after, last }],
  );
}

interface VersionRow extends TermSource {
  readonly id: bigint;
  readonly record: string;
  readonly refs: readonly string[];
  readonly version: number;
  readonly kind: string;
  readonly happened: string;
  readonly gone: boolean;
}

const rowsAtOnce = 2_000n;
/** From so many on, what the planner knows of the table is looked after at once. */
const large = 10_000n;

async function takeBatches(tx: Tx, batches: readonly Batch[], signal: AbortSignal): Promise<void> {
  const isLarge = batches.some(({ after, last }) => last - after >= large);
  // New terms wait in a list, which every search reads through, until it is full. Of many rows at once it is emptied
  // below, and a longer one makes them faster.
  if (isLarge) await sql`SET LOCAL gin_pending_list_limit = '64MB'`.execute(tx);
  await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
  const words = new Map<string, string[]>();
  for (const piece of piecesOf(batches)) {
    signal.throwIfAborted();
    const rows = await readVersions(tx, piece);
    await writeStanding(tx, lastOfEach(rows.filter(({ gone }) => !gone)), words);
    await writeGone(
      tx,
      lastOfEach(rows).filter(({ gone }) => gone),
    );
  }
  if (!isLarge) return;
  await sql`SELECT gin_clean_pending_list('record_now_by_term')`.execute(tx);
  await sql`ANALYZE record_now`.execute(tx);
}

/** Cuts large batches, and puts small ones together, so that each piece holds some thousand rows. */
function* piecesOf(batches: readonly Batch[]): Generator<readonly Batch[]> {
  let piece: Batch[] = [];
  let room = rowsAtOnce;
  for (const { id, after, last } of batches) {
    for (let from = after; from < last; ) {
      const to = last - from < room ? last : from + room;
      piece.push({ id, after: from, last: to });
      room -= to - from;
      from = to;
      if (room > 0n) continue;
      yield piece;
      piece = [];
      room = rowsAtOnce;
    }
  }
  if (piece.length > 0) yield piece;
}

/** Of rows about one record the last version: a program may tell of it several times in a batch. */
function lastOfEach(rows: readonly VersionRow[]): VersionRow[] {
  const last = new Map<string, VersionRow>();
  for (const row of rows) if (row.version > (last.get(row.record)?.version ?? 0)) last.set(row.record, row);
  return [...last.values()];
}

async function readVersions(tx: Tx, piece: readonly Batch[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    SELECT v.* FROM unnest(${piece.map(({ id }) => id)}::bigint[], ${piece.map(({ after }) => after)}::bigint[],
      ${piece.map(({ last }) => last)}::bigint[]) WITH ORDINALITY AS asked(batch, after, last, place)
    CROSS JOIN LATERAL (
      SELECT id, record, version, kind, source, key, happened_at::text AS happened, legal_entity, gone, fields, own, refs
      FROM record_version WHERE id > asked.after AND id <= asked.last AND batch = asked.batch AND erased_at IS NULL
      ORDER BY id) v ORDER BY asked.place, v.id`.execute(tx);
  return rows;
}

/** Makes the rows of these records anew from what is left of their versions. */
export async function standAgain(tx: Tx, records: readonly string[]): Promise<void> {
  await tx
    .deleteFrom("record_now")
    .where("record", "in", [...records, noRecord])
    .execute();
  const { rows } = await sql<VersionRow & { readonly number: number; readonly is_gone: boolean }>`
    SELECT DISTINCT ON (v.record) v.id, v.record, v.version, v.kind, v.source, v.key, v.happened_at::text AS happened,
      v.legal_entity, v.gone, v.fields, v.own, v.refs, last.version AS number, last.gone AS is_gone
    FROM record_version v JOIN import_batch b ON b.id = v.batch AND b.known_at IS NOT NULL
    CROSS JOIN LATERAL (SELECT n.version, n.gone FROM record_version n JOIN import_batch nb ON nb.id = n.batch AND nb.known_at IS NOT NULL
      WHERE n.record = v.record ORDER BY n.version DESC LIMIT 1) last
    WHERE v.record = ANY(${[...records]}::uuid[]) AND NOT v.gone AND v.erased_at IS NULL ORDER BY v.record, v.version DESC`.execute(
    tx,
  );
  await writeStanding(tx, rows, new Map());
  const gone = rows.filter(({ is_gone: isGone }) => isGone);
  await writeGone(
    tx,
    gone.map((row) => ({ ...row, version: row.number })),
  );
}

const noRecord = "00000000-0000-0000-0000-000000000000";

async function writeStanding(
  tx: Tx,
  rows: readonly VersionRow[],
  words: Map<string, string[]>,
): Promise<void> {
  if (rows.length === 0) return;
  const column = (value: (row: VersionRow) => unknown) => rows.map(value);
  await sql`
    INSERT INTO record_now (record, version_id, version, kind, key, happened_at, amount, gone, subjects, terms)
    SELECT record, version_id, version, kind, key, happened_at, amount, false, string_to_array(subjects, E'\\x1f'), terms
    FROM unnest(
      ${column((row) => row.record)}::uuid[], ${column((row) => row.id)}::bigint[],
      ${column((row) => row.version)}::integer[], ${column((row) => row.kind)}::text[],
      ${column((row) => row.key)}::text[], ${column((row) => row.happened)}::timestamp[],
      ${column(amountOf)}::numeric[], ${column(subjectsText)}::text[], ${column((row) => termsText(row, words))}::text[]::tsvector[])
      AS new(record, version_id, version, kind, key, happened_at, amount, subjects, terms)
    ON CONFLICT (record) DO UPDATE SET version_id = excluded.version_id, version = excluded.version,
      key = excluded.key, happened_at = excluded.happened_at, amount = excluded.amount, gone = false,
      subjects = excluded.subjects, terms = excluded.terms
    WHERE record_now.version < excluded.version`.execute(tx);
}

/** What is gone is shown as it last stood. */
async function writeGone(tx: Tx, rows: readonly VersionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE record_now AS now SET version = new.version, gone = true, terms = now.terms || ${lexeme(goneTerm)}::tsvector
    FROM unnest(${rows.map(({ record }) => record)}::uuid[], ${rows.map(({ version }) => version)}::integer[])
      AS new(record, version)
    WHERE now.record = new.record AND now.version < new.version`.execute(tx);
}

function amountOf({ kind: name, fields }: VersionRow): string {
  const kind = kindNamed(name);
  const field = kind && amountField(kind);
  const value = field === undefined ? undefined : fields[field];
  return typeof value === "string" ? value : "-infinity";
}

/** One text, for unnest takes arrays of arrays apart. Whoever's id holds the separator is left out, not split. */
function subjectsText(row: VersionRow): string {
  return subjectsOf(row)
    .filter((id) => !id.includes("\x1f"))
    .join("\x1f");
}

function termsText(row: VersionRow, words: Map<string, string[]>): string {
  const kind = kindNamed(row.kind);
  return kind ? [...recordTerms(kind, row, words)].map(lexeme).join(" ") : "";
}
