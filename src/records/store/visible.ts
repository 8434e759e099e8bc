import { type Sql, sql } from "../../platform/index.ts";

/**
 * What may be read: versions whose batch is committed, and of those the ones known by an index of the log; none whose
 * values are erased.
 */
export function isVisible(version: string, knownAt?: number): Sql {
  const known = knownAt === undefined ? sql`` : sql`AND b.known_at <= ${BigInt(knownAt)}`;
  return sql`(${sql.ref(`${version}.erased_at`)} IS NULL AND EXISTS (SELECT FROM import_batch b
    WHERE b.id = ${sql.ref(`${version}.batch`)} AND b.state = 'committed' ${known}))`;
}

/**
 * Whether a version is its record's latest visible one. A sub-query by row, not a join: a page of a list asks it of
 * fifty rows, and no plan for it reads the whole table.
 */
export function isLatest(version: string): Sql {
  return sql`${sql.ref(`${version}.version`)} = (SELECT n.version FROM record_version n
    WHERE n.record = ${sql.ref(`${version}.record`)} AND ${isVisible("n")} ORDER BY n.version DESC LIMIT 1)`;
}
