import { csvText } from "../../desk/index.ts";
import type { RefusedRow } from "../../records/index.ts";

const head = [
  "文件 File",
  "行 Row",
  "列 Column",
  "原文 Found",
  "应为 Expected (中文)",
  "应为 Expected (English)",
];

/** Every refused row that was kept, a row each, for a spreadsheet; where there were more, the last row says so. */
export function renderRefused(refused: readonly RefusedRow[], total: number): string {
  const rows = refused.map(({ path, member, row, column, value, expected }) => [
    member === undefined ? path : `${path} › ${member}`,
    row === undefined ? "" : String(row),
    column ?? "",
    value ?? "",
    expected.zh,
    expected.en,
  ]);
  const more = total - refused.length;
  const rest = [["", "", "", "", `另有 ${more} 行未列出`, `${more} more rows are not listed`]];
  return csvText([head, ...rows, ...(more > 0 ? rest : [])]);
}
