import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseOtherFormat } from "../database/cluster.ts";
import { openDatabase } from "../database/database.ts";
import { type Migration, readMigrations } from "../database/migrate.ts";
import { makeTestData } from "../database/test-database.ts";
import { createLogger } from "../telemetry/logger.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const log = createLogger({ level: "silent" });
const older = readMigrations();
const newer: Migration[] = [
  ...older,
  { number: older.length + 1, name: "next", sql: "ALTER TABLE people_version ADD COLUMN next int DEFAULT 7" },
];
let home: Awaited<ReturnType<typeof makeTestData>>;
let folder: string;
beforeAll(async () => {
  home = await makeTestData();
  folder = mkdtempSync(join(tmpdir(), "plumbline-upgrade-"));
});
afterAll(() => {
  home?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const open = (
  migrations: readonly Migration[],
  beforeMigrating?: Parameters<typeof openDatabase>[0]["beforeMigrating"],
  data = home.data,
) => openDatabase({ data, role: "server", log, migrations, ...(beforeMigrating ? { beforeMigrating } : {}) });

const columns = async (migrations: readonly Migration[], data = home.data) => {
  const database = await open(migrations, undefined, data);
  const { rows } = await sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
    WHERE table_name = 'people_version' ORDER BY 1`.execute(database.writer);
  await database.close();
  return rows.map(({ name }) => name);
};

test("where nothing is pending nobody is asked, and where what goes before fails nothing is changed", async () => {
  await (
    await open(older, async () => {
      throw new Error("asked");
    })
  ).close();
  const failing = open(newer, async () => {
    throw new Error("the disk is full");
  });
  await expect(failing).rejects.toThrow("the disk is full");
  expect(await columns(older)).toEqual(["one", "version"]);
});

test("a backup goes before the change, and leads back with the older version", async () => {
  const backup = join(folder, "before");
  const asked: number[] = [];
  const database = await open(newer, async (given, { applied, pending }) => {
    asked.push(applied, pending.length);
    await writeBackup({ database: given, data: home.data, backup, version: "1.0.0" });
  });
  await database.close();
  expect(asked).toEqual([older.length, 1]);
  expect(await columns(newer)).toEqual(["next", "one", "version"]);
  await expect(open(older)).rejects.toThrow("newer Plumbline");
  const data = join(folder, "back");
  await restoreBackup({ backup, data, log, migrations: older });
  expect(await columns(older, data)).toEqual(["one", "version"]);
});

test("files of another PostgreSQL are refused with what to do", () => {
  writeFileSync(join(folder, "PG_VERSION"), "17\n");
  expect(() => refuseOtherFormat(folder, { version: "18.4.0-beta.17" })).toThrow(
    /format of PostgreSQL 17.*brings PostgreSQL 18.*restore/,
  );
  expect(() => refuseOtherFormat(folder, { version: "17.9.0" })).not.toThrow();
});
