import { type Bilingual, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { currencyNamed } from "../mapping/currency.ts";
import type { Fields } from "../mapping/mapping.ts";
import { isMissing } from "../mapping/missing-words.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { currencyMarkSql } from "./number-sql.ts";
import type { RowCurrency } from "./value-sql.ts";

/** More different texts than this are no currencies. */
const textsRead = 500;

/** What currency each row of a table is in: as mapped, else as the signs at its amounts say, else unknown. */
export async function rowCurrency(
  warehouse: Warehouse,
  table: RawTable,
  kind: Kind,
  fields: Fields,
): Promise<RowCurrency & { readonly notes: readonly Bilingual[] }> {
  const mapped = fields.currency;
  if (mapped && "constant" in mapped) {
    const code = currencyNamed(mapped.constant);
    return { code: sql.lit(code), codes: [code], notes: [] };
  }
  const cells = mapped
    ? [columnOf(table, mapped.column)]
    : amountCells(table, kind, fields).map(currencyMarkSql);
  const codes = new Map<string, string>();
  for (const cell of cells) {
    const texts = await warehouse.all<{ text: string }>(
      sql`SELECT DISTINCT ${cell} AS text FROM ${sql.ref(table.name)} WHERE ${cell} IS NOT NULL LIMIT ${sql.lit(textsRead)}`,
    );
    for (const { text } of texts) codes.set(text, currencyNamed(text));
  }
  const known = [...codes].filter(([, code]) => code !== "XXX");
  const occurring = [...new Set(known.map(([, code]) => code))].sort();
  const unknown = mapped
    ? [...codes].flatMap(([text, code]) => (code === "XXX" && !isMissing(text) ? [text] : []))
    : [];
  const notes = [...mixed(table, occurring), ...unreadable(table, unknown.sort())];
  if (known.length === 0) return { code: sql`'XXX'`, codes: [], notes };
  const whens = known.map(([text, code]) => sql`WHEN ${sql.lit(text)} THEN ${sql.lit(code)}`);
  const each = cells.map((cell) => sql`CASE ${cell} ${sql.join(whens, sql` `)} END`);
  return { code: sql`coalesce(${sql.join(each)}, 'XXX')`, codes: occurring, notes };
}

function amountCells(table: RawTable, kind: Kind, fields: Fields): Sql[] {
  return Object.entries(fields).flatMap(([field, from]) => {
    const type = kind.fields[field]?.type;
    return "column" in from && (type === "money" || type === "price") ? [columnOf(table, from.column)] : [];
  });
}

export function columnOf(table: RawTable, column: string): Sql {
  return sql.ref(`c${table.columns.indexOf(column)}`);
}

function mixed({ path }: RawTable, codes: readonly string[]): Bilingual[] {
  if (codes.length < 2) return [];
  return [
    {
      zh: `${path}：金额有多种币种（${codes.join("、")}），逐行保留，不相加。`,
      en: `${path}: amounts are in several currencies (${codes.join(", ")}); each row keeps its own and they are never added up.`,
    },
  ];
}

const namesListed = 5;

function unreadable({ path }: RawTable, texts: readonly string[]): Bilingual[] {
  if (texts.length === 0) return [];
  const rest = texts.length > namesListed ? " …" : "";
  const shown = texts.slice(0, namesListed);
  return [
    {
      zh: `${path}：币种 ${shown.join("、")}${rest} 无法识别，这些行按未注明币种处理。`,
      en: `${path}: the currency ${shown.join(", ")}${rest} is not known; such rows count as without a currency.`,
    },
  ];
}
