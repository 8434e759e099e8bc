/** What people and programs write into a cell that has no value. Compared after trimming, capitals ignored for ASCII. */
export const missingWords: readonly string[] = [
  ...["-", "--", "---", "—", "——", "–", "/", "\\", ".", "?", "？"],
  ...[
    "N/A",
    "n/a",
    "#N/A",
    "#n/a",
    "NA",
    "NULL",
    "Null",
    "null",
    "None",
    "none",
    "NaN",
    "nan",
    "nil",
    "\\N",
    "<NA>",
  ],
  ...["#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"],
  ...["无", "空", "暂无", "没有", "未填写", "未知", "（空）", "(空)", "(blank)", "(null)"],
];

/** Dates that stand for "no date" or "without end" in SAP and MySQL exports. */
export const missingDates: readonly string[] = [
  ...["0", "00000000", "0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "00/00/0000"],
  ...["99991231", "9999-12-31", "9999-12-31 00:00:00", "31.12.9999", "9999/12/31"],
];

const missing = new Set(missingWords);

export function isMissing(value: string): boolean {
  const trimmed = value.trim();
  return trimmed === "" || missing.has(trimmed);
}
