import { type Bilingual, type Reader, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { type FoundRow, type RecordRow, rowColumns, rowOf } from "./list-records.ts";
import { type FieldValues, type OwnRow, planOf } from "./record-values.ts";
import { isLatest, isVisible } from "./visible.ts";

/** One difference between a version and the one before; `before` or `after` is absent where there was nothing. */
export interface FieldChange {
  /** `field` of the kind, or `own` for a column of the source's row. */
  readonly of: "field" | "own";
  readonly name: string;
  readonly label: Bilingual;
  readonly before?: string | boolean;
  readonly after?: string | boolean;
}

export interface RecordVersion {
  readonly version: number;
  readonly batch: bigint;
  /** By import, or by hand. */
  readonly origin: "import" | "form" | "api";
  readonly actor: string;
  readonly observedAt: Date;
  /** Index of the event that made it known; `undefined` until the event has one. */
  readonly knownAt: bigint | undefined;
  readonly gone: boolean;
  readonly reason: string | undefined;
  /** Where it was read: file of the batch, and row as a person counts. */
  readonly file: string | undefined;
  readonly sourceRow: number | undefined;
  readonly changes: readonly FieldChange[];
  /** As the version says them; of a tombstone none. */
  readonly fields: FieldValues;
}

/** A record that another refers to, or that refers to it. */
export interface LinkedRecord {
  readonly kind: string;
  readonly key: string;
  /** Absent where no such record is known. */
  readonly record: string | undefined;
}

export interface RecordHistory extends RecordRow {
  /** Oldest first. */
  readonly versions: readonly RecordVersion[];
  readonly refersTo: readonly (LinkedRecord & { readonly field: string })[];
  readonly referredToBy: readonly LinkedRecord[];
  /** Whether more refer to it than are listed. */
  readonly moreRefer: boolean;
}

const mostLinks = 500;

/** A record with its whole history and what it is linked with; `undefined` where there is none that may be seen. */
export async function getRecord(db: Reader, record: string): Promise<RecordHistory | undefined> {
  const history = await readHistory(db, record);
  const kind = history && kindNamed(history.shown.kind);
  if (!history || !kind) return undefined;
  const { shown, versions } = history;
  const referring = await readReferring(db, `${shown.kind}:${shown.key}`, mostLinks + 1);
  return {
    ...shown,
    versions,
    refersTo: await readReferred(db, kind, shown.fields),
    referredToBy: referring.slice(0, mostLinks),
    moreRefer: referring.length > mostLinks,
  };
}

/** A record as it stands, or last stood, with its versions. */
export interface History {
  readonly shown: RecordRow;
  /** `kind:key` of what it refers to. */
  readonly refs: readonly string[];
  /** Oldest first. */
  readonly versions: readonly RecordVersion[];
}

export async function readHistory(db: Reader, record: string): Promise<History | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(record)) return undefined;
  const rows = await readVersions(db, record);
  const last = rows.at(-1);
  const kind = last && kindNamed(last.kind);
  if (!last || !kind) return undefined;
  // What is gone is shown as it last stood.
  const standing = rows.findLast(({ gone }) => !gone) ?? last;
  const shown = { ...rowOf(standing), version: last.version, gone: last.gone, observedAt: last.observed_at };
  return { shown, refs: standing.refs, versions: historyOf(kind, rows) };
}

interface VersionRow extends Omit<FoundRow, "id" | "happened"> {
  readonly batch: bigint;
  readonly reason: string | null;
  readonly source_row: bigint | null;
  readonly path: string | null;
  readonly origin: "import" | "form" | "api";
  readonly actor: string;
  readonly known_at: bigint | null;
  readonly refs: readonly string[];
}

function readVersions(db: Reader, record: string): Promise<VersionRow[]> {
  const found = sql<VersionRow>`(SELECT ${rowColumns}, v.batch, v.reason, v.source_row,
      b.files->v.file->>'path' AS path, b.origin, b.actor, b.known_at, v.refs
    FROM record_version v JOIN import_batch b ON b.id = v.batch AND b.state = 'committed'
    WHERE v.record = ${record} AND v.erased_at IS NULL ORDER BY v.version)`;
  return db.selectFrom(found.as("found")).selectAll().orderBy("version").execute();
}

function historyOf(kind: Kind, rows: readonly VersionRow[]): RecordVersion[] {
  let before: VersionRow | undefined;
  return rows.map((row) => {
    const changes = row.gone ? [] : changesBetween(kind, before, row);
    if (!row.gone) before = row;
    return {
      version: row.version,
      batch: row.batch,
      origin: row.origin,
      actor: row.actor,
      observedAt: row.observed_at,
      knownAt: row.known_at ?? undefined,
      gone: row.gone,
      reason: row.reason ?? undefined,
      file: row.path ?? undefined,
      sourceRow: row.source_row === null ? undefined : Number(row.source_row),
      changes,
      fields: row.fields,
    };
  });
}

interface Content {
  readonly fields: FieldValues;
  readonly own: OwnRow | null | undefined;
}

/** Field by field, in the order of the kind's form; then the source's own columns. */
export function changesBetween(kind: Kind, before: Content | undefined, after: Content): FieldChange[] {
  const fields = Object.keys(kind.fields).flatMap((name) => {
    const { zh = name, en = name } = kind.fields[name] ?? {};
    return changeOf({ of: "field", name, label: { zh, en } }, before?.fields[name], after.fields[name]);
  });
  const columns = new Set([...Object.keys(before?.own ?? {}), ...Object.keys(after.own ?? {})]);
  const own = [...columns].sort().flatMap((name) => {
    const label = { zh: name, en: name };
    return changeOf({ of: "own", name, label }, before?.own?.[name], after.own?.[name]);
  });
  return [...fields, ...own];
}

function changeOf(
  what: Pick<FieldChange, "of" | "name" | "label">,
  before: string | boolean | undefined,
  after: string | boolean | undefined,
): FieldChange[] {
  if (before === after) return [];
  return [
    {
      ...what,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

async function readReferred(db: Reader, kind: Kind, fields: FieldValues): Promise<RecordHistory["refersTo"]> {
  const named = planOf(kind).references.flatMap(({ field, prefix }) => {
    const key = fields[field];
    return typeof key === "string" ? [{ field, kind: prefix.slice(0, -1), key }] : [];
  });
  if (named.length === 0) return [];
  const asked = sql`unnest(${named.map(({ kind: to }) => to)}::text[], ${named.map(({ key }) => key)}::text[])`;
  const found = sql<LinkedRecord>`(SELECT asked.kind, asked.key, (
      SELECT v.record FROM record_version v WHERE v.kind = asked.kind AND v.key = asked.key AND ${isVisible("v")}
      ORDER BY v.occurrence, v.id LIMIT 1) AS record
    FROM ${asked} AS asked(kind, key))`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  const known = new Map(rows.map(({ kind: to, key, record }) => [`${to}:${key}`, record ?? undefined]));
  return named.map((link) => ({ ...link, record: known.get(`${link.kind}:${link.key}`) }));
}

function readReferring(db: Reader, reference: string, limit: number): Promise<LinkedRecord[]> {
  const found = sql<LinkedRecord>`(SELECT v.kind, v.key, v.record FROM record_version v
    WHERE v.refs @> ${[reference]}::text[] AND NOT v.gone AND ${isVisible("v")} AND ${isLatest("v")} LIMIT ${limit})`;
  return db.selectFrom(found.as("found")).selectAll().orderBy("kind").orderBy("key").execute();
}

/** The records of a kind that bear a key, as a person names them; several where sources or occurrences differ. */
export function findRecords(db: Reader, kind: string, key: string): Promise<{ record: string }[]> {
  const found = sql<{ record: string }>`(SELECT DISTINCT v.record FROM record_version v
    WHERE v.kind = ${kind} AND v.key = ${key} AND ${isVisible("v")})`;
  return db.selectFrom(found.as("found")).selectAll().execute();
}
