import { join } from "node:path";
import type pg from "pg";
import { type Database, openWarehouse, type Warehouse, withTemporaryFolder } from "../../platform/index.ts";
import type { ImportInput, ImportRun } from "./import-input.ts";
import { readKeptMapping } from "./keep-mapping.ts";
import { type PreparedFiles, prepareFiles } from "./prepare-files.ts";

/** What comparing files with the store needs while it lasts. */
export interface Workshop {
  readonly folder: string;
  /** Asks the database, and holds the lock. */
  readonly asking: pg.Client;
  readonly warehouse: Warehouse;
  /** Aborts when the run is to end and when the database has gone. */
  readonly signal: AbortSignal;
  onBroken(): void;
}

export async function withWorkshop<Result>(
  database: Database,
  { signal: given }: Pick<ImportRun, "signal">,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  return withTemporaryFolder("plumbline-import-", async (folder) => {
    const broken = new AbortController();
    const signal = AbortSignal.any([given, broken.signal]);
    const onBroken = () => broken.abort(new Error("The database closed the session."));
    const asking = await database.session(onBroken);
    const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(folder, "spill") });
    try {
      return await work({ folder, asking, warehouse, signal, onBroken });
    } finally {
      warehouse.close();
      await asking.end().catch(() => undefined);
    }
  });
}

/** Reads and types the files, with the source's kept mapping where none is given. `upTo`: percent reached by then. */
export async function prepareInput(
  { folder, warehouse, signal }: Workshop,
  input: ImportInput,
  run: ImportRun,
  upTo: number,
): Promise<PreparedFiles> {
  const { paths, root, mapping, leaveUnusable, source } = input;
  return prepareFiles(warehouse, {
    paths,
    root,
    leaveUnusable,
    mapping,
    kept: mapping ? undefined : (await readKeptMapping(run.context().db, source))?.mapping,
    workFolder: folder,
    signal,
    onProgress: (share, words) => void run.progress?.(upTo * share, words).catch(() => undefined),
  });
}
