import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../../tools/build-web.mjs";
import { buildHashTree, hashLeaves } from "../../ledger/index.ts";
import { createLogger, makeTestData, sql } from "../../platform/index.ts";
import { readWorkbenchConfig } from "./config.ts";
import { integrityJob } from "./integrity-job.ts";
import { Caller, killDatabase, startVictim } from "./kill-house.ts";
import {
  type Acknowledged,
  bookedTwice,
  importOnce,
  importUntilGone,
  ordersOf,
  workUntilGone,
} from "./kill-work.ts";
import { openWorkbench, type Workbench } from "./open-workbench.ts";

/** `PLUMBLINE_KILLS=200` for the full run. */
const kills = Number(process.env.PLUMBLINE_KILLS ?? 6);
const longestLife = 4_000; // milliseconds
const log = createLogger({ level: "silent" });
const acknowledged: Acknowledged = { imports: [], steps: new Map(), wrong: [] };
const starts: number[] = [];
let home: Awaited<ReturnType<typeof makeTestData>>;
let keys: string;
let workbench: Workbench;

const environment = () => ({ PLUMBLINE_DATA: home.data, PLUMBLINE_KEYS: keys, PORT: "0" });
const open = () => openWorkbench({ config: readWorkbenchConfig(environment()), log });

/** The first accounts, the first records and the first alerts. */
async function prepare(caller: Caller): Promise<void> {
  const { setUpLink, url, close } = await open();
  caller.url = url;
  const lead = {
    name: "Lin Qing",
    email: "lin@example.com",
    password: "violet-anchor-7-harbour",
    employeeId: "A-1",
  };
  const administrator = { ...lead, email: "root@example.com", employeeId: undefined };
  const token = setUpLink?.split("#token=")[1];
  await caller.send("POST", "/api/set-up", { token, administrator, leadAuditor: lead });
  const { email, password } = lead;
  await caller.send("POST", "/api/sign-in", { email, password });
  const id = await importOnce(caller, ordersOf(0) + bookedTwice(40).replace(/^.*\n/, ""), acknowledged.wrong);
  if (id === undefined) throw new Error(`The first import was refused: ${acknowledged.wrong}`);
  acknowledged.imports.push(id);
  for (let rows = 0; rows === 0; await sleep(200)) {
    const page = await caller.send("GET", "/api/alerts");
    rows = (page?.body as { rows: [] } | undefined)?.rows.length ?? 0;
  }
  await close();
}

async function killOnce(caller: Caller, turn: number, reached: { generation: number; step: number }) {
  const begun = performance.now();
  // Every eighth dies while it starts.
  const victim = await startVictim(environment(), turn % 8 === 7 ? Math.random() * 1_500 : undefined);
  if (!victim) return;
  starts.push(performance.now() - begun);
  caller.url = victim.url;
  const working = Promise.all([
    importUntilGone(caller, acknowledged, reached.generation),
    workUntilGone(caller, acknowledged, reached.step),
  ]);
  await sleep(Math.random() * longestLife);
  await victim.kill();
  acknowledged.wrong.push(...victim.faults);
  if (turn % 10 === 9) killDatabase(home.data);
  const [generation, step] = await working;
  reached.generation = generation;
  reached.step = step;
}

beforeAll(
  async () => {
    // A start that has to build the pages would be killed at that for ever.
    await buildWeb();
    home = await makeTestData();
    keys = mkdtempSync(join(tmpdir(), "plumbline-kill-keys-"));
    const caller = new Caller();
    await prepare(caller);
    const reached = { generation: 1, step: 0 };
    for (let turn = 0; turn < kills; turn++) {
      await killOnce(caller, turn, reached);
      if (turn % 20 === 19) process.stderr.write(`${turn + 1} kills\n`);
    }
    workbench = await open();
    await untilIdle();
  },
  300_000 + kills * 60_000,
);

afterAll(async () => {
  await workbench?.close();
  home?.remove();
  if (keys) rmSync(keys, { recursive: true, force: true });
  const slowest = Math.round(Math.max(...starts));
  process.stderr.write(
    `${kills} kills: ${acknowledged.imports.length} imports and ${acknowledged.steps.size} steps acknowledged, slowest start ${slowest} ms\n`,
  );
});

/** What the last kill interrupted goes on by itself, and the detection that it leads to. */
async function untilIdle(): Promise<void> {
  const { jobs, events } = workbench.parts;
  for (;;) {
    await events.settled();
    const lists = await Promise.all(
      ["records.import", "monitoring.run"].map((name) => jobs.list(name, 5_000)),
    );
    if (lists.flat().every(({ finishedAt }) => finishedAt)) return;
    await sleep(100);
  }
}

async function all<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(workbench.parts.database.writer)).rows;
}

describe(`after ${kills} kills in the midst of imports and work on alerts`, () => {
  test("imports and steps had been acknowledged, and every answer was one that a person can expect", () => {
    expect(acknowledged.imports.length).toBeGreaterThan(1);
    expect(acknowledged.steps.size).toBeGreaterThan(1);
    expect(acknowledged.wrong).toEqual([]);
  });

  test("every import that was accepted is done", async () => {
    const done = await all(sql<{ id: string }>`SELECT id FROM import_run WHERE state = 'done'`);
    const ids = new Set(done.map(({ id }) => id));
    expect(acknowledged.imports.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("every step that was acknowledged is there as it was taken", async () => {
    const rows = await all(
      sql<{ alert: string; revision: number; step: object }>`SELECT alert, revision, step FROM alert_step`,
    );
    const found = new Map(rows.map(({ alert, revision, step }) => [`${alert}/${revision}`, step]));
    const lost = [...acknowledged.steps].filter(
      ([place, step]) => JSON.stringify(sorted(found.get(place))) !== JSON.stringify(sorted(step)),
    );
    expect(lost).toEqual([]);
  });

  test("every step has its event, every event its step, and each alert's revisions are 1, 2, 3, …", async () => {
    const steps = await all(
      sql<{ place: string }>`SELECT 'alert:' || alert || '/' || revision AS place FROM alert_step ORDER BY 1`,
    );
    const told = await all(sql<{ place: string }>`
      SELECT entry::jsonb->>'subject' || '/' || (entry::jsonb->'seals'->>'revision') AS place FROM log
      WHERE entry::jsonb->>'type' ~ '^alert\\.(reviewed|confirmed|cleared|reopened|noted)$' ORDER BY 1`);
    expect(told).toEqual(steps);
    const gaps = await all(sql`SELECT alert FROM alert_step GROUP BY alert HAVING max(revision) <> count(*)`);
    expect(gaps).toEqual([]);
  });

  test("the log's indices have no gap and no repeat, and nothing waits", async () => {
    const [head] = await all(sql<Record<string, bigint>>`
      SELECT (SELECT size FROM log_head) AS size, count(*) AS entries, count(DISTINCT index) AS indices,
        coalesce(max(index), -1) + 1 AS next, count(DISTINCT event_id) AS events,
        count(*) FILTER (WHERE (entry::jsonb->>'index')::bigint = index) AS agree, (SELECT count(*) FROM outbox) AS waiting
      FROM log`);
    const { size = 0n } = head ?? {};
    expect(head).toEqual({
      size,
      entries: size,
      indices: size,
      next: size,
      events: size,
      agree: size,
      waiting: 0n,
    });
  });

  test("every batch is whole, as its one event sealed it, and no row of another is left", async () => {
    const batches = await all(sql<{ subject: string; root: string }>`
      SELECT 'batch:' || id AS subject, root FROM import_batch WHERE state = 'committed' ORDER BY id`);
    const told = await all(sql<{ subject: string; root: string }>`
      SELECT entry::jsonb->>'subject' AS subject, entry::jsonb->'seals'->>'root' AS root FROM log
      WHERE entry::jsonb->>'type' = 'records.imported' ORDER BY index`);
    expect(told).toEqual(batches);
    for (const { subject, root } of batches) {
      const batch = BigInt(subject.slice("batch:".length));
      const leaves = await all(
        sql<{ leaf: string }>`SELECT leaf FROM record_version WHERE batch = ${batch} ORDER BY id`,
      );
      const tree = buildHashTree(hashLeaves(leaves.map(({ leaf }) => Buffer.from(leaf))));
      expect(Buffer.from(tree.root).toString("hex")).toBe(root);
    }
    const left = await all(sql`SELECT FROM record_version v JOIN import_batch b ON b.id = v.batch
      WHERE b.state <> 'committed'`);
    expect(left).toEqual([]);
    const gaps = await all(
      sql`SELECT record FROM record_version GROUP BY record HAVING max(version) <> count(*)`,
    );
    expect(gaps).toEqual([]);
  });

  test("the house's own check of its log and its sealed rows finds nothing wrong", async () => {
    const { parts } = workbench;
    const id = await parts.jobs.start(integrityJob(parts), {}, { kind: "system", id: "system:test" });
    for (let state = "waiting"; state !== "done"; await sleep(100)) {
      state = (await parts.jobs.read(id))?.state ?? "";
      expect(["waiting", "running", "done"]).toContain(state);
    }
    const [check] = await all(sql<{ faults: bigint }>`
      SELECT faults FROM integrity_check ORDER BY finished_at DESC LIMIT 1`);
    expect(check?.faults).toBe(0n);
  });
});

/** JSON columns come back with their keys in another order. */
function sorted(step: object | undefined) {
  return Object.entries(step ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
