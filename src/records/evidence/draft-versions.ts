import {
  type Choice,
  type DraftItem,
  draftRow,
  type SealedLeaves,
  type SealedRow,
} from "../../ledger/index.ts";
import { type Actor, type Bilingual, type Reader, Refusal, sql } from "../../platform/index.ts";
import { lostAt } from "../erasing/lost-at.ts";
import { columnsOf, recordVisibleTo } from "../visible-to.ts";

/** A version by its record and number, as findings name it. */
export interface VersionRef {
  readonly record: string;
  readonly version: number;
}

export interface DraftedVersion extends VersionRef {
  readonly item: DraftItem;
  readonly kind: string;
  readonly batch: bigint;
  /** Index of the event that sealed it. */
  readonly knownAt: bigint;
  /** Where it was read: number of the batch's file, and row as a person counts. */
  readonly file: number | undefined;
  readonly sourceRow: number | undefined;
  /** Names, as in the leaf, that can be opened. */
  readonly openable: readonly string[];
}

interface VersionRow {
  readonly id: bigint;
  readonly record: string;
  readonly version: number;
  readonly kind: string;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly observed_at: Date;
  readonly gone: boolean;
  readonly reason: string | null;
  readonly fields: Readonly<Record<string, string | boolean>>;
  readonly own: Readonly<Record<string, string>> | null;
  readonly salts: Buffer;
  readonly leaf: string;
  readonly erased: boolean;
  readonly lost: readonly string[];
  readonly batch: bigint;
  readonly known_at: bigint | null;
  readonly file: number | null;
  readonly source_row: bigint | null;
  readonly after_id: bigint;
  readonly last_id: bigint | null;
}

const columns = sql`v.id, v.record, v.version, v.kind, v.source, v.key, v.occurrence, v.observed_at, v.gone, v.reason,
  v.fields, v.own, v.salts, v.leaf, v.erased_at IS NOT NULL AS erased,
  ${lostAt(sql`'record:' || v.id`)} AS lost, v.batch, v.file, v.source_row, b.known_at,
  b.after_id, b.last_id`;

interface Asked {
  readonly db: Reader;
  /** Reads the leaves of the batches: it goes on after the transaction. */
  readonly outside: Reader;
  /** Leaves out what this actor may not see; absent where that was asked before. */
  readonly actor?: Actor;
}

/** Versions as items of evidence, in the order asked; those that are not there are left out. */
export async function draftVersions(
  { db, outside, actor }: Asked,
  refs: readonly VersionRef[],
  choice: Choice,
): Promise<DraftedVersion[]> {
  if (refs.length === 0) return [];
  const records = refs.map(({ record }) => record);
  const versions = refs.map(({ version }) => version);
  const found = sql<VersionRow & { place: bigint }>`(
    SELECT ${columns}, asked.place
    FROM unnest(${records}::uuid[], ${versions}::int[]) WITH ORDINALITY AS asked(record, version, place)
    JOIN record_version v ON v.record = asked.record AND v.version = asked.version
    JOIN import_batch b ON b.id = v.batch AND b.state = 'committed'
    WHERE ${actor ? recordVisibleTo(actor, columnsOf("v")) : sql`true`})`;
  const rows = await db.selectFrom(found.as("found")).selectAll().orderBy("place").execute();
  return rows.map((row) => draftVersion(row, outside, choice));
}

function draftVersion(row: VersionRow, outside: Reader, choice: Choice): DraftedVersion {
  const { record, version, kind, batch, known_at: knownAt, file, source_row: sourceRow } = row;
  if (knownAt === null) throw notYetSealed();
  const sealed = sealedRowOf(row);
  return {
    record,
    version,
    kind,
    batch,
    knownAt,
    file: file ?? undefined,
    sourceRow: sourceRow === null ? undefined : Number(sourceRow),
    openable: Object.keys(sealed.personal),
    item: draftRow(sealed, { entry: knownAt, leaves: leavesOf(outside, row), choice }),
  };
}

/** The other way round than `sealVersion`: which value lies under which commitment stands in the leaf. */
function sealedRowOf(row: VersionRow): SealedRow {
  const { personal: digests } = JSON.parse(row.leaf) as { readonly personal: object };
  const personal: Record<string, unknown> = row.reason === null ? {} : { reason: row.reason };
  const fields: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row.fields)) {
    if (`fields.${name}` in digests) personal[`fields.${name}`] = value;
    else fields[name] = value;
  }
  for (const [name, value] of Object.entries(row.own ?? {})) {
    if (`own.${name}` in digests) personal[`own.${name}`] = value;
    else own[name] = value;
  }
  const { record, version, source, key, occurrence, observed_at: observedAt, gone } = row;
  const common = { record, version, source, key, occurrence, observedAt, gone, fields, own };
  return {
    id: row.id,
    leaf: row.leaf,
    salts: row.salts,
    lost: row.lost,
    common: row.erased ? undefined : common,
    personal,
    called: calledOf(row),
  };
}

const calledOf = ({ record, version }: VersionRef): Bilingual => ({
  zh: `记录 ${record} 的第 ${version} 版`,
  en: `Version ${version} of record ${record}`,
});

function leavesOf(db: Reader, { batch, after_id: afterId, last_id: lastId }: VersionRow): SealedLeaves {
  return {
    name: `batch:${batch}`,
    page(after, limit) {
      const from = after > afterId ? after : afterId;
      const found = sql<{ id: bigint; hash: Buffer }>`(
        SELECT id, sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')) AS hash FROM record_version
        WHERE batch = ${batch} AND id > ${from} AND id <= ${lastId ?? from} ORDER BY id LIMIT ${limit})`;
      return db.selectFrom(found.as("found")).selectAll().orderBy("id").execute();
    },
  };
}

const notYetSealed = () =>
  new Refusal("not-found", {
    zh: "这一版刚刚写入，尚未封存，请稍后再试。",
    en: "This version has only just been written and is not sealed yet. Try again in a moment.",
  });
