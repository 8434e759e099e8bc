import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, locks, openTestDatabase } from "../../platform/index.ts";
import { holdReading } from "./carry-out.ts";

let database: Database;
const place = [locks.reading.class, locks.reading.number];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

/** Reads again and again, so that of two that overlap one always holds the lock; gives how to end. */
async function reading(from: number) {
  const session = await database.session(() => undefined);
  let isOver = false;
  const done = (async () => {
    await new Promise((resolve) => setTimeout(resolve, from));
    while (!isOver) {
      await session.query("SELECT pg_advisory_lock_shared($1, $2)", place);
      await new Promise((resolve) => setTimeout(resolve, 60));
      await session.query("SELECT pg_advisory_unlock_shared($1, $2)", place);
    }
    await session.end();
  })();
  return async () => {
    isOver = true;
    await done;
  };
}

test("whoever erases gets in between readers who overlap without an end", async () => {
  const ends = await Promise.all([0, 20, 40].map(reading));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const hold = await holdReading(database);
  expect(hold?.pid).toBeGreaterThan(0);
  const other = await database.session(() => undefined);
  const tried = await other.query("SELECT pg_try_advisory_lock_shared($1, $2) AS got", place);
  expect(tried.rows).toEqual([{ got: false }]);
  await hold?.letGo();
  await Promise.all(ends.map((end) => end()));
  const again = await other.query("SELECT pg_try_advisory_lock_shared($1, $2) AS got", place);
  expect(again.rows).toEqual([{ got: true }]);
  // Whoever reads for long is not waited for without an end.
  expect(await holdReading(database, 200)).toBeUndefined();
  await other.end();
});
