import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHashTree, hashLeaves } from "../../ledger/index.ts";
import {
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  makeTestData,
  openDatabase,
  openEventLog,
  openJobs,
  sql,
} from "../../platform/index.ts";
import { importJob } from "./import-job.ts";
import { listRecords } from "./list-records.ts";

const kills = 20;
const rows = 600;
const generations = 400;
const log = createLogger({ level: "silent" });
const acknowledged = new Set<number>();
let home: Awaited<ReturnType<typeof makeTestData>>;
let files: string;
let database: Database;
let events: EventLog;

/** A third of the amounts differ from one generation to the next, and one order is missing. */
function amountsOf(generation: number): Map<string, number> {
  const all = Array.from({ length: rows }, (_, i): [string, number] => [
    `SO-${i}`,
    100 + i + Math.floor((generation + i) / 3),
  ]);
  return new Map(all.filter((_, i) => i !== generation % rows));
}

function writeFiles(): void {
  for (let n = 0; n < generations; n++) {
    const lines = [...amountsOf(n)].map(([key, amount]) => `${key},2026-01-05,C-1,E-1,${amount}.00`);
    writeFileSync(
      join(files, `orders-${n}.csv`),
      `order_no,order_date,customer_id,salesperson,amount\n${lines.join("\n")}\n`,
    );
  }
}

/** Kills within so many milliseconds after the first word. */
async function killOnce(longest: number): Promise<void> {
  const child = join(import.meta.dirname, "import.child.ts");
  const victim = spawn(process.execPath, [child, home.data, files], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(victim, "close");
  const lines = createInterface({ input: victim.stdout });
  lines.on("line", (line) => {
    if (line.startsWith("done ")) acknowledged.add(Number(line.slice(5)));
  });
  await Promise.race([once(lines, "line"), closed, sleep(30_000)]);
  await sleep(Math.random() * longest);
  expect(victim.exitCode).toBeNull();
  victim.kill("SIGKILL");
  await closed;
}

beforeAll(async () => {
  home = await makeTestData();
  files = mkdtempSync(join(tmpdir(), "plumbline-kill-test-"));
  writeFiles();
  // On a busy machine an import takes longer than most live: some are given more.
  for (let run = 0; run < kills || (acknowledged.size <= 3 && run < 2 * kills); run++) {
    await killOnce(run < kills ? 2_500 : 10_000);
  }
  database = await openDatabase({ data: home.data, role: "server", log });
  events = await openEventLog(database, log);
  const contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
  const jobs = await openJobs({ database, definitions: [importJob(database)], contexts, log });
  // What the last kill interrupted goes on by itself.
  while ((await jobs.list("records.import", 1_000)).some(({ finishedAt }) => !finishedAt)) await sleep(50);
  await events.settled();
  await jobs.close();
}, 600_000);

afterAll(async () => {
  await events?.close();
  await database?.close();
  home?.remove();
  if (files) rmSync(files, { recursive: true, force: true });
});

async function all<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(database.writer)).rows;
}

const committed = () =>
  all(sql<{ id: bigint; path: string; root: string }>`
    SELECT id, files->0->>'path' AS path, root FROM import_batch WHERE state = 'committed' ORDER BY id`);

describe(`after ${kills} kills in the midst of imports`, () => {
  test("imports had been acknowledged, and attempts had been interrupted", async () => {
    expect(acknowledged.size).toBeGreaterThan(3);
    const [again] = await all(sql<{ n: bigint }>`SELECT coalesce(sum(attempt - 1), 0)::bigint AS n FROM job`);
    expect(Number(again?.n)).toBeGreaterThan(3);
  });

  test("every acknowledged import is there, and none twice", async () => {
    const paths = (await committed()).map(({ path }) => path);
    expect(paths).toEqual(paths.map((_, n) => join(files, `orders-${n}.csv`)));
    expect(paths.length).toBeGreaterThanOrEqual(acknowledged.size);
  });

  test("every batch has the versions that its event sealed, and one event", async () => {
    const told = await all(sql<{ subject: string; root: string }>`SELECT entry::jsonb->>'subject' AS subject,
      entry::jsonb->'seals'->>'root' AS root FROM log WHERE entry::jsonb->>'type' = 'records.imported' ORDER BY index`);
    const batches = await committed();
    expect(told).toEqual(batches.map(({ id, root }) => ({ subject: `batch:${id}`, root })));
    for (const { id, root } of batches) {
      const leaves = await all(
        sql<{ leaf: string }>`SELECT leaf FROM record_version WHERE batch = ${id} ORDER BY id`,
      );
      const tree = buildHashTree(hashLeaves(leaves.map(({ leaf }) => Buffer.from(leaf))));
      expect(Buffer.from(tree.root).toString("hex")).toBe(root);
    }
  });

  test("no staged row is left, and the versions of each record are 1, 2, 3, …", async () => {
    const left = await all(sql`SELECT FROM record_version v JOIN import_batch b ON b.id = v.batch
      WHERE b.state <> 'committed'`);
    expect(left).toEqual([]);
    const gaps = await all(
      sql`SELECT record FROM record_version GROUP BY record HAVING max(version) <> count(*)`,
    );
    expect(gaps).toEqual([]);
  });

  test("the records stand as the last file says", async () => {
    const last = (await committed()).length - 1;
    const found = new Map<string, number>();
    let after: string | undefined;
    do {
      const page = await listRecords(database.reader, {
        kind: "order",
        limit: 500,
        ...(after ? { after } : {}),
      });
      for (const { key, fields } of page.rows) found.set(key, Number(fields.gross) / 100);
      after = page.next;
    } while (after);
    expect(found).toEqual(amountsOf(last));
  });
});
