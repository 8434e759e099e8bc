import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  type ContextMaker,
  createContextMaker,
  createLogger,
  type Database,
  defineJob,
  type EventLog,
  type Jobs,
  makeTestData,
  openDatabase,
  openEventLog,
  openJobs,
  Refusal,
} from "../index.ts";
import { count } from "./count.child.ts";

const log = createLogger({ level: "silent" });
const actor = { kind: "person", id: "person:1" } as const;
const none = z.object({});
let home: Awaited<ReturnType<typeof makeTestData>>;
let database: Database;
let events: EventLog;
let contexts: ContextMaker;
let jobs: Jobs;
let tries = 0;
let hindrances = 1;

const flaky = defineJob({
  name: "test.flaky",
  input: z.object({ breaks: z.int() }),
  checkpoint: none,
  retries: 2,
  retryDelay: 0,
  async run({ input }) {
    if (tries++ < input.breaks) throw new Error("broken by accident");
  },
});
const patient = defineJob({
  name: "test.patient",
  input: none,
  checkpoint: none,
  retryDelay: 3_600,
  async run() {
    if (tries++ === 0) throw new Error("broken by accident");
  },
});
const refusing = defineJob({
  name: "test.refusing",
  input: none,
  checkpoint: none,
  async run() {
    tries++;
    throw new Refusal("invalid", { zh: "第 3 行缺少日期。", en: "Row 3 has no date." });
  },
});
const hindered = defineJob({
  name: "test.hindered",
  input: none,
  checkpoint: none,
  retries: 1,
  retryDelay: 1,
  async run() {
    if (tries++ < hindrances)
      throw new Refusal("conflict", { zh: "他人正在修改。", en: "Somebody is at it." }, { isPassing: true });
  },
});
const acting = defineJob({
  name: "test.acting",
  input: none,
  checkpoint: none,
  async run({ context }) {
    const own = context();
    await own.commit(async () => {
      own.require("act", {});
      return { result: 0, event: { type: "job.acted", subject: "job:1" } };
    });
  },
});
const definitions = [count, flaky, patient, refusing, hindered, acting];

async function openAll(): Promise<void> {
  database = await openDatabase({ data: home.data, role: "server", log });
  events = await openEventLog(database, log);
  contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
  jobs = await openJobs({ database, definitions, contexts, log });
}

async function closeAll(): Promise<void> {
  await jobs?.close();
  await events?.close();
  await database?.close();
}

beforeAll(async () => {
  home = await makeTestData();
  await openAll();
  await sql`CREATE TABLE staged (n int PRIMARY KEY)`.execute(database.writer);
});

beforeEach(() => {
  tries = 0;
});

afterEach(async () => {
  await sql`DELETE FROM staged`.execute(database.writer);
});

afterAll(async () => {
  await closeAll();
  home?.remove();
});

async function until<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (let i = 0; i < 1_500; i++) {
    const value = await read();
    if (holds(value)) return value;
    await sleep(20);
  }
  throw new Error(`It never came to that; last seen: ${JSON.stringify(await read())}`);
}

const ended = (id: string) =>
  until(
    () => jobs.read(id),
    (job) => job?.finishedAt !== undefined,
  );

async function staged(): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`SELECT n FROM staged ORDER BY n`.execute(database.writer);
  return rows.map(({ n }) => n);
}

const upTo = (size: number) => Array.from({ length: size }, (_, i) => i);

describe("a job", () => {
  test("waits, runs, tells its progress in both languages, and is done", async () => {
    const id = await jobs.start(count, { upTo: 30, pause: 30 }, actor);
    expect(await jobs.read(id)).toMatchObject({ name: "test.count", actor: "person:1", percent: 0 });
    const midway = await until(
      () => jobs.read(id),
      (job) => (job?.percent ?? 0) > 0,
    );
    expect(midway).toMatchObject({ state: "running", words: { zh: expect.stringContaining("已数到") } });
    expect(await ended(id)).toMatchObject({ state: "done", percent: 100, attempt: 1 });
    expect(await staged()).toEqual(upTo(30));
  });

  test("input that its schema refuses starts nothing", async () => {
    await expect(jobs.start(count, { upTo: "many", pause: 0 } as never, actor)).rejects.toThrow(z.ZodError);
  });

  test("is started with the transaction it is started in, or not at all", async () => {
    let id = "";
    const work = database.writer.transaction().execute(async (tx) => {
      id = await jobs.start(flaky, { breaks: 0 }, actor, tx);
      throw new Error("undone");
    });
    await expect(work).rejects.toThrow("undone");
    expect(await jobs.read(id)).toBeUndefined();
  });

  test("acts on behalf of whoever started it", async () => {
    const { size } = await events.state();
    await ended(await jobs.start(acting, {}, actor));
    await events.settled();
    expect((await events.readEntries(size, 9)).at(-1)).toMatchObject({
      type: "job.acted",
      actor: "person:1",
    });
  });

  test("that breaks is tried again", async () => {
    const id = await jobs.start(flaky, { breaks: 2 }, actor);
    expect(await ended(id)).toMatchObject({ state: "done", attempt: 3 });
  });

  test("that keeps breaking fails, in words that show nothing of the inside", async () => {
    const id = await jobs.start(flaky, { breaks: 99 }, actor);
    const job = await ended(id);
    expect(job).toMatchObject({ state: "failed", attempt: 3 });
    expect(job?.words?.en).not.toContain("accident");
  });

  test("that is refused fails at once with the sentence of the refusal", async () => {
    const job = await ended(await jobs.start(refusing, {}, actor));
    expect(job).toMatchObject({ state: "failed", words: { zh: "第 3 行缺少日期。" } });
    expect(tries).toBe(1);
  });

  test("that is refused for what passes is tried again, and says so only where it never passed", async () => {
    hindrances = 1;
    expect(await ended(await jobs.start(hindered, {}, actor))).toMatchObject({
      state: "done",
      words: undefined,
    });
    expect(tries).toBe(2);
    tries = 0;
    hindrances = 9;
    const job = await ended(await jobs.start(hindered, {}, actor));
    expect(job).toMatchObject({ state: "failed", words: { en: "Somebody is at it." } });
    expect(tries).toBe(2);
  });

  test("that runs ends at its next step when it is cancelled, and stays so", async () => {
    const id = await jobs.start(count, { upTo: 10_000, pause: 20 }, actor);
    await until(staged, (rows) => rows.length > 3);
    expect(await jobs.cancel(id)).toBe(true);
    expect(await ended(id)).toMatchObject({ state: "cancelled" });
    const left = await staged();
    await sleep(200);
    expect(await staged()).toEqual(left);
    expect(await jobs.cancel(id)).toBe(false);
  });

  test("that waits behind another is cancelled without running", async () => {
    const first = await jobs.start(count, { upTo: 20, pause: 30 }, actor);
    const second = await jobs.start(count, { upTo: 5, pause: 0 }, actor);
    expect(await jobs.cancel(second)).toBe(true);
    expect(await jobs.read(second)).toMatchObject({ state: "cancelled", attempt: 0 });
    expect(await ended(first)).toMatchObject({ state: "done" });
    await sleep(1_200);
    expect(await jobs.read(second)).toMatchObject({ state: "cancelled", attempt: 0 });
  });

  test("goes on where it was when the server stops and starts again", async () => {
    const id = await jobs.start(count, { upTo: 60, pause: 20 }, actor);
    await until(staged, (rows) => rows.length > 5);
    await closeAll();
    await openAll();
    expect(await ended(id)).toMatchObject({ state: "done" });
    expect(await staged()).toEqual(upTo(60));
  });

  test("that broke and is put off for long is taken up at once when the server starts again", async () => {
    const id = await jobs.start(patient, {}, actor);
    await vi.waitFor(async () => expect((await jobs.read(id))?.state).toBe("waiting"), { timeout: 60_000 });
    await vi.waitFor(() => expect(tries).toBe(1), { timeout: 60_000 });
    await closeAll();
    await openAll();
    await vi.waitFor(async () => expect((await jobs.read(id))?.state).toBe("done"), { timeout: 60_000 });
    expect(tries).toBe(2);
  });

  test("goes on where it was after its server was killed, and stages nothing twice", async () => {
    const id = await jobs.start(count, { upTo: 80, pause: 20 }, actor);
    await until(staged, (rows) => rows.length > 2);
    await closeAll();
    const child = join(import.meta.dirname, "count.child.ts");
    for (let kill = 0; kill < 2; kill++) {
      const victim = spawn(process.execPath, [child, home.data], { stdio: ["ignore", "pipe", "inherit"] });
      await once(victim.stdout, "data");
      await sleep(700);
      victim.kill("SIGKILL");
      await once(victim, "close");
    }
    await openAll();
    expect(await ended(id)).toMatchObject({ state: "done" });
    expect(await staged()).toEqual(upTo(80));
  });
});
