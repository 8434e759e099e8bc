import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { readPostmaster } from "../database/postmaster.ts";
import { makeTestData } from "../database/test-database.ts";
import { createLogger } from "../telemetry/logger.ts";
import { openEventLog } from "./event-log.ts";

const kills = 30;
const child = join(import.meta.dirname, "commit.child.ts");
const log = createLogger({ level: "silent" });
const acknowledged: string[] = [];
let home: Awaited<ReturnType<typeof makeTestData>>;
let database: Database;

/** Runs the committing process on the data folder and kills it, or every fifth time PostgreSQL and then it. */
async function killOnce(run: number): Promise<void> {
  const victim = spawn(process.execPath, [child, home.data, String(run)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(victim, "close");
  const lines = createInterface({ input: victim.stdout });
  lines.on("line", (line) => acknowledged.push(line));
  await Promise.race([once(lines, "line"), closed, sleep(20_000)]);
  await sleep(Math.random() * 300);
  if (run % 5 === 4) {
    const postmaster = readPostmaster(join(home.data, "postgres", "cluster"));
    if (postmaster) process.kill(postmaster.pid, "SIGKILL");
    await sleep(Math.random() * 300);
  }
  // It must have lived until now: losing PostgreSQL is no reason to fall.
  expect(victim.exitCode).toBeNull();
  victim.kill("SIGKILL");
  await closed;
}

const open = () => openDatabase({ data: home.data, role: "server", log });

beforeAll(async () => {
  home = await makeTestData();
  database = await open();
  await sql`CREATE TABLE thing (id text PRIMARY KEY)`.execute(database.writer);
  await sql`CREATE TABLE tally (id int PRIMARY KEY, n int NOT NULL)`.execute(database.writer);
  await sql`INSERT INTO tally VALUES (0, 0), (1, 0)`.execute(database.writer);
  await sql`CREATE TABLE projection (index bigint PRIMARY KEY, subject text NOT NULL)`.execute(
    database.writer,
  );
  await database.close();
  for (let run = 0; run < kills; run++) await killOnce(run);
  database = await open();
  const events = await openEventLog(database, log);
  events.followLog("projection", async (entry, tx) => {
    await sql`INSERT INTO projection (index, subject) VALUES (${entry.index}, ${entry.subject})`.execute(tx);
  });
  await events.settled();
  await events.close();
}, 900_000);

afterAll(async () => {
  await database?.close();
  home?.remove();
});

async function columnOf<Value>(query: ReturnType<typeof sql<{ value: Value }>>): Promise<Value[]> {
  return (await query.execute(database.writer)).rows.map(({ value }) => value);
}

describe(`after ${kills} kills of the server, and of PostgreSQL, in the midst of commits`, () => {
  test("commits had been acknowledged in most lives", () => {
    const runs = new Set(acknowledged.map((id) => id.split(/[:-]/)[1]));
    expect(runs.size).toBeGreaterThan(kills / 2);
  });

  test("every acknowledged event is in the log", async () => {
    const logged = new Set(
      await columnOf(sql<{ value: string }>`SELECT entry::jsonb->>'subject' AS value FROM log`),
    );
    expect(acknowledged.filter((id) => !logged.has(id))).toEqual([]);
  });

  test("the indices are 0, 1, 2, … without a gap, and stand in the entries", async () => {
    const rows = await columnOf(
      sql<{ value: string }>`SELECT entry::jsonb->>'index' AS value FROM log ORDER BY index`,
    );
    expect(rows).toEqual(rows.map((_, i) => String(i)));
    expect(await columnOf(sql<{ value: bigint }>`SELECT size AS value FROM log_head`)).toEqual([
      BigInt(rows.length),
    ]);
  });

  test("no event is in the log twice, and none waits for an index", async () => {
    const counts = await columnOf(sql<{
      value: bigint;
    }>`SELECT count(*) - count(DISTINCT entry::jsonb->>'id') AS value
      FROM log UNION ALL SELECT count(*) FROM outbox`);
    expect(counts).toEqual([0n, 0n]);
  });

  test("a change and its event are one: neither is there without the other", async () => {
    const lonely = await columnOf(sql<{ value: string }>`SELECT coalesce(id, subject) AS value FROM thing
      FULL JOIN (SELECT entry::jsonb->>'subject' AS subject FROM log) told ON subject = id
      WHERE id IS NULL OR subject IS NULL`);
    expect(lonely).toEqual([]);
    const sums = await columnOf(sql<{ value: bigint }>`SELECT sum(n)::bigint AS value FROM tally
      UNION ALL SELECT count(*) FROM thing`);
    expect(sums[0]).toBe(sums[1]);
  });

  test("the projection took each entry once, in the order of the log", async () => {
    const taken = await columnOf(
      sql<{ value: string }>`SELECT subject AS value FROM projection ORDER BY index`,
    );
    expect(taken).toEqual(
      await columnOf(
        sql<{ value: string }>`SELECT entry::jsonb->>'subject' AS value FROM log ORDER BY index`,
      ),
    );
  });
});
