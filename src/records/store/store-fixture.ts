import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Context,
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  openEventLog,
  openTestDatabase,
  Refusal,
} from "../../platform/index.ts";
import { followBatches } from "./follow-batches.ts";
import { type ImportResult, importFiles } from "./import-files.ts";
import type { ImportInput } from "./import-input.ts";

/** For tests: an empty store with its log, and files to import. */
export interface TestStore {
  readonly database: Database;
  readonly log: EventLog;
  context(): Context;
  /** An actor who may do nothing. */
  stranger(): Context;
  /** Writes a file into the test's folder: its path. */
  file(name: string, text: string): string;
  import(
    input: Omit<ImportInput, "source"> & { source?: string },
    rowsAtOnce?: number,
  ): Promise<ImportResult>;
  close(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-store-test-"));
  const database = await openTestDatabase();
  const log = await openEventLog(database, createLogger({ level: "silent" }));
  followBatches(log);
  const access = {
    require({ id }: { id: string }) {
      if (id !== "person:auditor") throw new Refusal("forbidden", "no");
    },
  };
  const contexts = createContextMaker({ database, sink: log.sink, access });
  const contextOf = (id: string) => () => contexts.contextFor({ kind: "person", id });
  const context = contextOf("person:auditor");
  return {
    database,
    log,
    context,
    stranger: contextOf("person:stranger"),
    file(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    async import(input, rowsAtOnce) {
      const run = { signal: new AbortController().signal, context };
      const sized = rowsAtOnce === undefined ? run : { ...run, rowsAtOnce };
      const result = await importFiles(database, { source: "test", ...input }, sized);
      if (!result) throw new Error("Nothing was imported.");
      return result;
    },
    async close() {
      await log.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
