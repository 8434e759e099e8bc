import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "../telemetry/logger.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./database.ts";
import { locks } from "./locks.ts";
import { processesIn, readPostmaster } from "./postmaster.ts";
import { makeTestData } from "./test-database.ts";

const log = createLogger({ level: "silent" });
const child = join(import.meta.dirname, "open.child.ts");
let home: Awaited<ReturnType<typeof makeTestData>>;
let data: string;
let open: Database[];
let children: ChildProcess[];

beforeEach(async () => {
  home = await makeTestData();
  data = home.data;
  open = [];
  children = [];
});

afterEach(async () => {
  for (const process of children) process.kill("SIGKILL");
  await Promise.all(open.map((database) => database.close()));
  if (existsSync(cluster())) {
    // A guest with nobody left beside it stops what killed processes left running.
    await (await openDatabase({ data, role: "guest", log })).close();
  }
  home.remove();
});

/** Where no database has been made yet. */
function startAnew(): void {
  data = join(home.data, "..", "new");
  mkdirSync(data);
}

function cluster(): string {
  return join(data, "postgres", "cluster");
}

async function opened(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({ data, role: "server", log, ...options });
  open.push(database);
  return database;
}

/** Another process that opens the same folder; `said` resolves with its first line. */
function another(role: "server" | "guest") {
  const other = spawn(process.execPath, [child, data, role], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(other);
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]();
  return { process: other, next: async () => String((await lines.next()).value) };
}

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < 400; i++) {
    if (await holds().catch(() => false)) return true;
    await sleep(50);
  }
  return false;
}

const one = async (database: Database) =>
  (await sql<{ n: number }>`SELECT 1 AS n`.execute(database.writer)).rows;

describe("the embedded database", () => {
  test("is made on first opening, with a random password in a file that only its owner reads", async () => {
    startAnew();
    const database = await opened();
    expect(await one(database)).toEqual([{ n: 1 }]);
    const file = join(data, "postgres", "password");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").trim()).toMatch(/^[\w-]{43}$/);
    expect(readdirSync(data)).toEqual(["postgres"]);
  });

  test("listens on the loopback address alone and asks for the password", async () => {
    const { address } = await opened();
    const wrong = new pg.Client({ ...address, password: "guess" });
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
    const lines = readFileSync(join(cluster(), "postmaster.pid"), "utf8").split("\n");
    expect([lines[4], lines[5]]).toEqual(["", "127.0.0.1"]);
  });

  test("writes through to the disk, and its role is no superuser", async () => {
    const { writer } = await opened();
    const { rows } = await sql`SELECT current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
      current_setting('data_checksums') AS checksums, rolsuper AS super
      FROM pg_roles WHERE rolname = current_user`.execute(writer);
    expect(rows).toEqual([{ fsync: "on", commit: "on", pages: "on", checksums: "on", super: false }]);
  });

  test("keeps what was written when it is closed and opened again", async () => {
    const first = await opened();
    await sql`CREATE TABLE kept AS SELECT 7 AS n`.execute(first.writer);
    await first.close();
    expect(readPostmaster(cluster())).toBeUndefined();
    const { rows } = await sql`SELECT n FROM kept`.execute((await opened()).writer);
    expect(rows).toEqual([{ n: 7 }]);
  });

  test("a server that was killed leaves it running, and the next server takes it over", async () => {
    const killed = another("server");
    const port = Number((await killed.next()).replace("open ", ""));
    killed.process.kill("SIGKILL");
    await once(killed.process, "exit");
    expect(readPostmaster(cluster())).toMatchObject({ port, ready: true });
    const next = await opened();
    expect(next.address.port).toBe(port);
    expect(await one(next)).toEqual([{ n: 1 }]);
  });

  test("a second server on the same folder is refused with a sentence that says who is there", async () => {
    const first = another("server");
    await first.next();
    await expect(opened()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`plumbline server ${first.process.pid}@`),
    });
  });

  test("of servers started at the same moment on a new folder exactly one opens", async () => {
    startAnew();
    const said = await Promise.all([1, 2, 3].map(() => another("server").next()));
    expect(said.filter((line) => line.startsWith("open"))).toHaveLength(1);
    expect(said.filter((line) => line.includes("is in use by another Plumbline server"))).toHaveLength(2);
  });

  test("a command works beside the server, and the last to leave stops the database", async () => {
    const server = await opened();
    const guest = another("guest");
    expect(await guest.next()).toBe(`open ${server.address.port}`);
    await server.close();
    expect(readPostmaster(cluster())).toMatchObject({ ready: true });
    guest.process.stdin?.end();
    expect(await guest.next()).toBe("closed");
    expect(readPostmaster(cluster())).toBeUndefined();
  });

  test("when PostgreSQL itself is killed it is started again on the same port, and the server keeps its place", async () => {
    const database = await opened();
    const before = readPostmaster(cluster());
    process.kill(before?.pid ?? 0, "SIGKILL");
    const held = await until(async () => {
      const { rows } = await sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
        AND classid = ${locks.server.class} AND objid = ${locks.server.number}`.execute(database.writer);
      return rows.length === 1;
    });
    expect(held).toBe(true);
    expect(readPostmaster(cluster())).toMatchObject({ port: before?.port, ready: true });
    expect(readPostmaster(cluster())?.pid).not.toBe(before?.pid);
    await expect(opened()).rejects.toMatchObject({ code: "conflict" });
  });

  test("a server whose place was taken while PostgreSQL was away is told so", async () => {
    let taken = 0;
    const database = await opened({ onTaken: () => taken++ });
    // Its session ends, and before it can come back another has its lock.
    const thief = await database.session(() => undefined);
    const waiting = thief.query("SELECT pg_advisory_lock($1, $2)", [locks.server.class, locks.server.number]);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND classid = ${locks.server.class} AND objid = ${locks.server.number}`.execute(database.writer);
    await waiting;
    expect(await until(async () => taken === 1)).toBe(true);
    await thief.end();
  });

  test("a stale process number that belongs to another program is no obstacle", async () => {
    await (await opened()).close();
    writeFileSync(
      join(cluster(), "postmaster.pid"),
      `${process.pid}\n${cluster()}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`,
    );
    expect(await one(await opened())).toEqual([{ n: 1 }]);
  });

  test("a first start that was killed half-way is begun anew", async () => {
    startAnew();
    const killed = another("server");
    while (!readdirSync(data).some((name) => name.startsWith("postgres.making-"))) await sleep(5);
    killed.process.kill("SIGKILL");
    await once(killed.process, "exit");
    expect(existsSync(cluster())).toBe(false);
    expect(await one(await opened())).toEqual([{ n: 1 }]);
    expect(processesIn(cluster())).not.toEqual(new Set());
  });

  test("works on a server named by DATABASE_URL, which it does not stop", async () => {
    const host = await opened();
    const { port, user, password } = host.address;
    await sql`CREATE TABLE mark (n int)`.execute(host.writer);
    await host.close();
    const keeper = await opened({ role: "guest" });
    const databaseUrl = `postgresql://${user}:${password}@127.0.0.1:${keeper.address.port}/plumbline`;
    expect(port).toBeDefined();
    const remote = await opened({ databaseUrl, data: "/nowhere" });
    expect((await sql`SELECT * FROM mark`.execute(remote.writer)).rows).toEqual([]);
    await remote.close();
    expect(await one(keeper)).toEqual([{ n: 1 }]);
  });

  test("whatever reaches the reader's sessions cannot write", async () => {
    const database = await opened();
    await sql`CREATE TABLE thing (n int)`.execute(database.writer);
    await sql`CREATE FUNCTION sneak() RETURNS int LANGUAGE sql AS 'INSERT INTO thing VALUES (1) RETURNING n'`.execute(
      database.writer,
    );
    const query = database.reader.selectFrom(sql<{ n: number }>`(SELECT sneak() AS n)`.as("t")).selectAll();
    await expect(query.execute()).rejects.toThrow(/read-only transaction/);
    expect(Object.keys(database.reader)).toEqual(["selectFrom"]);
  });

  test("gives whole numbers as bigint, decimals and days as text, moments as Date", async () => {
    const { writer } = await opened();
    const { rows } = await sql`SELECT 9007199254740993::bigint AS money, 0.10::numeric AS price,
      DATE '2026-11-23' AS day, TIMESTAMPTZ '2026-11-23 00:00+08' AS moment`.execute(writer);
    expect(rows).toEqual([
      {
        money: 9007199254740993n,
        price: "0.10",
        day: "2026-11-23",
        moment: new Date("2026-11-22T16:00:00Z"),
      },
    ]);
  });
});
