import type { Bilingual } from "../../platform/index.ts";
import type { RefusedRow } from "./raw-table.ts";

/** Every sentence of this folder stands here, so that both languages are read side by side. */
const say = (zh: string, en: string): Bilingual => ({ zh, en });

/** A refusal with the place it concerns in front of it. */
export function placed({ path, member, row, column, value, expected }: RefusedRow): Bilingual {
  const file = member === undefined ? path : `${path} › ${member}`;
  const zhPlace = `${file}${row === undefined ? "" : ` 第 ${row} 行`}${column === undefined ? "" : `「${column}」列`}`;
  const enPlace = `${file}${row === undefined ? "" : `, row ${row}`}${column === undefined ? "" : `, column "${column}"`}`;
  const found = value ? { zh: `（原文：${value}）`, en: ` (found: ${value})` } : { zh: "", en: "" };
  return say(`${zhPlace}：${expected.zh}${found.zh}`, `${enPlace}: ${expected.en}${found.en}`);
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20).toLocaleString("en")} MiB`;

/** Rows. */
export const rowSentences = {
  cellCount: (expected: number, found: number) =>
    say(
      `应有 ${expected} 列，实有 ${found} 列，该行未读入。`,
      `${expected} cells were expected and ${found} found; the row was not taken over.`,
    ),
  openQuote: () =>
    say(
      "引号没有配对，应在单元格末尾闭合，该行未读入。",
      "A quote is opened and not closed at the end of its cell; the row was not taken over.",
    ),
  textAfterQuote: () =>
    say(
      "闭合引号之后应是分隔符或行尾，该行未读入。",
      "After a closing quote a delimiter or the end of the line was expected; the row was not taken over.",
    ),
  undecodable: (encoding: string) =>
    say(
      `含有不属于 ${encoding} 编码的字节，该行未读入。`,
      `The row holds bytes that are not ${encoding}; it was not taken over.`,
    ),
  nulByte: () =>
    say(
      "含有 NUL 字节（多为文件损坏），应为文本，该行未读入。",
      "The row holds a NUL byte, usually a sign of damage, where text was expected; it was not taken over.",
    ),
  tooLong: (cap: number) =>
    say(
      `该行超过 ${mebibytes(cap)}，应短于此，未读入。`,
      `The row is longer than ${mebibytes(cap)}, the most that is read; it was not taken over.`,
    ),
  notJson: () =>
    say(
      "应为一个完整的 JSON 对象，该行未读入。",
      "One whole JSON object was expected; the row was not taken over.",
    ),
  jsonBroken: () =>
    say(
      "JSON 在此处中断，其后的内容无法读取。",
      "The JSON breaks off here, and what follows could not be read.",
    ),
  tooManyColumns: (cap: number) =>
    say(`列数应不超过 ${cap}，该行未读入。`, `At most ${cap} columns are read; the row was not taken over.`),
};

/** Files. */
export const fileSentences = {
  missing: () => say("没有这个文件，请检查路径。", "There is no such file; check the path."),
  unreadable: () => say("没有读取该文件的权限。", "The file may not be read with the present permissions."),
  notAFile: () => say("这不是普通文件，无法读取。", "This is not an ordinary file and cannot be read."),
  emptyFolder: () =>
    say(
      "文件夹里没有可读的数据文件（CSV、TSV、TXT、XLSX、JSON、Parquet，或其 gz、zip 压缩）。",
      "The folder holds no file that can be read (CSV, TSV, TXT, XLSX, JSON, Parquet, or these as gz or zip).",
    ),
  empty: () => say("文件是空的，应有表头和数据行。", "The file is empty; a header and rows were expected."),
  noise: () =>
    say(
      "内容不是文本，也不是认得的表格格式；应为 CSV、TSV、XLSX、JSON、Parquet，或其 gz、zip 压缩。",
      "The content is neither text nor a known table format; CSV, TSV, XLSX, JSON, Parquet, or these as gz or zip were expected.",
    ),
  known: (name: Bilingual) =>
    say(
      `这是${/^[A-Z]/.test(name.zh) ? " " : ""}${name.zh}，不是数据表；请另存为 CSV 或 XLSX 后再读。`,
      `This is ${name.en}, not a table; save it as CSV or XLSX and read that.`,
    ),
  otherSpreadsheet: (name: Bilingual) =>
    say(
      `这是${name.zh}，不能直接读取；请用 Excel 或 WPS 打开，另存为 XLSX 或 CSV 后再读。`,
      `This is ${name.en}, which is not read directly; open it in Excel or WPS, save it as XLSX or CSV and read that.`,
    ),
  passwordWorkbook: () =>
    say("工作簿设有密码；请去掉密码后再读。", "The workbook has a password; remove it and read again."),
  noSheets: () => say("工作簿里没有含数据的工作表。", "The workbook holds no sheet with data."),
  brokenWorkbook: () =>
    say(
      "Excel 文件已损坏，无法读取；请用 Excel 打开并重新保存。",
      "The Excel file is damaged and cannot be read; open it in Excel and save it again.",
    ),
  brokenParquet: () =>
    say(
      "Parquet 文件已损坏或不完整，无法读取。",
      "The Parquet file is damaged or incomplete and cannot be read.",
    ),
  brokenGzip: () =>
    say(
      "gzip 压缩文件不完整或已损坏，没有读入任何行；请重新取得该文件。",
      "The gzip file is cut short or damaged, and no row was taken from it; fetch the file again.",
    ),
  brokenZip: () =>
    say(
      "zip 压缩文件不完整或已损坏；请重新取得该文件。",
      "The zip file is cut short or damaged; fetch the file again.",
    ),
  encryptedZip: () =>
    say(
      "压缩包内的文件设有密码；请先解密后再读。",
      "The archived file has a password; unpack it first and read that.",
    ),
  unknownZipMethod: () =>
    say(
      "压缩包用了不支持的压缩方式；请先解压后再读。",
      "The archive uses a compression method that is not supported; unpack it first and read that.",
    ),
  emptyZip: () => say("压缩包里没有文件。", "The archive holds no file."),
  tooManyMembers: (cap: number) =>
    say(`压缩包内的文件应不超过 ${cap} 个。`, `At most ${cap} files are read from one archive.`),
  nestedTooDeep: () =>
    say(
      "压缩包层层嵌套过深；请先解压后再读。",
      "Archives are nested too deeply; unpack them first and read that.",
    ),
  unpacksTooLarge: (cap: number) =>
    say(
      `解压后超过 ${mebibytes(cap)} 的上限，疑似压缩炸弹，已停止读取。`,
      `It unpacks to more than the limit of ${mebibytes(cap)} and may be a zip bomb; reading was stopped.`,
    ),
  unpacksSuspiciously: (ratio: number) =>
    say(
      `解压后膨胀超过 ${ratio} 倍，疑似压缩炸弹，已停止读取。`,
      `It unpacks to more than ${ratio} times its size and may be a zip bomb; reading was stopped.`,
    ),
  noLineEnd: (bytes: number) =>
    say(
      `开头 ${Math.round(bytes / 1024)} KiB 内没有换行；数据表应每行一条记录。`,
      `There is no line end within the first ${Math.round(bytes / 1024)} KiB; a table has one record a line.`,
    ),
  tooWide: (cap: number) => say(`列数应不超过 ${cap} 列。`, `At most ${cap} columns are read.`),
  tooLarge: (cap: number) =>
    say(
      `展开后超过 ${mebibytes(cap)} 的上限，已停止读取。`,
      `It unpacks to more than the limit of ${mebibytes(cap)}; reading was stopped.`,
    ),
  noRecords: () =>
    say(
      "JSON 里没有对象；应为对象的数组或每行一个对象。",
      "The JSON holds no objects; an array of objects or one object a line was expected.",
    ),
  diskFull: () =>
    say(
      "磁盘空间不足，无法解压或转码该文件。",
      "The disk is full, and the file could not be unpacked or decoded.",
    ),
  unexpected: (reason: string) => say(`无法读取该文件：${reason}`, `The file could not be read: ${reason}`),
};

/** What was decided while reading. */
export const noteSentences = {
  encoding: (where: string, encoding: string) =>
    say(`${where}：按 ${encoding} 编码读取。`, `${where}: read as ${encoding}.`),
  delimiter: (where: string, delimiter: string) => {
    const zh = delimiter === "\t" ? "制表符" : `「${delimiter}」`;
    const en = delimiter === "\t" ? "a tab" : `"${delimiter}"`;
    return say(
      `${where}：分隔符判定为${zh}，并非每行一致。`,
      `${where}: the delimiter was taken to be ${en}, though not every row agrees.`,
    );
  },
  titles: (where: string, count: number) =>
    say(
      `${where}：表头之上的 ${count} 行标题已跳过。`,
      count === 1
        ? `${where}: 1 title line above the header was skipped.`
        : `${where}: ${count} title lines above the header were skipped.`,
    ),
  noHeader: (where: string) =>
    say(
      `${where}：没有找到表头，各列命名为 column_1、column_2……`,
      `${where}: no header was found; the columns are called column_1, column_2, ….`,
    ),
  headerOnly: (where: string) =>
    say(`${where}：只有表头，没有数据行。`, `${where}: there is a header and no row below it.`),
  totals: (where: string, count: number) =>
    say(
      `${where}：末尾的 ${count} 行合计未作为数据读入。`,
      count === 1
        ? `${where}: the total at the end was not taken as a row.`
        : `${where}: the ${count} totals at the end were not taken as rows.`,
    ),
  headerWidth: (where: string, header: number, rows: number) =>
    say(
      `${where}：表头有 ${header} 列，数据行有 ${rows} 列；按数据行读取。`,
      `${where}: the header has ${header} columns and the rows have ${rows}; the rows were followed.`,
    ),
  hiddenSheet: (where: string) =>
    say(`${where}：这是隐藏的工作表，也已读入。`, `${where}: this sheet is hidden, and was read too.`),
  emptySheet: (where: string) =>
    say(`${where}：工作表没有内容，已跳过。`, `${where}: the sheet is empty and was skipped.`),
  namedTwice: (path: string) =>
    say(`${path}：重复给出，只读取一次。`, `${path}: it is named more than once, and was read once.`),
  copy: (path: string, twin: string) =>
    say(
      `${path}：与 ${twin} 逐字节相同，是它的副本，未重复读取。`,
      `${path}: a copy of ${twin}, byte for byte; it was not read again.`,
    ),
  folderInFolder: (path: string) =>
    say(
      `${path}：是子文件夹，未读取；需要时请单独列出。`,
      `${path}: a folder within the folder, not read; name it as well if it is wanted.`,
    ),
  spreadsheetInFolder: (path: string) =>
    say(
      `${path}：这种电子表格格式（.xls、.xlsb、.ods、.et）不能直接读取，已跳过；请另存为 XLSX 或 CSV。`,
      `${path}: a spreadsheet in a form that is not read directly (.xls, .xlsb, .ods, .et), skipped; save it as XLSX or CSV.`,
    ),
  skippedInFolder: (path: string) =>
    say(`${path}：不是数据文件，已跳过。`, `${path}: not a data file, skipped.`),
  utcTimes: (where: string, columns: string) =>
    say(
      `${where}：「${columns}」的时间按 UTC 读取。`,
      `${where}: the times in "${columns}" were read as UTC.`,
    ),
};
