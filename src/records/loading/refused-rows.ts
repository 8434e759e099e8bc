import { type Bilingual, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { RefusedRow } from "../reading/raw-table.ts";
import type { Column, Part } from "./part.ts";
import { expectedOf } from "./value-sql.ts";

export interface Refusals {
  readonly kept: readonly RefusedRow[];
  readonly total: number;
}

/** How the loading statement told refused rows: over the columns `v0`… (values) and `t0`… (cells) of `inner`. */
interface Check {
  readonly inner: Sql;
  readonly columns: readonly Column[];
  /** Whether the value of each column cannot be read. */
  readonly bad: readonly Sql[];
  /** Groups of columns of which a row must fill one. */
  readonly required: readonly (readonly number[])[];
}

/** Takes the marked rows out of the kind table and tells what was wrong with the first of them. */
export async function collectRefused(
  warehouse: Warehouse,
  { table, kind, firstRid }: Part,
  check: Check,
  keep: number,
): Promise<Refusals> {
  const marked = sql`FROM ${sql.ref(kind.table)} WHERE file = ${sql.lit(table.file)} AND "row" < 0`;
  const total = (await warehouse.first<{ n: number }>(sql`SELECT count(*) AS n ${marked}`))?.n ?? 0;
  if (total === 0) return { kept: [], total };
  const told = sql`SELECT rid - ${sql.lit(firstRid)} ${marked} ORDER BY rid LIMIT ${sql.lit(Math.max(1, keep))}`;
  const first = sql`CASE ${sql.join(
    check.bad.map((bad, i) => sql`WHEN ${bad} THEN ${sql.lit(i)}`),
    sql` `,
  )} END`;
  const cells = sql.join(check.columns.map((_, i) => sql`CAST(${sql.ref(`t${i}`)} AS VARCHAR)`));
  const lacking = check.required.map((group) =>
    sql.join(
      group.map((i) => sql`${sql.ref(`v${i}`)} IS NULL`),
      sql` AND `,
    ),
  );
  const rows = await warehouse.all<{ row: number; at?: number; value?: string; lacks?: number }>(sql`
    SELECT source_row AS "row", ${first} AS at, left([${cells}][1 + ${first}], 200) AS value,
      ${
        lacking.length === 0
          ? sql`NULL`
          : sql`CASE ${sql.join(
              lacking.map((l, i) => sql`WHEN ${l} THEN ${sql.lit(i)}`),
              sql` `,
            )} END`
      } AS lacks
    FROM (${check.inner}) WHERE raw_row IN (${told}) ORDER BY raw_row`);
  await warehouse.run(sql`DELETE ${marked}`);
  const place = { path: table.path, ...(table.member === undefined ? {} : { member: table.member }) };
  const kept = rows.map(({ row, at, value, lacks }): RefusedRow => {
    const column = check.columns[at ?? -1];
    if (column?.from) {
      return {
        ...place,
        row,
        column: column.from.column,
        ...(value === undefined ? {} : { value }),
        expected: expectedOf(column.field),
      };
    }
    const group = (check.required[lacks ?? 0] ?? []).flatMap((i) => check.columns[i] ?? []);
    const [named] = group;
    return {
      ...place,
      row,
      ...(named?.from ? { column: named.from.column } : {}),
      expected: missingIds(group),
    };
  });
  return { kept, total };
}

function missingIds(group: readonly Column[]): Bilingual {
  return {
    zh: `不能为空：${group.map(({ field }) => field.zh).join("或")}`,
    en: `expected a value: ${group.map(({ field }) => field.en).join(" or ")}`,
  };
}
