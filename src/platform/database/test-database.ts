import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "../telemetry/logger.ts";
import { type Database, openDatabase } from "./database.ts";
import { readMigrations } from "./migrate.ts";

const log = createLogger({ level: "silent" });

/**
 * A migrated, empty, embedded database of a test's own; `close` removes it. Benchmarks whose history takes long to import
 * name a folder by `PLUMBLINE_BENCH_DATA`, and find there next time what they left.
 */
export async function openTestDatabase(): Promise<Database> {
  const { data, remove } = keptData() ?? (await makeTestData());
  const database = await openDatabase({ data, role: "server", log });
  return {
    ...database,
    async close() {
      await database.close();
      remove();
    },
  };
}

function keptData(): { readonly data: string; remove(): void } | undefined {
  const data = process.env.PLUMBLINE_BENCH_DATA;
  return data === undefined ? undefined : { data, remove: () => undefined };
}

/** A data folder that holds a migrated, empty database which does not run. */
export async function makeTestData(): Promise<{ readonly data: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-test-"));
  const data = join(folder, "data");
  // Making a cluster takes a second, copying a made one a tenth; `-a` keeps the owner PostgreSQL runs as.
  execFileSync("cp", ["-a", await template(), data]);
  return { data, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A made and migrated data folder, once for each list of migrations. */
async function template(): Promise<string> {
  const version = createHash("sha256").update(JSON.stringify(readMigrations())).digest("hex").slice(0, 16);
  const folder = join(tmpdir(), `plumbline-template-${process.geteuid?.() ?? "user"}-${version}`);
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(join(tmpdir(), "plumbline-template-making-"));
  await (await openDatabase({ data: making, role: "server", log })).close();
  try {
    renameSync(making, folder);
  } catch {
    // Another test file was faster.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}
