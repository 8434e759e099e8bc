import { type Bilingual, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { FieldType } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { partsOf } from "./part.ts";
import { columnOf, rowCurrency } from "./row-currency.ts";
import { valueSql, withinRange } from "./value-sql.ts";

export interface TypedRows {
  /** Field by field what the mapping finds in the table. */
  readonly fields: ReadonlyMap<string, FieldType>;
  /** A SELECT of `raw_row` and one column a field, for every row that stands in the table, in its order. */
  readonly query: Sql;
  readonly notes: readonly Bilingual[];
}

/**
 * Every row of a raw table by the fields of its kind, none refused: a cell that cannot be read is NULL. For whoever must
 * answer for each row of a file, such as a ranking; records are loaded by `loadRecords`. `undefined` for a table that the
 * mapping leaves out.
 */
export async function typedRows(
  warehouse: Warehouse,
  table: RawTable,
  mapping: Mapping,
): Promise<TypedRows | undefined> {
  const part = partsOf([table], mapping).at(-1);
  if (part === undefined) return undefined;
  const currency = await rowCurrency(warehouse, table, part.kind, part.fields);
  const fields = new Map<string, FieldType>();
  const columns: Sql[] = [];
  for (const [name, field] of fieldsOf(part.kind)) {
    const from = part.fields[name];
    if (field.type === "currency" && currency.codes.length === 0) continue;
    if (field.type !== "currency" && !from) continue;
    const cell = from && "column" in from ? columnOf(table, from.column) : sql.lit(from?.constant ?? "");
    const value = valueSql(field.type, cell, from && "column" in from ? from : { column: "" }, currency);
    columns.push(sql`${withinRange(field.type, value)} AS ${sql.ref(name)}`);
    fields.set(name, field.type);
  }
  const query = sql`SELECT rowid AS raw_row, ${sql.join(columns)} FROM ${sql.ref(table.name)}`;
  return { fields, query, notes: currency.notes };
}

/** The text of a column as it stood, by its name in the header. */
export function rawColumnSql(table: RawTable, column: string): Sql {
  return columnOf(table, column);
}
