import { lexeme } from "../../desk/index.ts";
import { type EventLog, type Follower, sql, type Tx } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { subjectsOf } from "../record-resources.ts";
import { batchOf } from "../store/follow-batches.ts";
import { amountField } from "./main-fields.ts";
import { goneTerm, recordTerms, type TermSource } from "./record-terms.ts";

/** Keeps `record_now`: every batch whose event is in the log, whole, in one transaction with the place reached. */
export function followVersions(log: EventLog): Follower {
  return log.followLog("records-now", async (entry, tx, signal) => {
    const batch = batchOf(entry);
    if (batch === undefined) return;
    await takeBatch(tx, batch, signal);
    await tx
      .updateTable("record_now_reached")
      .set({ known_at: BigInt(entry.index) })
      .execute();
  });
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

const rowsAtOnce = 2_000;
/** From so many on, what the planner knows of the table is looked after at once. */
const large = 10_000;

async function takeBatch(tx: Tx, batch: bigint, signal: AbortSignal): Promise<void> {
  const found = await tx
    .selectFrom("import_batch")
    .select(["after_id", "last_id"])
    .where("id", "=", batch)
    .executeTakeFirst();
  if (!found || found.last_id === null) return;
  // New terms wait in a list that is sorted in at once: larger is faster, and is emptied below.
  await sql`SET LOCAL gin_pending_list_limit = '64MB'`.execute(tx);
  await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
  const words = new Map<string, string[]>();
  let taken = 0;
  for (let after = found.after_id; ; ) {
    signal.throwIfAborted();
    const rows = await readVersions(tx, { batch, after, last: found.last_id });
    await writeStanding(tx, lastOfEach(rows.filter(({ gone }) => !gone)), words);
    await writeGone(
      tx,
      lastOfEach(rows).filter(({ gone }) => gone),
    );
    taken += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) break;
    after = last.id;
  }
  if (taken < large) return;
  await sql`SELECT gin_clean_pending_list('record_now_by_term')`.execute(tx);
  await sql`ANALYZE record_now`.execute(tx);
}

/** A program may tell of one record several times in a batch; rows stand in the order of their ids. */
function lastOfEach(rows: readonly VersionRow[]): VersionRow[] {
  return [...new Map(rows.map((row) => [row.record, row])).values()];
}

async function readVersions(
  tx: Tx,
  { batch, after, last }: { readonly batch: bigint; readonly after: bigint; readonly last: bigint },
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    SELECT id, record, version, kind, source, key, happened_at::text AS happened, legal_entity, gone, fields, own, refs
    FROM record_version WHERE id > ${after} AND id <= ${last} AND batch = ${batch} AND erased_at IS NULL ORDER BY id LIMIT ${rowsAtOnce}`.execute(
    tx,
  );
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
