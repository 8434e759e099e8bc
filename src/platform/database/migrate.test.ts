import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "./database.ts";
import { type Migration, migrate, readMigrations } from "./migrate.ts";
import { openTestDatabase } from "./test-database.ts";

const ours = readMigrations();
let database: Database;
let session: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  session = await database.session(() => undefined);
});

afterAll(async () => {
  await session?.end();
  await database?.close();
});

const next = (sql: string, n = 1): Migration => ({ number: ours.length + n, name: `next-${n}`, sql });

async function applied(): Promise<number> {
  return Number((await session.query("SELECT count(*) AS n FROM migration")).rows[0].n);
}

beforeEach(async () => {
  await session.query(`DELETE FROM migration WHERE number > ${ours.length}`);
  await session.query("DROP TABLE IF EXISTS made");
});

describe("migrations", () => {
  test("run once, however often and from however many at once they are asked for", async () => {
    const list = [...ours, next("CREATE TABLE made (n int)")];
    const others = await Promise.all([1, 2, 3].map(() => database.session(() => undefined)));
    await Promise.all([session, ...others].map((one) => migrate(one, list)));
    await migrate(session, list);
    expect(await applied()).toBe(list.length);
    await Promise.all(others.map((one) => one.end()));
  });

  test("one that fails leaves nothing of itself, and what came before it stays", async () => {
    const list = [
      ...ours,
      next("CREATE TABLE made (n int)"),
      next("CREATE TABLE half (n int); SELECT 1/0", 2),
    ];
    await expect(migrate(session, list)).rejects.toThrow(`Migration ${ours.length + 2} (next-2) failed.`);
    expect(await applied()).toBe(ours.length + 1);
    expect((await session.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }]);
  });

  test("a file that was changed after it ran is refused by name", async () => {
    await migrate(session, [...ours, next("CREATE TABLE made (n int)")]);
    await expect(migrate(session, [...ours, next("CREATE TABLE made (n bigint)")])).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("(next-1) differs"),
    });
  });

  test("a database of a newer version is refused", async () => {
    await migrate(session, [...ours, next("CREATE TABLE made (n int)")]);
    await expect(migrate(session, ours)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("made by a newer Plumbline"),
    });
  });
});

describe("the list of migrations", () => {
  function folderOf(...files: string[]): string {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-migrations-"));
    for (const file of files) writeFileSync(join(folder, file), "SELECT 1;\r\nSELECT 2;\n");
    return folder;
  }

  test.each([
    ["a number that is missing", ["0001-a.sql", "0003-c.sql"], /Migration 2 is missing or there twice/],
    ["a number that is there twice", ["0001-a.sql", "0001-b.sql"], /Migration 2 is missing or there twice/],
    ["a name of another form", ["1_init.sql"], /is named 0001-what-it-does\.sql/],
  ])("does not stand with %s", (_, files, sentence) => {
    const folder = folderOf(...files);
    expect(() => readMigrations(folder)).toThrow(sentence);
    rmSync(folder, { recursive: true });
  });

  test("reads the same whatever line ends the checkout made", () => {
    const folder = folderOf("0001-a.sql");
    expect(readMigrations(folder)).toEqual([{ number: 1, name: "a", sql: "SELECT 1;\nSELECT 2;\n" }]);
    rmSync(folder, { recursive: true });
  });
});
