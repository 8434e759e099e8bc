import { type Bilingual, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { Field } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { lookupJoins } from "./lookups.ts";
import { type Column, type Part, requiredGroups } from "./part.ts";
import { collectRefused, type Refusals } from "./refused-rows.ts";
import { columnOf, rowCurrency } from "./row-currency.ts";
import { sourceRowSql } from "./source-row-sql.ts";
import { isMissingDateSql, isMissingSql } from "./text-sql.ts";
import { type RowCurrency, valueSql, withinRange } from "./value-sql.ts";

export interface LoadedPart {
  readonly rows: number;
  readonly refusals: Refusals;
  readonly notes: readonly Bilingual[];
}

export async function loadPart(warehouse: Warehouse, part: Part, refusedKept: number): Promise<LoadedPart> {
  const { table, kind } = part;
  const currency = await rowCurrency(warehouse, table, kind, part.fields);
  const columns = columnsOf(part, currency);
  const lookups = lookupJoins(part);
  const numbered = await sourceRowSql(warehouse, table);
  // Two levels: the outer one sees the values as columns, so that none is computed twice.
  const inner = sql`SELECT raw.rowid AS raw_row, ${numbered.row} AS source_row,
      ${sql.join(columns.flatMap(({ value, cell }, i) => [sql`${value} AS ${sql.ref(`v${i}`)}`, sql`${cell} AS ${sql.ref(`t${i}`)}`]))}
    FROM ${sql.ref(table.name)} AS raw ${numbered.join} ${lookups} WHERE ${part.where}`;
  const kept = columns.map(({ field }, i) => withinRange(field.type, sql.ref(`v${i}`)));
  const bad = columns.map(({ field, from }, i) =>
    from ? isRefused(field, kept[i] ?? sql``, sql.ref(`t${i}`)) : sql`false`,
  );
  const required = requiredGroups(kind, part.fields).map((group) =>
    group.map((name) => columns.findIndex((column) => column.name === name)),
  );
  const lacking = required.map(
    (group) =>
      sql`(${sql.join(
        group.map((i) => sql`${sql.ref(`v${i}`)} IS NULL`),
        sql` AND `,
      )})`,
  );
  const anyBad = sql.join([...bad, ...lacking], sql` OR `);
  // A refused row is marked by a negative number, then reported and removed: the values are computed in one pass.
  await warehouse.run(sql`
    INSERT INTO ${sql.ref(kind.table)} (rid, file, "row", ${sql.join(columns.map(({ name }) => sql.ref(name)))})
    SELECT ${sql.lit(part.firstRid)} + raw_row, ${sql.lit(table.file)}, CASE WHEN ${anyBad} THEN -source_row ELSE source_row END, ${sql.join(kept)}
    FROM (${inner})`);
  const refusals = await collectRefused(warehouse, part, { inner, columns, bad, required }, refusedKept);
  const counted = await warehouse.first<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${sql.ref(kind.table)} WHERE file = ${sql.lit(table.file)}`,
  );
  return { rows: counted?.n ?? 0, refusals, notes: currency.notes };
}

function columnsOf(part: Part, currency: RowCurrency): Column[] {
  const { table, kind, fields } = part;
  return fieldsOf(kind).flatMap(([name, field]): Column[] => {
    const from = fields[name];
    if (field.type === "currency")
      return [{ name, field, from: undefined, value: currency.code, cell: sql`NULL` }];
    if (!from) return [];
    const cell = "column" in from ? sql`raw.${columnOf(table, from.column)}` : sql.lit(from.constant);
    const read = "column" in from ? from : { column: "" };
    const plain = valueSql(field.type, cell, read, currency);
    const value = read.lookup ? sql`coalesce(${sql.ref(`lookup_${name}.id`)}, ${plain})` : plain;
    return [{ name, field, from: "column" in from ? from : undefined, value, cell }];
  });
}

function isRefused(field: Field, value: Sql, cell: Sql): Sql {
  if (["id", "name", "text", "currency"].includes(field.type)) return sql`false`;
  const isMissing =
    field.type === "time" || field.type === "date" ? isMissingDateSql(cell) : isMissingSql(cell);
  return sql`CASE WHEN ${value} IS NULL AND ${cell} IS NOT NULL THEN NOT ${isMissing} ELSE false END`;
}
