import { type Sql, sql } from "../../platform/index.ts";
import { currencyPattern } from "../mapping/currency.ts";
import type { DecimalMark } from "../mapping/number-form.ts";

const fullWidth = "０１２３４５６７８９．，－＋（）％　−’";
const ascii = "0123456789.,-+()% -'";
const exponent = String.raw`(?:[eE][-+]?\d+)?`;

const digit = "[0-9０-９]";
const mark = "[.,．，]";

/** The same shapes as `readNumber` takes; whatever else stands in a cell is no number. */
const shape =
  `(?i)\\s*[(（]?\\s*[-+−－＋]?\\s*(?:${currencyPattern})?\\s*[-+−－＋]?\\s*(?:${digit}{1,3}(?:[ '’\\x{a0}]${digit}{3})+(?:${mark}${digit}*)?|[0-9０-９.,．，]*${digit}${mark}?)` +
  `${exponent}\\s*(?:${currencyPattern})?\\s*-?\\s*[)）]?\\s*(?:[%％]|万元?|亿元?)?\\s*`;
const groups = (group: string, decimal: string) =>
  `^[-+]?(?:\\d+|\\d{1,3}(?:\\${group}\\d{3})+|\\d{1,2}(?:\\${group}\\d{2})+\\${group}\\d{3})?(?:\\${decimal}\\d*)?${exponent}$`;

const steps: readonly (readonly [string, string])[] = [
  [`(?i)${currencyPattern}`, ""],
  ["[\\s'\\x{a0}]", ""],
  ["^\\((.*)\\)(.*)$", "-\\1\\2"],
  ["^([^-]*)-$", "-\\1"],
  ["^-\\+?-", "-"],
  ["亿$", "e8"],
  ["万$", "e4"],
  ["%$", "e-2"],
];

/**
 * A cell as a number of a type, NULL where it is none. Plain numbers are cast as they stand; only others take the
 * long way. The digits stay decimal throughout: no amount passes through a floating number.
 */
export function numberSql(cell: Sql, decimal: DecimalMark, type: string): Sql {
  const as = (text: Sql) => sql`TRY_CAST(${text} AS ${sql.raw(type)})`;
  const plain =
    decimal === "."
      ? as(cell)
      : sql`CASE WHEN contains(${cell}, '.') THEN NULL ELSE ${as(sql`replace(${cell}, ',', '.')`)} END`;
  // DuckDB takes " - " for 0; a true zero has the digit.
  const certain = sql`CASE WHEN ${plain} <> 0 OR contains(${cell}, '0') THEN ${plain} END`;
  return sql`coalesce(${certain}, ${as(groupedNumber(cell, decimal))}, ${as(plainNumber(cell, decimal))})`;
}

/** `¥1,234.50` and `-1,234`: what most exports write that do not write plainly. */
function groupedNumber(cell: Sql, decimal: DecimalMark): Sql {
  const [group, point] = decimal === "." ? [",", "\\."] : ["\\.", ","];
  const is = `[¥￥$€£]?-?\\d{1,3}(?:${group}\\d{3})*(?:${point}\\d+)?|[¥￥$€£]\\d+(?:${point}\\d+)?`;
  const bare = sql`regexp_replace(${cell}, ${sql.lit(`[¥￥$€£${group}]`)}, '', 'g')`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${sql.lit(is)}) THEN ${decimal === "." ? bare : sql`replace(${bare}, ',', '.')`} END`;
}

// DuckDB computes what stands twice in a statement once for all rows, also what stands in a branch that few rows take:
// in the long way each step is therefore written once, and only the cell itself is named again.

/** What remains of `¥1.234,50-` when it is written plainly: `-1234.50`; empty or NULL for what is no number. */
function plainNumber(cell: Sql, decimal: DecimalMark): Sql {
  const folded = sql`translate(${cell}, ${sql.lit(fullWidth)}, ${sql.lit(ascii)})`;
  const group = decimal === "." ? "," : ".";
  const bare = steps.reduce<Sql>(
    (text, [pattern, by]) => sql`regexp_replace(${text}, ${sql.lit(pattern)}, ${sql.lit(by)}, 'g')`,
    folded,
  );
  const checked = sql`replace(regexp_extract(${bare}, ${sql.lit(groups(group, decimal))}), ${sql.lit(group)}, '')`;
  const pointed = decimal === "." ? checked : sql`replace(${checked}, ',', '.')`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${sql.lit(shape)}) THEN ${pointed} END`;
}

/** The sign or code at a number, in capitals; NULL where the number stands alone. */
export function currencyMarkSql(cell: Sql): Sql {
  const folded = sql`translate(${cell}, ${sql.lit(`${fullWidth}￥＄`)}, ${sql.lit(`${ascii}¥$`)})`;
  const mark = sql`nullif(upper(regexp_extract(${folded}, ${sql.lit(`(?i)${currencyPattern}`)})), '')`;
  return sql`CASE WHEN TRY_CAST(${cell} AS DOUBLE) IS NULL AND regexp_matches(${cell}, '[0-9０-９]') THEN ${mark} END`;
}
