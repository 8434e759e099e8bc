import { CompiledQuery, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "./database.ts";
import type { Tx } from "./tables.ts";
import { openTestDatabase } from "./test-database.ts";
import { companion } from "./together.ts";

const text = companion("test-leave-note", "INSERT INTO note (words) VALUES ($1)");
const leave = (tx: Tx, words: string) => tx.executeQuery(CompiledQuery.raw(text, [words]));

let database: Database;
const notes = async () =>
  (await sql<{ words: string }>`SELECT words FROM note ORDER BY id`.execute(database.writer)).rows.map(
    ({ words }) => words,
  );
const transaction = <Result>(work: (tx: Tx) => Promise<Result>) =>
  database.writer.transaction().setIsolationLevel("serializable").execute(work);

beforeAll(async () => {
  database = await openTestDatabase();
  await sql`CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, words text NOT NULL UNIQUE CHECK (words <> 'bad'))`.execute(
    database.writer,
  );
});
afterAll(() => database.close());
beforeEach(() => sql`DELETE FROM note`.execute(database.writer));

describe("a statement that travels with the next", () => {
  test("becomes durable with the commit, every time a session runs it", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => transaction((tx) => leave(tx, `note ${i}`))));
    expect(new Set(await notes())).toEqual(new Set(Array.from({ length: 40 }, (_, i) => `note ${i}`)));
  });

  test("runs before what follows it, which sees what it wrote", async () => {
    const seen = await transaction(async (tx) => {
      await leave(tx, "first");
      await leave(tx, "second");
      return (await sql<{ n: number }>`SELECT count(*)::int AS n FROM note`.execute(tx)).rows;
    });
    expect(seen).toEqual([{ n: 2 }]);
  });

  test("that fails lets the commit fail with its own error, and nothing stays", async () => {
    const work = transaction(async (tx) => {
      await sql`INSERT INTO note (words) VALUES ('good')`.execute(tx);
      await leave(tx, "bad");
    });
    await expect(work).rejects.toMatchObject({ code: "23514" });
    expect(await notes()).toEqual([]);
  });

  test("that fails lets the statement after it fail with its own error", async () => {
    const work = transaction(async (tx) => {
      await leave(tx, "bad");
      await sql`INSERT INTO note (words) VALUES ('good')`.execute(tx);
    });
    await expect(work).rejects.toMatchObject({ code: "23514" });
    expect(await notes()).toEqual([]);
  });

  test("is undone with work that throws, whose error is the one that is told", async () => {
    const work = transaction(async (tx) => {
      await leave(tx, "bad");
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    await transaction((tx) => leave(tx, "later"));
    expect(await notes()).toEqual(["later"]);
  });

  test("of two transactions that cannot both hold, the loser's commit says so", async () => {
    const both = Promise.allSettled(
      ["a", "b"].map((words) =>
        transaction(async (tx) => {
          await sql`SELECT count(*) FROM note`.execute(tx);
          await meet();
          await leave(tx, words);
        }),
      ),
    );
    const met = Promise.withResolvers<void>();
    let arrived = 0;
    function meet(): Promise<void> {
      arrived += 1;
      if (arrived === 2) met.resolve();
      return met.promise;
    }
    const outcomes = (await both).map((one) => (one.status === "rejected" ? one.reason.code : "held"));
    expect(outcomes.sort()).toEqual(["40001", "held"]);
    expect(await notes()).toHaveLength(1);
  });
});
