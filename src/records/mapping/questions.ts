import type { Bilingual } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kinds } from "../kinds/kinds.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { listColumns } from "./list-columns.ts";
import type { SourceMapping } from "./mapping.ts";
import { tableName } from "./mapping-file.ts";

/** What a person must say before a table can be used. */
export interface Question {
  readonly table: string;
  readonly message: Bilingual;
  readonly columns: readonly string[];
  /** As far as the table was understood; a saved mapping carries it as a comment to complete. */
  readonly draft: SourceMapping;
}

/** Stands in a draft where a person must say which column it is. */
const openColumn = "???";

export function askForKind(table: RawTable, nearest: Kind | undefined, draft: SourceMapping): Question {
  const name = tableName(table);
  const listed = kinds.map((kind) => `${kind.name}（${kind.title.zh}）`).join("、");
  const near = nearest
    ? {
        zh: `最接近的是 ${nearest.name}（${nearest.title.zh}），但把握不足。`,
        en: ` The nearest is ${nearest.name}, but not surely.`,
      }
    : { zh: "", en: "" };
  return {
    table: name,
    columns: table.columns,
    draft,
    message: {
      zh: `看不出 ${name} 是哪类数据。${near.zh}请在映射文件中为它指定 kind：${listed}；不使用这张表则写 kind: none。现有列：${listColumns(table.columns).zh}。`,
      en: `It is not clear what ${name} holds.${near.en} Say its kind in a mapping: one of ${kinds.map((kind) => kind.name).join(", ")}; or kind: none to leave it out. Its columns: ${listColumns(table.columns).en}.`,
    },
  };
}

export function askForNeeds(
  table: RawTable,
  kind: Kind,
  unmet: readonly (readonly string[])[],
  draft: SourceMapping,
): Question {
  const name = tableName(table);
  const listed = (language: "zh" | "en", or: string, and: string) =>
    unmet
      .map((group) => group.map((field) => `${field} (${kind.fields[field]?.[language] ?? field})`).join(or))
      .join(and);
  return {
    table: name,
    columns: table.columns,
    draft: {
      ...draft,
      fields: {
        ...draft.fields,
        ...Object.fromEntries(unmet.map(([field]) => [field, { column: openColumn }])),
      },
    },
    message: {
      zh: `${name} 像是${kind.title.zh}，但找不到这些字段的列：${listed("zh", " 或 ", "；")}。请在映射文件中指明是哪一列。现有列：${listColumns(table.columns).zh}。`,
      en: `${name} looks like ${kind.name}, but no column was found for ${listed("en", " or ", "; and ")}. Say in a mapping which column it is. Its columns: ${listColumns(table.columns).en}.`,
    },
  };
}
