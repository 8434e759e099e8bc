import { Refusal } from "../../platform/index.ts";
import type { RawTable } from "../../records/index.ts";

const nameOf = ({ path, member }: RawTable) => (member === undefined ? path : `${path} › ${member}`);
const listed = (names: readonly string[], language: "zh" | "en") =>
  names.slice(0, 12).join(language === "zh" ? "、" : ", ") + (names.length > 12 ? " …" : "");

const refuse = (zh: string, en: string) => new Refusal("invalid", { zh, en });

/** What is wrong with the input of a ranking, and what was expected. */
export const readWords = {
  noIdColumn: (id: string, tables: readonly RawTable[]) => {
    const names = [...new Set(tables.flatMap(({ columns }) => columns))];
    return refuse(
      `没有名为“${id}”的列，无法用它标识各行；文件中的列有：${listed(names, "zh")}。`,
      `There is no column “${id}” to name the rows by; the files have: ${listed(names, "en")}.`,
    );
  },
  noLabelColumn: (column: string, table: RawTable) =>
    refuse(
      `${nameOf(table)}：没有检查结果列“${column}”；该表的列有：${listed(table.columns, "zh")}。`,
      `${nameOf(table)}: there is no column “${column}” with the results of inspections; it has: ${listed(table.columns, "en")}.`,
    ),
  noRows: (tables: readonly RawTable[]) =>
    refuse(
      `${tables.map(nameOf).join("、")}：表头之下没有数据行，没有可以排序的内容。`,
      `${tables.map(nameOf).join(", ")}: there is no row below the header, so there is nothing to rank.`,
    ),
  notMapped: (table: RawTable) =>
    refuse(
      `${nameOf(table)}：未能识别它是哪一类业务记录；请用 --map 指定各列的含义。`,
      `${nameOf(table)}: it was not recognised as any kind of record; say with --map what its columns mean.`,
    ),
  emptyId: (column: string, row: number) =>
    refuse(
      `第 ${row + 1} 条数据的“${column}”为空；每一行都需要自己的标识。`,
      `Data row ${row + 1} has no “${column}”; every row needs an id of its own.`,
    ),
  repeatedId: (column: string, id: string, first: number, row: number) =>
    refuse(
      `“${column}”中的 ${id} 出现不止一次（第 ${first + 1} 条和第 ${row + 1} 条数据）；请指定每行唯一的列。`,
      `${id} stands more than once in “${column}” (data rows ${first + 1} and ${row + 1}); name a column that tells every row apart.`,
    ),
} as const;
