import { sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kinds } from "../kinds/kinds.ts";
import { tableName } from "../mapping/mapping-file.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { keyColumns, keySql, recordName } from "./record-id.ts";
import { rowidOf } from "./source-row-sql.ts";

/** A record as evidence: its name, and the row of the source that says so. */
export interface SourceRow {
  readonly rid: number;
  readonly kind: string;
  /** See `recordName`. */
  readonly id: string;
  /** Path, and sheet or member where there is one. */
  readonly file: string;
  /** As `RawTable.sourceRow` counts. */
  readonly row: number;
  /** Every column of the source, unmapped ones too; empty cells are left out. */
  readonly values: Readonly<Record<string, string>>;
}

interface Found {
  readonly rid: number;
  readonly file: number;
  readonly row: number;
  readonly key: string;
  readonly occurrence: number;
}

/** The source rows of the given records, in the order asked; rids that no table has are left out. */
export async function sourceRowsOf(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  rids: readonly number[],
): Promise<SourceRow[]> {
  const rows = new Map<number, SourceRow>();
  if (rids.length === 0) return [];
  await warehouse.run(
    sql`CREATE OR REPLACE TEMP TABLE asked_rids AS SELECT DISTINCT unnest([${sql.join(rids.map((rid) => sql.lit(rid)))}]::BIGINT[]) AS rid`,
  );
  for (const kind of kinds) {
    for (const found of await findRecords(warehouse, kind)) {
      const table = tables.find(({ file }) => file === found.file);
      if (!table) continue;
      const { rid, row, key, occurrence } = found;
      const id = recordName(kind.name, key, occurrence);
      rows.set(rid, { rid, kind: kind.name, id, file: tableName(table), row, values: {} });
    }
  }
  for (const table of tables) await addValues(warehouse, table, rows);
  await warehouse.run(sql`DROP TABLE asked_rids`);
  return rids.flatMap((rid) => rows.get(rid) ?? []);
}

/** Occurrences are counted among the records of the same key only: the table is read once for their hashes. */
async function findRecords(warehouse: Warehouse, kind: Kind): Promise<Found[]> {
  const table = sql.ref(kind.table);
  const asked = await warehouse.all<{ rid: number }>(
    sql`SELECT rid FROM ${table} SEMI JOIN asked_rids USING (rid)`,
  );
  if (asked.length === 0) return [];
  const hashed = sql`hash(${sql.join(keyColumns(kind))})`;
  return warehouse.all<Found>(sql`
    WITH named AS (
      SELECT rid, file, "row", ${keySql(kind)} AS "key" FROM ${table}
      WHERE ${hashed} IN (SELECT ${hashed} FROM ${table} SEMI JOIN asked_rids USING (rid))
    ), counted AS (
      SELECT *, row_number() OVER (PARTITION BY "key" ORDER BY rid) AS occurrence FROM named
      WHERE "key" IN (SELECT "key" FROM named SEMI JOIN asked_rids USING (rid))
    )
    SELECT * FROM counted SEMI JOIN asked_rids USING (rid)`);
}

async function addValues(warehouse: Warehouse, table: RawTable, rows: Map<number, SourceRow>): Promise<void> {
  const name = tableName(table);
  const wanted = new Map<number, number[]>();
  for (const { rid, file, row } of rows.values()) {
    const rowid = file === name ? rowidOf(table, row) : undefined;
    if (rowid !== undefined) wanted.set(rowid, [...(wanted.get(rowid) ?? []), rid]);
  }
  if (wanted.size === 0) return;
  const cells = await warehouse.all<Record<string, string> & { raw_row: number }>(sql`
    SELECT rowid AS raw_row, * FROM ${sql.ref(table.name)} WHERE rowid IN (${sql.join([...wanted.keys()].map((rowid) => sql.lit(rowid)))})`);
  for (const row of cells) {
    const values = Object.fromEntries(
      table.columns.flatMap((column, i) => {
        const value = row[`c${i}`];
        return value === undefined ? [] : [[column, value]];
      }),
    );
    for (const rid of wanted.get(row.raw_row) ?? []) {
      const known = rows.get(rid);
      if (known) rows.set(rid, { ...known, values });
    }
  }
}
