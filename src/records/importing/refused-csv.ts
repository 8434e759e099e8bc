import { csvLine, csvText } from "../../desk/index.ts";
import type { Language, Reader } from "../../platform/index.ts";
import { refusedRow } from "./import-detail.ts";

const pageSize = 5_000;

const headers = {
  zh: ["文件", "工作表或压缩包内文件", "行号", "列", "原文", "应为"],
  en: ["file", "sheet or member", "row", "column", "found", "expected"],
} as const;

/** All refused rows that are kept of an import or a dry run, as CSV that Excel opens, a page at a time. */
export async function* refusedCsv(db: Reader, run: string, language: Language): AsyncGenerator<string> {
  yield csvText([headers[language]]);
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom("refused_row")
      .selectAll()
      .where("run", "=", run)
      .where("number", ">", after)
      .orderBy("number")
      .limit(pageSize)
      .execute();
    if (rows.length === 0) return;
    yield rows
      .map(refusedRow)
      .map(({ path, member = "", row, column = "", value = "", expected }) =>
        csvLine([path, member, row === undefined ? "" : String(row), column, value, expected[language]]),
      )
      .join("");
    after = rows.at(-1)?.number ?? after;
  }
}
