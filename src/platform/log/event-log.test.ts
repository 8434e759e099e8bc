import { sql } from "kysely";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { locks } from "../database/locks.ts";
import {
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  type Follower,
  openEventLog,
  openTestDatabase,
} from "../index.ts";
import { moveBatch, takeOffice } from "./sequencer.ts";

const log = createLogger({ level: "silent" });
const actor = { kind: "system", id: "system:test" } as const;
let database: Database;
let events: EventLog;
let followers: Follower[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  events = await openEventLog(database, log);
  await sql`CREATE TABLE seen (follower text, index bigint, PRIMARY KEY (follower, index))`.execute(
    database.writer,
  );
});

afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.stop()));
  followers = [];
});

afterAll(async () => {
  await events?.close();
  await database?.close();
});

const makerOf = (sink: EventLog["sink"]) =>
  createContextMaker({ database, sink, access: { require: () => undefined } });

async function tell(count: number, through = events): Promise<void> {
  const context = makerOf(through.sink).contextFor(actor);
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      context.commit(async () => {
        context.require("tell", {});
        return { result: i, event: { type: "thing.told", subject: `thing:${i}` } };
      }),
    ),
  );
}

function follow(name: string, handle: Parameters<EventLog["followLog"]>[1], through = events): Follower {
  const follower = through.followLog(name, handle);
  followers.push(follower);
  return follower;
}

/** A projection that notes which indices it saw. */
const note =
  (name: string): Parameters<EventLog["followLog"]>[1] =>
  async (entry, tx) => {
    await sql`INSERT INTO seen VALUES (${name}, ${entry.index})`.execute(tx);
  };

async function seen(name: string): Promise<number[]> {
  const { rows } = await sql<{ index: bigint }>`SELECT index FROM seen WHERE follower = ${name}
    ORDER BY index`.execute(database.writer);
  return rows.map(({ index }) => Number(index));
}

async function until(condition: () => unknown): Promise<void> {
  for (let i = 0; i < 1_000 && !(await condition()); i++) await new Promise((next) => setTimeout(next, 20));
  expect(await condition()).toBeTruthy();
}

const upTo = (size: number) => Array.from({ length: size }, (_, i) => i);

describe("the log", () => {
  test("gives events told at the same time indices without gap or repetition", async () => {
    await tell(200);
    await events.settled();
    const entries = await events.readEntries(0, 10_000);
    expect(entries.map(({ index }) => index)).toEqual(upTo(entries.length));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(await events.state()).toEqual({ size: entries.length, waiting: 0 });
  });

  test("an event that could have seen another stands after it", async () => {
    const { size } = await events.state();
    for (let i = 0; i < 20; i++) await tell(1);
    await events.settled();
    const times = (await events.readEntries(size, 100)).map(({ time }) => time.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("is changed by nobody: neither updated, deleted nor emptied", async () => {
    for (const statement of [sql`UPDATE log SET entry = ''`, sql`DELETE FROM log`, sql`TRUNCATE log`]) {
      await expect(statement.execute(database.writer)).rejects.toThrow("append-only");
    }
  });

  test("a second sequencer stands by, and takes over when the first loses its session", async () => {
    const second = await openEventLog(database, log);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND classid = ${locks.sequencer.class} AND objid = ${locks.sequencer.number}
        AND granted`.execute(database.writer);
    await tell(50);
    await second.settled();
    const entries = await events.readEntries(0, 10_000);
    expect(entries.map(({ index }) => index)).toEqual(upTo(entries.length));
    await second.close();
  });

  test("a sequencer that was succeeded without noticing changes nothing any more", async () => {
    await events.close();
    const session: pg.Client = await database.session(() => undefined);
    const old = await takeOffice(session);
    await takeOffice(session);
    const queueing = await openEventLog(database, log, { sequence: false });
    await tell(3, queueing);
    const before = await queueing.state();
    await expect(moveBatch(session, old, 10)).rejects.toThrow("has been succeeded");
    expect(await queueing.state()).toEqual(before);
    await session.end();
    await queueing.close();
    events = await openEventLog(database, log);
    await events.settled();
    expect((await events.state()).waiting).toBe(0);
  });

  test("events that a command queued are numbered by the server's sequencer", async () => {
    const beside = await openEventLog(database, log, { sequence: false });
    const { size } = await events.state();
    await tell(5, beside);
    await until(async () => (await events.state()).size === size + 5);
    await beside.close();
  });
});

describe("a follower", () => {
  test("takes every entry once, in order, and goes on from where it was", async () => {
    const first = follow("steady", note("steady"));
    await events.settled();
    await first.stop();
    await tell(7);
    follow("steady", note("steady"));
    await events.settled();
    expect(await seen("steady")).toEqual(upTo((await events.state()).size));
  });

  test("of two processes that follow under one name each entry is taken once", async () => {
    const other = await openEventLog(database, log, { sequence: false });
    follow("shared", note("shared"));
    follow("shared", note("shared"), other);
    await tell(30);
    await events.settled();
    expect(await seen("shared")).toEqual(upTo((await events.state()).size));
    await other.close();
  });

  test("an entry that fails holds up those after it, not those before, and goes through once mended", async () => {
    await tell(10);
    await events.settled();
    const stuckAt = (await events.state()).size - 5;
    let broken = true;
    const follower = follow("held", async (entry, tx, signal) => {
      await note("held")(entry, tx, signal);
      if (broken && entry.index === stuckAt) throw new Error("cannot take this one");
    });
    await until(() => follower.failure());
    expect(await follower.position()).toBe(stuckAt);
    expect(await seen("held")).toEqual(upTo(stuckAt));
    broken = false;
    await events.settled();
    expect(follower.failure()).toBeUndefined();
    expect(await seen("held")).toEqual(upTo((await events.state()).size));
  });

  test("ends the work on an entry when it is stopped, and takes that entry another time", async () => {
    let begun = () => {};
    const isWorking = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = follow("slow", (_, __, signal) => {
      begun();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await tell(1);
    await isWorking;
    await slow.stop();
    expect(await seen("slow")).toEqual([]);
    follow("slow", note("slow"));
    await events.settled();
    expect(await seen("slow")).toEqual(upTo((await events.state()).size));
  });

  test("can be thrown away and rebuilt from the log", async () => {
    const follower = follow("rebuilt", note("rebuilt"));
    await events.settled();
    await follower.rebuild(async (tx) => {
      await sql`DELETE FROM seen WHERE follower = 'rebuilt'`.execute(tx);
    });
    await events.settled();
    expect(await seen("rebuilt")).toEqual(upTo((await events.state()).size));
  });

  test("may act on what it reads: its act, the act's event and its position are one", async () => {
    const { size } = await events.state();
    let failures = 1;
    const maker = makerOf(events.sink);
    follow("acting", async (entry, tx) => {
      if (entry.index < size || entry.type !== "thing.told") return;
      const context = maker.contextWithin(tx, actor, entry.time);
      await context.commit(async (own) => {
        context.require("answer", {});
        await sql`INSERT INTO seen VALUES ('acts', ${entry.index})`.execute(own);
        return { result: 0, event: { type: "thing.answered", subject: entry.subject } };
      });
      if (failures-- > 0) throw new Error("after the act: all of it must be undone");
    });
    await tell(3);
    await events.settled();
    await events.settled();
    const entries = await events.readEntries(size, 100);
    const indicesOf = (wanted: string) =>
      entries.filter(({ type }) => type === wanted).map(({ index }) => index);
    expect(indicesOf("thing.answered")).toHaveLength(3);
    expect(indicesOf("thing.told")).toHaveLength(3);
    expect(await seen("acts")).toEqual(indicesOf("thing.told"));
  });
});
