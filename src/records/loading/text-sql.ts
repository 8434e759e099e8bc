import { type Sql, sql } from "../../platform/index.ts";
import { missingDates, missingWords } from "../mapping/missing-words.ts";

const listed = (words: readonly string[]) => sql.join(words.map((word) => sql.lit(word)));

const wide =
  "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ－＿／（）　";
const narrow = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/() ";

/** Whether a cell says that it has no value; NULL does too. */
export function isMissingSql(cell: Sql, words: readonly string[] = missingWords): Sql {
  return sql`coalesce(trim(${cell}, ${sql.lit(blanks)}) IN (${listed(["", ...words])}), true)`;
}

export function isMissingDateSql(cell: Sql): Sql {
  return isMissingSql(cell, [...missingWords, ...missingDates]);
}

const blanks = " \t\r\n\u00a0\u3000\ufeff";

/** A text without blanks around it; NULL for a word that means none. */
export function textSql(cell: Sql): Sql {
  const blank = sql`regexp_matches(${cell}, '^[\\s\\x{a0}\\x{3000}\\x{feff}]|[\\s\\x{a0}\\x{3000}]$')`;
  return cleaned(cell, blank, sql`trim(${cell}, ${sql.lit(blanks)})`);
}

/**
 * An id as its system wrote it: leading zeros kept, full-width forms folded, and what spreadsheets do to numbers
 * undone (`17850.0`, `="00123"`, `'00123`).
 */
export function idSql(cell: Sql): Sql {
  const folded = sql`trim(translate(${cell}, ${sql.lit(wide)}, ${sql.lit(narrow)}), ${sql.lit(blanks)})`;
  const undone = sql`regexp_replace(regexp_replace(${folded}, '^=?["'']+(.*?)["'']*$', '\\1'), '^(\\d+)\\.0+$', '\\1')`;
  const marred = sql`regexp_matches(${cell}, '^[\\s=''"]|[\\s"'']$|\\.0+\\s*$|[^\\x00-\\x7F]')`;
  return cleaned(cell, marred, undone);
}

const blankedWord = `[\\s\\x{a0}\\x{3000}\\x{feff}]*(?:${["", ...missingWords].map((word) => word.replace(/[\\/.?()#!]/g, "\\$&")).join("|")})[\\s\\x{a0}\\x{3000}]*`;

/** The long way only for the cells that need it; `clean` stands once, see number-sql.ts. */
function cleaned(cell: Sql, needed: Sql, clean: Sql): Sql {
  return sql`CASE
    WHEN ${needed} THEN CASE WHEN regexp_full_match(${cell}, ${sql.lit(blankedWord)}) THEN NULL ELSE ${clean} END
    WHEN ${cell} IN (${listed(["", ...missingWords])}) THEN NULL
    ELSE ${cell} END`;
}

const yes = ["是", "y", "yes", "true", "t", "1", "√", "有", "已"];
const no = ["否", "n", "no", "false", "f", "0", "×", "x", "无", "未"];

export function flagSql(cell: Sql): Sql {
  const word = sql`lower(trim(${cell}))`;
  return sql`CASE WHEN ${word} IN (${listed(yes)}) THEN true WHEN ${word} IN (${listed(no)}) THEN false END`;
}
