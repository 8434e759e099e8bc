import { readFile } from "node:fs/promises";
import { type Member, withArchive } from "./archive.ts";
import { isBlank } from "./cut-record.ts";
import { FileProblem } from "./file-problem.ts";
import { filledWidth, findHeader } from "./find-header.ts";
import { finishTable } from "./finish-table.ts";
import type { Progress } from "./progress.ts";
import { placeOf, type Reading, type ReadTable, type Source } from "./reading.ts";
import { fileSentences, noteSentences, rowSentences } from "./sentences.ts";
import { maxColumns, TableWriter } from "./table-writer.ts";
import { listSheets, type Sheet, type SheetRow, sheetRows } from "./workbook.ts";

const maxUnpacked = 2 ** 30;
const maxPacked = 512 * 2 ** 20;
const suspiciousRatio = 200;
const ratioMattersFrom = 32 * 2 ** 20;
const sampledRows = 200;

/** A spreadsheet that unpacks to too much is refused before it is opened; hucre holds each part to what it declares. */
async function guardWorkbook(file: string): Promise<void> {
  await withArchive(file, async (members) => {
    const sum = (size: (member: Member) => number) =>
      members.reduce((total, member) => total + size(member), 0);
    if (
      sum((member) => member.declaredBytes) > maxUnpacked ||
      sum((member) => member.packedBytes) > maxPacked
    ) {
      throw new FileProblem(fileSentences.tooLarge(maxUnpacked));
    }
    const bursting = members.some(
      ({ declaredBytes, packedBytes }) =>
        declaredBytes > ratioMattersFrom && declaredBytes > packedBytes * suspiciousRatio,
    );
    if (bursting) throw new FileProblem(fileSentences.unpacksSuspiciously(suspiciousRatio));
    if (members.some(({ declaredBytes, packedBytes }) => declaredBytes === 0 && packedBytes > 64)) {
      throw new FileProblem(fileSentences.brokenWorkbook());
    }
  });
}

/** Every sheet that holds something is a table. */
export async function readWorkbook(
  reading: Reading,
  source: Source,
  progress: Progress,
): Promise<ReadTable[]> {
  await guardWorkbook(source.file);
  const workbook = await readFile(source.file);
  const sheets = await listSheets(workbook);
  const tables: ReadTable[] = [];
  for (const [i, sheet] of sheets.entries()) {
    reading.checkAborted();
    const inside = source.member === undefined ? sheet.name : `${source.member} › ${sheet.name}`;
    const place = { ...source, member: inside };
    try {
      const table = await readSheet(reading, place, { workbook, sheet });
      if (table) tables.push(table);
      else reading.note(noteSentences.emptySheet(placeOf(place)));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      reading.log.refuseFile({ path: place.path, member: place.member, expected: error.sentence });
    }
    progress.part(i / sheets.length, (i + 1) / sheets.length).finish();
  }
  if (sheets.length === 0) throw new FileProblem(fileSentences.noSheets());
  return tables;
}

async function readSheet(
  reading: Reading,
  source: Source & { member: string },
  { workbook, sheet }: { workbook: Uint8Array; sheet: Sheet },
): Promise<ReadTable | undefined> {
  const rows = sheetRows(workbook, sheet);
  const sample: SheetRow[] = [];
  while (sample.length < sampledRows) {
    const step = await rows.next();
    if (step.done) break;
    if (!isBlank(step.value.cells)) sample.push(step.value);
  }
  if (sample.length === 0) return undefined;
  const found = findHeader(sample.map(({ cells }) => cells));
  const header = found.at === undefined ? undefined : sample[found.at]?.cells;
  const data = sample.slice(found.dataAt);
  const width = [header ?? [], ...data.map(({ cells }) => cells)].reduce(
    (w, cells) => Math.max(w, filledWidth(cells)),
    1,
  );
  if (width > maxColumns) throw new FileProblem(fileSentences.tooWide(maxColumns));
  const number = reading.takeNumber();
  const writer = await new TableWriter(reading.warehouse.connection, `raw_${number}`, width).open();
  try {
    for (const row of data) await appendRow(reading, source, writer, row);
    for await (const row of rows) await appendRow(reading, source, writer, row);
    writer.close();
    if (sheet.isHidden) reading.note(noteSentences.hiddenSheet(placeOf(source)));
    if (found.titles > 0) reading.note(noteSentences.titles(placeOf(source), found.titles));
    const finished = await finishTable(reading, source, {
      name: writer.name,
      width: writer.width,
      rows: writer.rows,
      numbers: writer.numbers,
      header,
    });
    return { name: writer.name, file: number, member: source.member, format: "xlsx", ...finished };
  } catch (error) {
    writer.close();
    await reading.dropTable(writer.name);
    throw error;
  }
}

async function appendRow(
  reading: Reading,
  source: Source & { member: string },
  writer: TableWriter,
  { row, cells }: SheetRow,
): Promise<void> {
  if (isBlank(cells)) return;
  const width = filledWidth(cells);
  if (width > maxColumns) {
    const expected = rowSentences.tooManyColumns(maxColumns);
    reading.log.refuseRow({ path: source.path, member: source.member, row, expected });
    return;
  }
  if (width > writer.width) await writer.widen(width);
  writer.append(cells, row);
  if (writer.rows % 4096 === 0) reading.checkAborted();
}
