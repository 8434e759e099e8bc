import { EncryptedFileError, readXlsx, streamXlsxRows } from "hucre";
import { FileProblem } from "./file-problem.ts";
import { plainNumber } from "./plain-number.ts";
import { fileSentences } from "./sentences.ts";

/** hucre stands behind this file alone. */
export interface Sheet {
  readonly name: string;
  readonly index: number;
  readonly isHidden: boolean;
}

export interface SheetRow {
  /** As Excel counts, from 1; blank rows may be absent. */
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

export async function listSheets(workbook: Uint8Array): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  await guarded(() =>
    readXlsx(workbook, {
      sheets: ({ name, index, hidden, veryHidden }) => {
        sheets.push({ name, index, isHidden: Boolean(hidden || veryHidden) });
        return false;
      },
    }),
  );
  return sheets;
}

/** Rows of one sheet; a chart sheet has none. */
export async function* sheetRows(workbook: Uint8Array, sheet: Sheet): AsyncGenerator<SheetRow> {
  const rows = streamXlsxRows(workbook, { sheet: sheet.index });
  try {
    for (;;) {
      const step = await guarded(() => rows.next());
      if (step.done) return;
      yield { row: step.value.index + 1, cells: step.value.values.map(cellText) };
    }
  } finally {
    await rows.return().catch(() => undefined);
  }
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isEncrypted = error instanceof EncryptedFileError;
    throw new FileProblem(
      isEncrypted ? fileSentences.passwordWorkbook() : fileSentences.brokenWorkbook(),
      error,
    );
  }
}

function cellText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (value instanceof Date) return dateText(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return String(value);
}

/** Excel keeps and shows 15 significant digits; what binary fractions add behind them is no one's number. */
function numberText(value: number): string {
  return plainNumber(Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));
}

/** hucre gives the wall-clock time of the cell as UTC; a time of day without a date falls before 1900. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const [day = "", clock = ""] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split("T");
  const time = clock.slice(0, 8);
  if (date.getUTCFullYear() < 1900) return time;
  return time === "00:00:00" ? day : `${day} ${time}`;
}
