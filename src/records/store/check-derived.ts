import type pg from "pg";
import { fieldsOf, kindNamed } from "../kinds/kinds.ts";
import {
  contentDigest,
  type FieldValues,
  goneDigest,
  happenedAt,
  planOf,
  referencesOf,
} from "./record-values.ts";

/** Columns of a version that stand under no commitment because they follow from those that do. */
export interface DerivedColumns {
  readonly id: bigint;
  readonly kind: string;
  readonly gone: boolean;
  readonly happened_at: string;
  readonly legal_entity: string | null;
  readonly digest: string;
  readonly fields: FieldValues;
  readonly own: Readonly<Record<string, string>> | null;
  readonly refs: readonly string[];
  readonly leaf: string;
}

/** `digest`: only the version before can tell whether a correction has carried it on. */
export type Derived = "fits" | "digest" | "differs";

export function checkDerived(row: DerivedColumns): Derived {
  const kind = kindNamed(row.kind);
  if (!kind || !row.leaf.includes(`"kind":${JSON.stringify(row.kind)}`)) return "differs";
  const plan = planOf(kind);
  const { fields, own, refs } = row;
  const entity = typeof fields.legal_entity === "string" ? fields.legal_entity : null;
  // What custom fields refer to comes after what the kind's own fields do.
  const ofKind = referencesOf(plan, fields);
  const cells = new Set(Object.values(own ?? {}));
  const custom = refs.slice(ofKind.length).every((ref) => cells.has(ref.slice(ref.indexOf(":") + 1)));
  const isRight =
    row.happened_at === canonicalTime(happenedAt(plan, fields)) &&
    // That of a tombstone is carried on: `otherEntity` compares it with the version before.
    (row.gone || row.legal_entity === entity) &&
    ofKind.every((ref, i) => refs[i] === ref) &&
    custom &&
    new Set(refs).size === refs.length;
  if (!isRight) return "differs";
  if (row.gone) return row.digest === goneDigest ? "fits" : "differs";
  return row.digest === contentDigest(inOrder(kind, fields), own === null ? undefined : sorted(own))
    ? "fits"
    : "digest";
}

/** PostgreSQL's text of a timestamp. */
function canonicalTime(time: string): string {
  return time.length === 10 ? `${time} 00:00:00` : time;
}

function inOrder(kind: NonNullable<ReturnType<typeof kindNamed>>, fields: FieldValues): FieldValues {
  const names = fieldsOf(kind).map(([name]) => name);
  return Object.fromEntries(
    names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  ) as FieldValues;
}

function sorted(own: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Of versions whose digest is not that of what they say: those where nothing explains it. A correction by hand carries
 * on the digest of the version before; with fields of the company's own the digest is that of the file alone.
 */
export async function unexplained(
  session: pg.Client,
  ids: readonly bigint[],
): Promise<{ readonly id: bigint; readonly before: bigint | null }[]> {
  if (ids.length === 0) return [];
  const { rows } = await session.query<{ id: bigint; before: bigint | null }>(
    `SELECT v.id, p.id AS before FROM record_version v LEFT JOIN record_version p ON p.record = v.record AND p.version = v.version - 1
     WHERE v.id = ANY ($1::bigint[]) AND p.digest IS DISTINCT FROM v.digest
       AND NOT EXISTS (SELECT FROM record_form f WHERE f.kind = v.kind)`,
    [ids.map(String)],
  );
  return rows;
}

/** Of tombstones: those that name another legal entity than the version whose end they tell. */
export async function otherEntity(
  session: pg.Client,
  ids: readonly bigint[],
): Promise<{ readonly id: bigint; readonly before: bigint }[]> {
  if (ids.length === 0) return [];
  const { rows } = await session.query<{ id: bigint; before: bigint }>(
    `SELECT v.id, p.id AS before FROM record_version v JOIN record_version p ON p.record = v.record AND p.version = v.version - 1
     WHERE v.id = ANY ($1::bigint[]) AND p.erased_at IS NULL AND p.legal_entity IS DISTINCT FROM v.legal_entity`,
    [ids.map(String)],
  );
  return rows;
}
