import { constants, type Stats } from "node:fs";
import { access, mkdtemp, readdir, realpath, rm, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type Bilingual, Refusal, type Warehouse } from "../../platform/index.ts";
import { FilePass } from "./file-pass.ts";
import { FileProblem } from "./file-problem.ts";
import { Progress } from "./progress.ts";
import type { RawTable, ReadOptions, ReadResult } from "./raw-table.ts";
import { readSource } from "./read-source.ts";
import { Reading, type ReadTable } from "./reading.ts";
import { RefusalLog } from "./refusal-log.ts";
import { fileSentences, noteSentences } from "./sentences.ts";
import { UnpackBudget } from "./unpack.ts";

/**
 * Reads files, and folders of files, into tables `raw_0`… of the warehouse, in the order of their names, so that the
 * order in which they are given changes nothing; what is named twice, or is a copy, is read once. What cannot be read is
 * told in the result; only strict mode and an abort throw. Nothing is written outside `options.workFolder`.
 */
export async function readFiles(
  warehouse: Warehouse,
  paths: readonly string[],
  options: ReadOptions,
): Promise<ReadResult> {
  const log = new RefusalLog({ isStrict: options.strict === true, kept: options.refusedKept });
  const folder = await mkdtemp(join(options.workFolder, "reading-"));
  const reading = new Reading(warehouse, options, log, {
    folder,
    firstTable: await firstFreeTable(warehouse),
  });
  const tables: RawTable[] = [];
  try {
    for (const file of await filesOf(reading, paths)) {
      const read = await orRefused(reading, file, async () => {
        const twin = await twinOf(file, tables, options.signal);
        if (twin === undefined) return readOne(reading, file);
        reading.note(noteSentences.copy(nameOf(reading, file), twin));
        return [];
      });
      tables.push(...(read ?? []));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { tables, refused: log.rows, refusedTotal: log.total, unusable: log.unusable, notes: reading.notes };
}

/** All files that are named, each once, sorted by path. */
async function filesOf(reading: Reading, paths: readonly string[]): Promise<string[]> {
  const listed: string[] = [];
  for (const path of paths)
    listed.push(...((await orRefused(reading, path, () => listFiles(reading, path))) ?? []));
  const files = new Map<string, string>();
  const repeated = new Set<string>();
  for (const file of listed.sort((a, b) => (a < b ? -1 : 1))) {
    const place = await orRefused(reading, file, () => realpath(file));
    if (place === undefined) continue;
    const known = files.get(place);
    if (known === undefined) files.set(place, file);
    else repeated.add(known);
  }
  for (const file of repeated) reading.note(noteSentences.namedTwice(nameOf(reading, file)));
  return [...files.values()];
}

/** A file read before whose bytes are the same; only one of the same size is looked into. */
async function twinOf(
  file: string,
  tables: readonly RawTable[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { size } = await stat(file);
  const alike = tables.filter(({ bytes }) => bytes === size && size > 0);
  if (alike.length === 0) return undefined;
  const sha256 = await new FilePass(file, signal).done;
  return alike.find((table) => table.sha256 === sha256)?.path;
}

async function firstFreeTable(warehouse: Warehouse): Promise<number> {
  const result = await warehouse.connection.runAndReadAll(
    "SELECT coalesce(max(CAST(table_name[5:] AS INTEGER)), -1) FROM duckdb_tables() WHERE regexp_matches(table_name, '^raw_[0-9]+$')",
  );
  return Number(result.getRows()[0]?.[0] ?? -1) + 1;
}

async function orRefused<Result>(
  reading: Reading,
  path: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    reading.checkAborted();
    if (error instanceof Refusal) throw error;
    const expected = sentenceFor(error);
    if (!expected) throw error;
    reading.log.refuseFile({ path: nameOf(reading, path), expected });
    return undefined;
  }
}

/** How a person calls a file. */
function nameOf({ options: { root } }: Reading, path: string): string {
  return root !== undefined && path.startsWith(`${root}${sep}`) ? relative(root, path) : path;
}

/** `undefined` for what is a bug of ours. */
function sentenceFor(error: unknown): Bilingual | undefined {
  if (error instanceof FileProblem) return error.sentence;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") return fileSentences.missing();
  if (code === "EACCES" || code === "EPERM") return fileSentences.unreadable();
  if (code === "ENOSPC") return fileSentences.diskFull();
  return code !== undefined && /^E[A-Z]+$/.test(code) ? fileSentences.unexpected(code) : undefined;
}

const otherSpreadsheet = /\.(xls|xlsb|ods|et)$/i;
const dataFile = /\.(csv|tsv|txt|tab|psv|xlsx|xlsm|jsonl|ndjson|json|parquet|gz|zip)$/i;

/**
 * A named file is read whatever it is called; of a folder only what lies in it and is called like data. Folders in it
 * are named in a note, not read: they hold last year's copies as often as the rest of the data.
 */
async function listFiles(reading: Reading, path: string): Promise<string[]> {
  const found = await stat(path);
  if (!found.isDirectory()) return [path];
  const files = await filesIn(reading, path);
  if (files.length === 0) throw new FileProblem(fileSentences.emptyFolder());
  return files;
}

async function filesIn(reading: Reading, folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
    if (entry.isDirectory()) reading.note(noteSentences.folderInFolder(nameOf(reading, path)));
    else if (dataFile.test(entry.name)) files.push(path);
    else if (otherSpreadsheet.test(entry.name))
      reading.note(noteSentences.spreadsheetInFolder(nameOf(reading, path)));
    else reading.note(noteSentences.skippedInFolder(nameOf(reading, path)));
  }
  return files;
}

async function readOne(reading: Reading, file: string): Promise<RawTable[]> {
  const found = await checkFile(file);
  const path = nameOf(reading, file);
  const { onProgress, maxUnpackedBytes, signal } = reading.options;
  const progress = new Progress((share) => {
    onProgress?.({ path, doneBytes: Math.round(share * found.size), totalBytes: found.size });
  });
  // Hashed while the file is read; the pages are in memory then.
  const pass = new FilePass(file, signal);
  try {
    const wrapping = { budget: new UnpackBudget(maxUnpackedBytes), progress, depth: 0 };
    const tables = await readSource(reading, { path, file, census: pass.census, pass }, wrapping);
    const sha256 = await pass.done;
    progress.finish();
    return tables.map((table) => {
      const refused = reading.log.countOf({
        path,
        ...(table.member === undefined ? {} : { member: table.member }),
      });
      return rawTable(table, { path, sha256, refused, bytes: found.size });
    });
  } finally {
    pass.stop();
    await pass.done.catch(() => undefined);
  }
}

async function checkFile(path: string): Promise<Stats> {
  const found = await stat(path);
  if (!found.isFile()) throw new FileProblem(fileSentences.notAFile());
  await access(path, constants.R_OK);
  if (found.size === 0) throw new FileProblem(fileSentences.empty());
  return found;
}

function rawTable(
  { numbers, ...table }: ReadTable,
  file: { path: string; sha256: string; refused: number; bytes: number },
): RawTable {
  return { ...table, ...file, sourceRow: (rowid) => numbers.sourceRow(rowid) };
}
