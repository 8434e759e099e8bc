import { type Bilingual, minorDigits, type Sql, sql } from "../../platform/index.ts";
import type { Field, FieldType } from "../kinds/define-kind.ts";
import type { FromColumn } from "../mapping/mapping.ts";
import { numberSql } from "./number-sql.ts";
import { flagSql, idSql, textSql } from "./text-sql.ts";
import { timeSql } from "./time-sql.ts";

/** The currencies of a table's rows: one for all, or an expression where rows differ in their minor units. */
export interface RowCurrency {
  /** ISO code by row. */
  readonly code: Sql;
  /** Distinct codes that occur. */
  readonly codes: readonly string[];
}

/** A cell as its field's type; NULL for an empty cell, a word for none, and what cannot be read (see `isRefused`). */
export function valueSql(type: FieldType, cell: Sql, from: FromColumn, currency: RowCurrency): Sql {
  const decimal = from.decimal ?? ".";
  const shift = Math.round(Math.log10(from.factor ?? 1));
  switch (type) {
    case "id":
      return idSql(cell);
    case "name":
    case "text":
      return textSql(cell);
    case "time":
    case "date":
      return timeSql(cell, from);
    case "money":
      return moneySql(cell, decimal, shift, currency);
    case "price":
      return scaled(numberSql(cell, decimal, "DECIMAL(18,6)"), shift, "DECIMAL(18,6)");
    case "quantity":
      return scaled(numberSql(cell, decimal, "DECIMAL(18,4)"), shift, "DECIMAL(18,4)");
    case "number":
      return sql`CAST(${numberSql(cell, decimal, "DECIMAL(30,12)")} AS DOUBLE)`;
    case "integer":
      return numberSql(sql`regexp_replace(${cell}, ${sql.lit(daysUnit)}, '')`, decimal, "BIGINT");
    case "rate":
      return rateSql(cell, decimal, from.rate);
    case "flag":
      return flagSql(cell);
    case "currency":
      return currency.code;
  }
}

const daysUnit = "(?i)^\\s*(?:月结|net)\\s*|\\s*(?:天|日|days?)\\s*$";

const scaled = (value: Sql, shift: number, type: string) =>
  shift === 0
    ? value
    : sql`CAST(${value} * CAST(${sql.lit(10 ** shift)} AS DECIMAL(12,2)) AS ${sql.raw(type)})`;

/**
 * Minor units, rounded half away from zero. The text is cast to as many digits as the minor unit has and no floating
 * number is involved; `shift` is the power of ten that one unit of the column is worth.
 */
function moneySql(cell: Sql, decimal: "." | ",", shift: number, { code, codes }: RowCurrency): Sql {
  const minor = (digits: number) => {
    const scale = digits + shift;
    if (scale < 0)
      return sql`CAST(round(${numberSql(cell, decimal, "DECIMAL(18,4)")} / ${sql.lit(10 ** -scale)}) AS BIGINT)`;
    return sql`CAST(${numberSql(cell, decimal, `DECIMAL(18,${Math.min(scale, 12)})`)} * ${sql.lit(10 ** scale)} AS BIGINT)`;
  };
  const groups = Map.groupBy(codes.length === 0 ? ["XXX"] : codes, minorDigits);
  const [[commonest] = [2]] = [...groups].sort((a, b) => (a[0] === 2 ? -1 : b[0] === 2 ? 1 : 0));
  const others = [...groups].filter(([digits]) => digits !== commonest);
  if (others.length === 0) return minor(commonest);
  const cases = others.map(
    ([digits, of]) => sql`WHEN ${code} IN (${sql.join(of.map((c) => sql.lit(c)))}) THEN ${minor(digits)}`,
  );
  return sql`CASE ${sql.join(cases, sql` `)} ELSE ${minor(commonest)} END`;
}

/** `13%` is 0.13 in every column; a bare 13 as the column was decided. */
function rateSql(cell: Sql, decimal: "." | ",", rate: FromColumn["rate"]): Sql {
  const value = sql`CAST(${numberSql(cell, decimal, "DECIMAL(30,12)")} AS DOUBLE)`;
  return rate === "percent"
    ? sql`${value} / CASE WHEN regexp_matches(${cell}, '[%％]') THEN 1 ELSE 100 END`
    : value;
}

/** Outside these years a date is a slip of the pen. `value` is a column, so that it is computed once. */
export function withinRange(type: FieldType, value: Sql): Sql {
  if (type !== "time" && type !== "date") return value;
  const kept = sql`CASE WHEN ${value} >= TIMESTAMP '1900-01-01' AND ${value} < TIMESTAMP '2201-01-01' THEN ${value} END`;
  return type === "date" ? sql`CAST(${kept} AS DATE)` : kept;
}

export function expectedOf(field: Field): Bilingual {
  const { zh, en } = expected[field.type] ?? { zh: "文本", en: "a text" };
  return { zh: `${field.zh}：应为${zh}`, en: `${field.en}: expected ${en}` };
}

const expected: Partial<Record<FieldType, Bilingual>> = {
  time: { zh: "1900–2200 年间的日期或时间", en: "a date or time between 1900 and 2200" },
  date: { zh: "1900–2200 年间的日期", en: "a date between 1900 and 2200" },
  money: { zh: "小于 10^16 的金额", en: "an amount under 10^16" },
  price: { zh: "价格", en: "a price" },
  quantity: { zh: "数量", en: "a quantity" },
  number: { zh: "数字", en: "a number" },
  integer: { zh: "整数", en: "a whole number" },
  rate: { zh: "比率，如 13% 或 0.13", en: "a rate such as 13% or 0.13" },
  flag: { zh: "是或否", en: "yes or no" },
};
