import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Access,
  type Actor,
  type Context,
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  openEventLog,
  openTestDatabase,
  Refusal,
} from "../index.ts";
import { commitTo, opens } from "../log/commitment.ts";

const actor: Actor = { kind: "person", id: "person:1" };
const access: Access = {
  require(_, action) {
    if (action === "forbidden") throw new Refusal("forbidden", "You may not.");
  },
};
const event = { type: "thing.made", subject: "thing:1" };
let database: Database;
let events: EventLog;
let context: Context;

beforeAll(async () => {
  database = await openTestDatabase();
  events = await openEventLog(database, createLogger({ level: "silent" }));
  await sql`CREATE TABLE thing (id int PRIMARY KEY, n int NOT NULL)`.execute(database.writer);
});

afterAll(async () => {
  await events?.close();
  await database?.close();
});

beforeEach(async () => {
  await sql`DELETE FROM thing`.execute(database.writer);
  await sql`INSERT INTO thing VALUES (1, 10), (2, 10)`.execute(database.writer);
  context = createContextMaker({ database, access, sink: events.sink }).contextFor(actor);
});

async function numbers(): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`SELECT n FROM thing ORDER BY id`.execute(database.writer);
  return rows.map(({ n }) => n);
}

/** How many events there are, in order or waiting. */
async function told(): Promise<number> {
  const { size, waiting } = await events.state();
  return size + waiting;
}

const setNumber = (n: number, more: Partial<typeof event> = {}) =>
  context.commit(async (tx) => {
    context.require("change", {});
    await sql`UPDATE thing SET n = ${n} WHERE id = 1`.execute(tx);
    return { result: n, event: { ...event, ...more } };
  });

describe("commit", () => {
  test("makes the change and its event durable together and gives the result", async () => {
    const before = await told();
    expect(await setNumber(11)).toBe(11);
    expect([await numbers(), await told()]).toEqual([[11, 10], before + 1]);
  });

  test("the entry tells who, when, what and to whom, with commitments that open with what lies apart", async () => {
    await events.settled();
    const { size } = await events.state();
    await context.commit(async () => {
      context.require("change", {});
      const seals = { rows: 3, root: "ab".repeat(32) };
      return { result: 0, event: { ...event, before: { phone: "13800138000" }, after: { n: 2n }, seals } };
    });
    await events.settled();
    const entry = (await events.readEntries(size, 10)).at(-1);
    if (!entry) throw new Error("no entry");
    expect(entry).toMatchObject({ ...event, actor: "person:1", time: context.now });
    expect(entry.seals).toEqual({ rows: "3", root: "ab".repeat(32) });
    expect(entry.text).not.toContain("13800138000");
    const { before, after } = await events.readOpenings(entry);
    if (!before || !after) throw new Error("no openings");
    expect([before.value, after.value]).toEqual(['{"phone":"13800138000"}', '{"n":"2"}']);
    expect(opens(entry.before ?? "", before) && opens(entry.after ?? "", after)).toBe(true);
    expect(opens(entry.after ?? "", before)).toBe(false);
    expect(entry.before).not.toBe(commitTo({ phone: "13800138000" }).digest);
  });

  test("what throws leaves neither change nor event", async () => {
    const before = await told();
    const work = context.commit(async (tx) => {
      context.require("change", {});
      await sql`UPDATE thing SET n = 0`.execute(tx);
      throw new Refusal("conflict", "No.");
    });
    await expect(work).rejects.toThrow("No.");
    expect([await numbers(), await told()]).toEqual([[10, 10], before]);
  });

  test("a refused actor changes nothing", async () => {
    const before = await told();
    const work = context.commit(async (tx) => {
      await sql`UPDATE thing SET n = 0`.execute(tx);
      context.require("forbidden", {});
      return { result: 0, event };
    });
    await expect(work).rejects.toMatchObject({ code: "forbidden" });
    expect([await numbers(), await told()]).toEqual([[10, 10], before]);
  });

  test("work that asks for no permission is undone, also after another that did", async () => {
    await setNumber(11);
    const work = context.commit(async (tx) => {
      await sql`UPDATE thing SET n = 0`.execute(tx);
      return { result: 0, event };
    });
    await expect(work).rejects.toThrow("asked for no permission");
    expect(await numbers()).toEqual([11, 10]);
  });

  test("a commit inside a commit is refused, and the outer one is undone", async () => {
    const work = context.commit(async (tx) => {
      context.require("change", {});
      await sql`UPDATE thing SET n = 0`.execute(tx);
      await setNumber(5);
      return { result: 0, event };
    });
    await expect(work).rejects.toThrow("A commit inside a commit");
    expect(await numbers()).toEqual([10, 10]);
  });

  test("two that each keep a rule, and together would break it, do not both go through", async () => {
    // Together at least 10: a classic write skew that a weaker isolation lets pass.
    const withdraw = (id: number) =>
      context.commit(async (tx) => {
        context.require("change", {});
        const { rows } = await sql<{ sum: bigint }>`SELECT sum(n) AS sum FROM thing`.execute(tx);
        if ((rows[0]?.sum ?? 0n) < 20n) throw new Refusal("conflict", "Too little is left.");
        await sql`UPDATE thing SET n = n - 10 WHERE id = ${id}`.execute(tx);
        return { result: id, event };
      });
    const results = await Promise.allSettled([withdraw(1), withdraw(2)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await numbers()).sort()).toEqual([0, 10]);
  });

  test("twenty at the same row all go through, one after another", async () => {
    const add = () =>
      context.commit(async (tx) => {
        context.require("change", {});
        await sql`UPDATE thing SET n = n + 1 WHERE id = 1`.execute(tx);
        return { result: 0, event };
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await numbers()).toEqual([30, 10]);
  });

  test.each([
    ["a name as subject", { subject: "王伟" }],
    ["an e-mail address as subject", { subject: "wei@example.com" }],
    ["words as type", { type: "Someone left" }],
  ])("%s is a bug, not an entry", async (_, wrong) => {
    await expect(setNumber(1, wrong)).rejects.toThrow(/must match/);
    expect(await numbers()).toEqual([10, 10]);
  });

  test("words under a seal's name are a bug, not an entry", async () => {
    const work = context.commit(async () => {
      context.require("change", {});
      return { result: 0, event: { ...event, seals: { note: "free text" } } };
    });
    await expect(work).rejects.toThrow(/seal must match/);
  });
});

describe("disclose", () => {
  const read = () => sql<{ n: number }>`SELECT 1 AS n`;

  test("gives what was read once its event is durable", async () => {
    const before = await told();
    const result = await context.disclose({ type: "thing.read", subject: "thing:1" }, async () => {
      context.require("read", {});
      return 7;
    });
    expect([result, await told()]).toEqual([7, before + 1]);
  });

  test("one event for a response, told from what was read", async () => {
    await events.settled();
    const { size } = await events.state();
    await context.disclose(
      (rows: number[]) => ({ type: "thing.listed", subject: "list:1", seals: { rows: rows.length } }),
      async () => {
        context.require("read", {});
        return [1, 2, 3];
      },
    );
    await events.settled();
    expect((await events.readEntries(size, 10)).at(-1)).toMatchObject({ seals: { rows: "3" } });
  });

  test("gives nothing where the event cannot be told", async () => {
    let left: unknown = "nothing";
    const work = context
      .disclose({ type: "thing.read", subject: "not an identifier!" }, async () => {
        context.require("read", {});
        return "secret";
      })
      .then((result) => {
        left = result;
      });
    await expect(work).rejects.toThrow(/must match/);
    expect(left).toBe("nothing");
  });

  test("the reader it hands out has no way to write", async () => {
    await context.disclose(event, async (db) => {
      context.require("read", {});
      expect(Object.keys(db)).toEqual(["selectFrom"]);
      await expect(read().execute(db as never)).rejects.toThrow();
    });
  });
});
