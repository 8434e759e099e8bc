import type pg from "pg";

/** How a record last stood. */
export interface LastVersion {
  readonly version: number;
  readonly digest: string;
  /** Or erased: with other values than it had it is there again, with the same it stays erased. */
  readonly gone: boolean;
}

/** The last version of each of these records; those that are new are absent. */
export async function lastVersions(
  session: pg.Client,
  records: readonly string[],
): Promise<Map<string, LastVersion>> {
  // Every version counts, not only visible ones: what stands there has taken its number.
  const { rows } = await session.query<LastVersion & { record: string }>({
    name: "last-versions",
    text: `SELECT asked.record, last.version, last.digest, last.gone FROM unnest($1::uuid[]) AS asked(record)
      CROSS JOIN LATERAL (SELECT version, digest, gone OR erased_at IS NOT NULL AS gone FROM record_version v WHERE v.record = asked.record
        ORDER BY version DESC LIMIT 1) AS last`,
    values: [records],
  });
  return new Map(rows.map(({ record, ...last }) => [record, last]));
}

/** Whether the source has ever said anything of this kind; where not, nothing need be looked up. */
export async function isKnownKind(session: pg.Client, source: string, kind: string): Promise<boolean> {
  const { rows } = await session.query(
    "SELECT FROM import_count WHERE source = $1 AND kind = $2 AND added > 0 LIMIT 1",
    [source, kind],
  );
  return rows.length > 0;
}
