import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "../telemetry/logger.ts";
import { type Database, openDatabase } from "./database.ts";

/** A migrated, empty, embedded database of a test's own; `close` removes it. */
export async function openTestDatabase(): Promise<Database & { readonly data: string }> {
  const data = mkdtempSync(join(tmpdir(), "plumbline-test-"));
  const database = await openDatabase({ data, role: "server", log: createLogger({ level: "silent" }) });
  return {
    ...database,
    data,
    async close() {
      await database.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
