import { type Sql, sql } from "../../platform/index.ts";
import { missingDates, missingWords } from "../mapping/missing-words.ts";

const wide =
  "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ－＿／（）　";
const narrow = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/() ";

// Words are compared by pattern: DuckDB turns a list after IN into a join, which reads every row.
const blank = "[\\s\\x{a0}\\x{3000}\\x{feff}]*";
const escaped = (word: string) => word.replace(/[\\/.?()#!]/g, "\\$&");
const oneOf = (words: readonly string[]) => `${blank}(?:${["", ...words].map(escaped).join("|")})${blank}`;

/** Whether a cell says that it has no value; NULL for an empty one. */
export function isMissingSql(cell: Sql, words: readonly string[] = missingWords): Sql {
  return sql`regexp_full_match(${cell}, ${sql.lit(oneOf(words))})`;
}

export function isMissingDateSql(cell: Sql): Sql {
  return isMissingSql(cell, [...missingWords, ...missingDates]);
}

const blanks = " \t\r\n\u00a0\u3000\ufeff";

/** A text without blanks around it; NULL for a word that means none. */
export function textSql(cell: Sql): Sql {
  // Every missing word is shorter than 13 bytes.
  return sql`CASE
    WHEN strlen(${cell}) > 12 AND ${noBlanks(cell)} THEN ${cell}
    WHEN ${isMissingSql(cell)} THEN NULL
    ELSE trim(${cell}, ${sql.lit(blanks)}) END`;
}

/**
 * An id as its system wrote it: leading zeros kept, full-width forms folded, and what spreadsheets do to numbers
 * undone (`17850.0`, `="00123"`, `'00123`).
 */
export function idSql(cell: Sql): Sql {
  // In ASCII alone; a missing word has at most 4 bytes then, or starts before the digit 0 or with < ? \ N n.
  const plain = sql`strlen(${cell}) = length(${cell}) AND ascii(${cell}) >= 48 AND ${endsOtherThan(cell, [32, 9, 10, 34])} AND NOT ends_with(${cell}, '.0') AND NOT ends_with(${cell}, '.00')
    AND (strlen(${cell}) > 4 OR ${startsOtherThan(cell, [60, 63, 78, 92, 110])})`;
  const folded = sql`trim(translate(${cell}, ${sql.lit(wide)}, ${sql.lit(narrow)}), ${sql.lit(blanks)})`;
  const undone = sql`regexp_replace(regexp_replace(${folded}, '^=?["'']+(.*?)["'']*$', '\\1'), '^(\\d+)\\.0+$', '\\1')`;
  return sql`CASE WHEN ${plain} THEN ${cell} WHEN ${isMissingSql(cell)} THEN NULL ELSE ${undone} END`;
}

// The plain cells are told by cheap tests; the long way is written so that nothing in it stands twice, see number-sql.ts.
const startsOtherThan = (cell: Sql, codes: readonly number[]) =>
  sql.join(
    codes.map((code) => sql`ascii(${cell}) <> ${sql.lit(code)}`),
    sql` AND `,
  );
const endsOtherThan = (cell: Sql, codes: readonly number[]) =>
  sql.join(
    codes.map((code) => sql`NOT ends_with(${cell}, chr(${sql.lit(code)}))`),
    sql` AND `,
  );
const noBlanks = (cell: Sql) =>
  sql`ascii(${cell}) > 32 AND ${startsOtherThan(cell, [160, 12288, 65279])} AND ${endsOtherThan(cell, [32, 9, 10, 160, 12288])}`;

const yes = ["是", "y", "yes", "true", "t", "1", "√", "有", "已"];
const no = ["否", "n", "no", "false", "f", "0", "×", "x", "无", "未"];

export function flagSql(cell: Sql): Sql {
  const says = (words: readonly string[]) =>
    sql`regexp_full_match(${cell}, ${sql.lit(`(?i)\\s*(?:${words.join("|")})\\s*`)})`;
  return sql`CASE WHEN ${says(yes)} THEN true WHEN ${says(no)} THEN false END`;
}
