import { type Reader, sql } from "../../platform/index.ts";
import type { FieldValues, OwnRow } from "./record-values.ts";
import { isVisible } from "./visible.ts";

/** A record as it stands, with what a next version carries on. */
export interface Standing {
  readonly record: string;
  readonly version: number;
  readonly kind: string;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly gone: boolean;
  readonly digest: string;
  readonly fields: FieldValues;
  readonly own: OwnRow | undefined;
  readonly legalEntity: string | undefined;
  readonly refs: readonly string[];
  readonly leaf: string;
}

export async function readStanding(db: Reader, record: string): Promise<Standing | undefined> {
  type Row = Omit<Standing, "own" | "legalEntity"> & { own: OwnRow | null; legal_entity: string | null };
  const found = sql<Row>`(SELECT v.record, v.version, v.kind, v.source, v.key, v.occurrence, v.gone, v.digest,
      v.fields, v.own, v.legal_entity, v.leaf, v.refs
    FROM record_version v WHERE v.record = ${record} AND ${isVisible("v")} ORDER BY v.version DESC LIMIT 1)`;
  const row = await db.selectFrom(found.as("found")).selectAll().executeTakeFirst();
  if (!row) return undefined;
  const { own, legal_entity: legalEntity, ...rest } = row;
  return { ...rest, own: own ?? undefined, legalEntity: legalEntity ?? undefined };
}
