import { afterAll, beforeAll, expect, test } from "vitest";
import { createContextMaker, createLogger, type Jobs, openJobs, sql } from "../../platform/index.ts";
import { importJob } from "./import-job.ts";
import { listRecords } from "./list-records.ts";
import { openTestStore, type TestStore } from "./store-fixture.ts";

let store: TestStore;
let jobs: Jobs;
const actor = { kind: "person", id: "person:auditor" } as const;
const lines = Array.from({ length: 2_000 }, (_, i) => `SO-${i},2026-01-05,C-1,${i}.00`).join("\n");

beforeAll(async () => {
  store = await openTestStore();
  const { database, log } = store;
  const contexts = createContextMaker({ database, sink: log.sink, access: { require: () => undefined } });
  const definitions = [importJob(database, { rowsAtOnce: 10 })];
  jobs = await openJobs({ database, definitions, contexts, log: createLogger({ level: "silent" }) });
});
afterAll(async () => {
  await jobs?.close();
  await store?.close();
});

async function stagedRows(): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM record_version`.execute(
    store.database.writer,
  );
  return rows[0]?.n ?? 0;
}

const until = (holds: () => Promise<boolean>) => expect.poll(holds, { interval: 20 }).toBe(true);

test("an import that is cancelled in the middle takes its staged rows with it", async () => {
  const paths = [store.file("orders.csv", `order_no,order_date,customer_id,amount\n${lines}\n`)];
  const id = await jobs.start(importJob(store.database), { paths, source: "jobs", complete: false }, actor);
  await until(async () => (await stagedRows()) > 50);
  await jobs.cancel(id);
  await until(async () => (await jobs.read(id))?.finishedAt !== undefined);
  expect(await jobs.read(id)).toMatchObject({ state: "cancelled" });
  expect(await stagedRows()).toBe(0);
  expect((await listRecords(store.database.reader, { kind: "order" })).rows).toEqual([]);
});

test("an import of a file that is not there fails with a sentence and leaves no batch", async () => {
  const paths = ["/nowhere/orders.csv"];
  const id = await jobs.start(importJob(store.database), { paths, source: "jobs", complete: false }, actor);
  await until(async () => (await jobs.read(id))?.finishedAt !== undefined);
  const job = await jobs.read(id);
  expect(job).toMatchObject({ state: "failed", attempt: 1 });
  expect(job?.words?.zh).toContain("没有这个文件");
});
