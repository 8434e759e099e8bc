import type pg from "pg";
import type { OwnRow } from "./record-values.ts";

/** What an import has to know of a kind's custom fields. */
export interface CustomColumns {
  /** Those that the file has no column for: the file says nothing about them, so they keep their values. */
  readonly kept: readonly string[];
  readonly references: readonly { readonly column: string; readonly kind: string }[];
}

export async function customColumnsOf(
  session: pg.Client,
  kind: string,
  fileColumns: readonly string[],
): Promise<CustomColumns> {
  const { rows } = await session.query<{ name: string; refers: string | null }>(
    `SELECT field->>'name' AS name, CASE WHEN field->>'type' = 'reference' THEN field->>'refers' END AS refers
     FROM (SELECT form FROM record_form WHERE kind = $1 ORDER BY version DESC LIMIT 1) AS latest,
       jsonb_array_elements(latest.form->'fields') AS field`,
    [kind],
  );
  return {
    kept: rows.flatMap(({ name }) => (fileColumns.includes(name) ? [] : [name])),
    references: rows.flatMap(({ name, refers }) => (refers === null ? [] : [{ column: name, kind: refers }])),
  };
}

/** What stands in these columns of each record that has anything in them. */
export async function keptValues(
  session: pg.Client,
  records: readonly string[],
  columns: readonly string[],
): Promise<Map<string, OwnRow>> {
  if (records.length === 0 || columns.length === 0) return new Map();
  const { rows } = await session.query<{ record: string; kept: OwnRow }>({
    name: "kept-values",
    text: `SELECT asked.record, kept.own AS kept FROM unnest($1::uuid[]) AS asked(record)
      CROSS JOIN LATERAL (SELECT own FROM record_version v WHERE v.record = asked.record AND NOT v.gone
        ORDER BY version DESC LIMIT 1) AS last
      CROSS JOIN LATERAL (SELECT jsonb_object_agg(key, value) AS own FROM jsonb_each_text(last.own)
        WHERE key = ANY ($2::text[])) AS kept
      WHERE kept.own IS NOT NULL`,
    values: [records, columns],
  });
  return new Map(rows.map(({ record, kept }) => [record, kept]));
}

/** The own row of a file with what it says nothing about, in a settled order. */
export function withKept(own: OwnRow, kept: OwnRow): OwnRow {
  return Object.fromEntries(Object.entries({ ...own, ...kept }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function referencesIn({ references }: CustomColumns, own: OwnRow): string[] {
  return references.flatMap(({ column, kind }) => {
    const key = own[column];
    return key === undefined ? [] : [`${kind}:${key}`];
  });
}
