import { createHash } from "node:crypto";
import { type Bilingual, Refusal, type Warehouse } from "../platform/index.ts";
import {
  createTables,
  describeMapping,
  filledBy,
  guessMapping,
  type LoadResult,
  loadRecords,
  type Mapping,
  placed,
  type RawTable,
  type RefusedRow,
  readFiles,
  readMapping,
  saveMapping,
} from "../records/index.ts";
import { inputWords } from "./input-words.ts";
import type { ReportData } from "./report/report-data.ts";
import type { ScanRequest } from "./scan-request.ts";

export interface Input {
  readonly tables: readonly RawTable[];
  readonly refused: readonly RefusedRow[];
  readonly summary: ReportData["input"];
  readonly mapping: ReportData["mapping"];
}

/** Reads, recognises and loads; refuses, with a sentence a problem, what leaves nothing to examine. */
export async function readInput(
  warehouse: Warehouse,
  workFolder: string,
  request: ScanRequest,
): Promise<Input> {
  const given = request.mapFile === undefined ? undefined : await readMapping(request.mapFile);
  const read = await readTables(warehouse, workFolder, request);
  const { mapping, notes } = await recognise(warehouse, read.tables, given, request);

  request.onProgress?.({ stage: { zh: "转换并核对每一行", en: "typing and checking every row" } });
  await createTables(warehouse, filledBy(mapping));
  const { strict = false, refusedKept, today } = request;
  const loaded = await loadRecords(warehouse, read.tables, mapping, {
    strict,
    today,
    ...(refusedKept === undefined ? {} : { refusedKept }),
  });
  const refused = [...read.refused, ...loaded.refused];
  if (loaded.loaded.every(({ rows }) => rows === 0))
    throw new Refusal("invalid", nothingLeft(read.tables, loaded, refused, notes));
  const files = read.tables.map((table) => fileEntry(table, loaded));
  return {
    tables: read.tables,
    refused,
    summary: {
      files,
      rows: files.reduce((total, { rows }) => total + rows, 0),
      refused: read.refusedTotal + loaded.refusedTotal,
      sha256: hashOf(files.map(({ sha256 }) => sha256)),
      notes: [...read.notes, ...notes, ...loaded.notes],
    },
    mapping: describeMapping(mapping),
  };
}

async function readTables(
  warehouse: Warehouse,
  workFolder: string,
  { paths, strict = false, refusedKept, signal, onProgress }: ScanRequest,
) {
  const read = await readFiles(warehouse, paths, {
    strict,
    workFolder,
    ...(refusedKept === undefined ? {} : { refusedKept }),
    ...(signal ? { signal } : {}),
    onProgress: ({ path, doneBytes, totalBytes }) =>
      onProgress?.({
        stage: { zh: `读取 ${path}`, en: `reading ${path}` },
        share: doneBytes / Math.max(1, totalBytes),
      }),
  });
  if (read.unusable.length > 0) throw new Refusal("invalid", read.unusable.map(placed));
  return read;
}

/** Notes hold what could not be guessed of some tables; where that is all of them, or in strict mode, it is refused. */
async function recognise(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  given: Mapping | undefined,
  { mapFile, saveMapFile, strict = false, onProgress, onMapped }: ScanRequest,
): Promise<{ mapping: Mapping; notes: readonly Bilingual[] }> {
  onProgress?.({ stage: { zh: "识别各列含义", en: "recognising the columns" } });
  const { mapping, questions, notes } = await guessMapping(warehouse, tables, given, mapFile);
  if (saveMapFile !== undefined)
    await saveMapping(
      mapping,
      saveMapFile,
      questions.map(({ draft }) => draft),
    );
  const asked = questions.map(({ message }) => message);
  if (asked.length > 0) asked.push(inputWords.howToSay(saveMapFile));
  if (questions.length > 0 && (strict || questions.length === tables.length))
    throw new Refusal("invalid", asked);
  onMapped?.(describeMapping(mapping));
  return { mapping, notes: [...asked, ...notes] };
}

/** Why no row was left, table by table. */
function nothingLeft(
  tables: readonly RawTable[],
  { loaded }: LoadResult,
  refused: readonly RefusedRow[],
  notes: readonly Bilingual[],
): Bilingual[] {
  const problems = tables.flatMap((table) => {
    const name = table.member === undefined ? table.path : `${table.path} › ${table.member}`;
    if (table.rows === 0 && table.refused === 0) return [inputWords.noRows(name)];
    const first = refused.find(({ path, member }) => path === table.path && member === table.member);
    if (first) return [inputWords.allRefused(name, table.rows + table.refused, placed(first))];
    return loaded.some(({ file }) => file === table.file) ? [inputWords.noRows(name)] : [];
  });
  return [...problems, ...(problems.length < tables.length ? [...notes, inputWords.nothingMapped] : [])];
}

function fileEntry(table: RawTable, { loaded }: LoadResult): ReportData["input"]["files"][number] {
  const { path, member, format, encoding, delimiter, rows, bytes, sha256 } = table;
  // A raw row becomes a record of exactly one kind, or is refused.
  const parts = loaded.filter(({ file }) => file === table.file);
  const taken = parts.reduce((total, part) => total + part.rows, 0);
  const kind = parts.at(-1)?.kind;
  return {
    path,
    format,
    rows,
    bytes,
    sha256,
    refused: table.refused + (parts.length === 0 ? 0 : rows - taken),
    ...(member === undefined ? {} : { member }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** One hash for the whole input, whatever the order and names of its files. */
function hashOf(hashes: readonly string[]): string {
  return createHash("sha256")
    .update([...new Set(hashes)].sort().join("\n"))
    .digest("hex");
}
