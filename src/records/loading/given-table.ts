import { sql, type Warehouse } from "../../platform/index.ts";
import type { RawTable } from "../reading/raw-table.ts";

export interface GivenTable {
  readonly path: string;
  readonly member?: string;
  readonly columns: readonly string[];
  /** An empty text is an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly sourceRow?: (rowid: number) => number;
}

/** For tests: puts given rows into the warehouse as a reader would. Tables count from 0 in the order they are given. */
export async function giveTables(warehouse: Warehouse, given: readonly GivenTable[]): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for (const [file, table] of given.entries()) tables.push(await giveTable(warehouse, file, table));
  return tables;
}

async function giveTable(warehouse: Warehouse, file: number, given: GivenTable): Promise<RawTable> {
  const { path, member, columns, rows } = given;
  const name = `raw_${file}`;
  const declared = columns.map((_, i) => sql`${sql.ref(`c${i}`)} VARCHAR`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${sql.ref(name)} (${sql.join(declared)})`);
  const values = rows.map((row) => sql`(${sql.join(columns.map((_, i) => cell(row[i])))})`);
  if (values.length > 0) await warehouse.run(sql`INSERT INTO ${sql.ref(name)} VALUES ${sql.join(values)}`);
  return {
    name,
    file,
    path,
    ...(member === undefined ? {} : { member }),
    format: "csv",
    columns,
    rows: rows.length,
    refused: 0,
    sha256: "0".repeat(64),
    bytes: 0,
    sourceRow: given.sourceRow ?? ((rowid) => rowid + 2),
  };
}

const cell = (value: string | null | undefined) =>
  value === null || value === undefined || value === "" ? sql`NULL` : sql.lit(value);
