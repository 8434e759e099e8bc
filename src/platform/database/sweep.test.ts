import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "./database.ts";
import { sweepDatabase } from "./sweep.ts";
import { openTestDatabase } from "./test-database.ts";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

test("whoever holds a table and needs it once more through another session comes to its end", async () => {
  const [holder, other, watcher] = await Promise.all([1, 2, 3].map(() => database.session(() => undefined)));
  if (!holder || !other || !watcher) throw new Error("Three sessions were asked for.");
  await holder.query("CREATE TABLE swept (n int)");
  await holder.query("INSERT INTO swept SELECT generate_series(1, 1000)");
  const fileOf = async () =>
    (await watcher.query("SELECT pg_relation_filenode('swept') AS file")).rows[0].file;
  const before = await fileOf();

  await holder.query("BEGIN");
  await holder.query("SELECT FROM swept LIMIT 1");
  const swept = sweepDatabase({ database, data: undefined, tables: ["swept"] });
  const waits = "SELECT FROM pg_stat_activity WHERE query LIKE 'VACUUM%' AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await watcher.query(waits)).rows.length, { interval: 20 }).toBe(1);
  // In the queue behind the sweep, whose turn comes only when the holder ends.
  await other.query("SET statement_timeout = '20s'");
  for (let i = 0; i < 5; i++) {
    expect((await other.query("SELECT count(*) AS n FROM swept")).rows).toEqual([{ n: 1000n }]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await fileOf()).toBe(before);
  await holder.query("COMMIT");

  await swept;
  expect(await fileOf()).not.toBe(before);
  await Promise.all([holder, other, watcher].map((session) => session.end()));
});

test("a sweep that waits for a table ends when it is told to", async () => {
  const holder = await database.session(() => undefined);
  await holder.query("CREATE TABLE held (n int)");
  await holder.query("BEGIN");
  await holder.query("SELECT FROM held LIMIT 1");
  const ending = new AbortController();
  const swept = sweepDatabase({ database, data: undefined, tables: ["held"], signal: ending.signal });
  setTimeout(() => ending.abort(new Error("told to end")), 500);
  await expect(swept).rejects.toThrow("told to end");
  await holder.query("ROLLBACK");
  await holder.end();
});
