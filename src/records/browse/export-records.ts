import type { Readable } from "node:stream";
import { type Cell, numberCell, type TableFormat, tableFile, visibleText } from "../../desk/index.ts";
import { type Language, majorUnits, minorDigits, type Reader } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import type { RecordRow } from "../store/list-records.ts";
import type { Browse } from "./browse-input.ts";
import { browseRecords } from "./browse-records.ts";
import { isNumber } from "./main-fields.ts";
import type { Scope } from "./scope.ts";

export interface ExportInput {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly asked: Browse;
  /** Fields, in the order of their columns. */
  readonly columns: readonly string[];
  readonly format: TableFormat;
  readonly language: Language;
}

/** A file of everything asked for, page by page as it is taken: nothing of it is held. */
export function exportRecords(db: Reader, input: ExportInput): Readable {
  const { kind, format, language } = input;
  return tableFile(rowsOf(db, input), { format, name: kind.title[language] });
}

const rowsAtOnce = 1_000;

async function* rowsOf(
  db: Reader,
  { kind, scope, asked, columns, language }: ExportInput,
): AsyncGenerator<Cell[]> {
  const own: Readonly<Record<Language, readonly string[]>> = {
    zh: ["来源", "版本", "源中已无"],
    en: ["Source", "Version", "Gone from its source"],
  };
  yield [...columns.map((name) => kind.fields[name]?.[language] ?? name), ...own[language]];
  const gone = { zh: "是", en: "yes" }[language];
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = await browseRecords(db, kind, scope, {
      ...asked,
      limit: rowsAtOnce,
      ...(after ? { after } : {}),
    });
    for (const row of page.rows) {
      const fields = columns.map((name) => cellOf(kind, row, name, language));
      yield [...fields, row.source, row.version, row.gone ? gone : ""];
    }
    after = page.next;
  }
}

/** Amounts in major units. Numbers are numbers, unless they are longer than a spreadsheet can hold. */
function cellOf(kind: Kind, { fields }: RecordRow, name: string, language: Language): Cell {
  const value = fields[name];
  const field = kind.fields[name];
  if (value === undefined || !field) return null;
  if (typeof value === "boolean") return yesOrNo[language][value ? 0 : 1];
  if (field.type === "money") {
    const currency = typeof fields.currency === "string" ? fields.currency : "XXX";
    return numberCell(majorUnits({ minor: BigInt(value), currency }).toFixed(minorDigits(currency)));
  }
  return isNumber(field) ? numberCell(value) : visibleText(value);
}

const yesOrNo: Readonly<Record<Language, readonly [string, string]>> = {
  zh: ["是", "否"],
  en: ["yes", "no"],
};
