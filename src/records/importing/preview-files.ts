import type { Bilingual, Reader, Warehouse } from "../../platform/index.ts";
import { guessMapping } from "../mapping/guess-mapping.ts";
import { type ProfiledTable, profiled } from "../mapping/guess-table.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { sourceFor, tableName } from "../mapping/mapping-file.ts";
import { profileTable } from "../mapping/profile.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { readFiles } from "../reading/read-files.ts";
import { type KeptMapping, newestMappings } from "../store/keep-mapping.ts";
import { fittingSources } from "../store/prepare-files.ts";
import type { Preview, PreviewTable } from "./preview.ts";
import { previewTable } from "./preview-table.ts";

export interface PreviewRequest {
  readonly paths: readonly string[];
  readonly root: string;
  /** Whose kept mapping counts; the best fitting one where absent, none where null. */
  readonly source: string | null | undefined;
  readonly workFolder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number, words: Bilingual) => void;
}

const refusedShown = 200;

/** Reads files and tells what they seem to be, column by column. What cannot be read is told; the rest goes on. */
export async function previewFiles(
  warehouse: Warehouse,
  db: Reader,
  request: PreviewRequest,
): Promise<Preview> {
  const { paths, root, workFolder, signal, onProgress } = request;
  const read = await readFiles(warehouse, paths, {
    workFolder,
    root,
    signal,
    onProgress: followFiles(paths.length, onProgress),
  });
  onProgress(0.7, { zh: "识别各列含义", en: "recognising the columns" });
  const kept = await keptFor(db, request.source, read.tables);
  const given: Mapping = kept ? fittingSources(kept.mapping, read.tables) : { version: 1, sources: [] };
  const { mapping, questions, notes, profiles } = await guessMapping(warehouse, read.tables, given);
  const tables: PreviewTable[] = [];
  for (const [i, input] of profiles.entries()) {
    signal.throwIfAborted();
    onProgress(0.8 + (0.2 * i) / profiles.length, { zh: "整理样例", en: "gathering samples" });
    const full = await withProfiles(warehouse, input);
    const question = questions.find((asked) => asked.table === tableName(input.table));
    const source = sourceFor(mapping, input.table) ?? withoutOpen(question?.draft);
    const isKept = sourceFor(given, input.table) !== undefined;
    tables.push(await previewTable(warehouse, full, { source, isKept, question }));
  }
  return {
    tables,
    unusable: read.unusable.map(({ path, member, expected }) => ({
      path,
      ...(member === undefined ? {} : { member }),
      expected,
    })),
    refused: read.refused.slice(0, refusedShown),
    refusedTotal: read.refusedTotal,
    notes: [...read.notes, ...notes],
    ...(kept ? { kept: { name: kept.name, version: kept.version } } : {}),
  };
}

/** Files are read one after the other. */
function followFiles(files: number, onProgress: PreviewRequest["onProgress"]) {
  const shares = new Map<string, number>();
  return ({ path, doneBytes, totalBytes }: { path: string; doneBytes: number; totalBytes: number }) => {
    shares.set(path, doneBytes / Math.max(1, totalBytes));
    const done = [...shares.values()].reduce((sum, share) => sum + share, 0);
    onProgress((0.7 * done) / Math.max(1, files), { zh: `读取 ${path}`, en: `reading ${path}` });
  };
}

/** A table that a mapping settles is not profiled where it stands alone. */
async function withProfiles(warehouse: Warehouse, input: ProfiledTable): Promise<ProfiledTable> {
  if (input.profiles.length > 0 || input.table.rows === 0) return input;
  return { ...profiled(input.table, await profileTable(warehouse, input.table)), overlaps: input.overlaps };
}

type Source = Mapping["sources"][number];

/** A draft without the columns that nobody knows yet. */
function withoutOpen(draft: Source | undefined): Source {
  if (!draft) return { kind: "none" };
  const fields = Object.entries(draft.fields ?? {}).filter(
    ([, from]) => !("column" in from) || from.column !== "???",
  );
  return draft.kind === "none" ? draft : { ...draft, fields: Object.fromEntries(fields) };
}

async function keptFor(
  db: Reader,
  source: string | null | undefined,
  tables: readonly RawTable[],
): Promise<KeptMapping | undefined> {
  if (source === null) return undefined;
  const all = await newestMappings(db);
  if (source !== undefined) return all.find(({ name }) => name === source);
  const ranked = all
    .map((kept) => {
      const fitting = fittingSources(kept.mapping, tables);
      return { kept, fits: tables.filter((table) => sourceFor(fitting, table) !== undefined).length };
    })
    .sort((a, b) => b.fits - a.fits);
  const [best] = ranked;
  return best && best.fits > 0 ? best.kept : undefined;
}
