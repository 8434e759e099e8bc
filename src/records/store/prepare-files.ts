import { createHash } from "node:crypto";
import { type Bilingual, Refusal, type Warehouse } from "../../platform/index.ts";
import { createTables } from "../kinds/tables.ts";
import { loadRecords } from "../loading/load-records.ts";
import { filledBy } from "../mapping/filled-by.ts";
import { guessMapping } from "../mapping/guess-mapping.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { namedColumns, sourceFor } from "../mapping/mapping-file.ts";
import type { RawTable, RefusedRow } from "../reading/raw-table.ts";
import { readFiles } from "../reading/read-files.ts";
import { placed } from "../reading/sentences.ts";
import type { BatchFile } from "./batch.ts";
import { refusedKept } from "./import-run.ts";
import { numberRepeats, type ObservedPart, observedParts } from "./observations.ts";

export interface PrepareRequest {
  readonly paths: readonly string[];
  /** A folder whose files are called by their place in it. */
  readonly root?: string | undefined;
  /** What cannot be read at all is told in a note and left out; else it refuses the whole. */
  readonly leaveUnusable?: boolean | undefined;
  /** Says what the columns mean; what it leaves open is guessed. */
  readonly mapping: Mapping | undefined;
  /** What the source's files meant last time; counts where it fits the files and `mapping` is absent. */
  readonly kept: Mapping | undefined;
  readonly workFolder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number, words: Bilingual) => void;
}

/** Files as typed rows in the warehouse, ready to be compared and staged. */
export interface PreparedFiles {
  readonly tables: readonly RawTable[];
  readonly parts: readonly ObservedPart[];
  readonly mapping: Mapping;
  readonly files: readonly BatchFile[];
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  /** Files, sheets and archive members that were left out because they cannot be read. */
  readonly unusable: number;
  readonly notes: readonly Bilingual[];
  /** Equal for the same files and the same mapping. */
  readonly fingerprint: string;
}

/** Reads, maps and types the files. Refuses, with every problem, what cannot be read or understood at all. */
export async function prepareFiles(warehouse: Warehouse, request: PrepareRequest): Promise<PreparedFiles> {
  const { paths, workFolder, signal, onProgress } = request;
  const read = await readFiles(warehouse, paths, {
    workFolder,
    signal,
    refusedKept,
    root: request.root,
    onProgress: ({ path, doneBytes, totalBytes }) =>
      onProgress(0.6 * (doneBytes / Math.max(1, totalBytes)), { zh: `读取 ${path}`, en: `reading ${path}` }),
  });
  const unusable = read.unusable.map(placed);
  const isUseless = read.tables.length === 0 || request.leaveUnusable !== true;
  if (unusable.length > 0 && isUseless) throw new Refusal("invalid", unusable);
  onProgress(0.6, { zh: "识别各列含义", en: "recognising the columns" });
  const given = request.mapping ?? (request.kept && fittingSources(request.kept, read.tables));
  const { mapping, questions, notes } = await guessMapping(warehouse, read.tables, given);
  const asked = questions.map(({ message }) => message);
  if (asked.length > 0 && asked.length === read.tables.length) throw new Refusal("invalid", asked);
  signal.throwIfAborted();

  onProgress(0.7, { zh: "转换并核对每一行", en: "typing and checking every row" });
  const filled = filledBy(mapping);
  await createTables(warehouse, filled);
  const loaded = await loadRecords(warehouse, read.tables, mapping, { refusedKept });
  const parts = observedParts(read.tables, loaded.loaded, mapping, filled);
  await numberRepeats(warehouse, parts);
  const files = read.tables.map(({ path, member, sha256, bytes, rows }) => ({
    path,
    sha256,
    bytes,
    rows,
    ...(member === undefined ? {} : { member }),
  }));
  const plain = withoutConfidence(mapping);
  const fingerprint = JSON.stringify([plain, files.map(({ sha256, member }) => [sha256, member ?? ""])]);
  return {
    tables: read.tables,
    parts,
    mapping: plain,
    files,
    refused: [...read.refused, ...loaded.refused].slice(0, refusedKept),
    refusedTotal: read.refusedTotal + loaded.refusedTotal,
    unusable: unusable.length,
    notes: [...unusable, ...read.notes, ...asked, ...notes, ...loaded.notes],
    fingerprint: createHash("sha256").update(fingerprint).digest("hex"),
  };
}

/** A file of the same name with other columns is another file: what was kept of the first is left aside. */
export function fittingSources(kept: Mapping, tables: readonly RawTable[]): Mapping {
  const fitting = new Set(
    tables.flatMap((table) => {
      const source = sourceFor(kept, table);
      const fits = source && [...namedColumns(source)].every((column) => table.columns.includes(column));
      return fits ? [source] : [];
    }),
  );
  return { ...kept, sources: kept.sources.filter((source) => fitting.has(source)) };
}

/** How sure the guess was says nothing of what the columns mean, and differs from file to file. */
function withoutConfidence(mapping: Mapping): Mapping {
  return JSON.parse(
    JSON.stringify(mapping, (key, value) =>
      key === "confidence" && typeof value === "number" ? undefined : value,
    ),
  );
}
