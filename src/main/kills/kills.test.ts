import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHashTree, hashLeaves, openLogSource, parsePolicy, verifyLog } from "../../ledger/index.ts";
import { sql } from "../../platform/index.ts";
import { integrityJob } from "../workbench/integrity-job.ts";
import type { Workbench } from "../workbench/open-workbench.ts";
import { type HouseToKill, makeHouseToKill } from "./house-to-kill.ts";
import { type FinalCheck, outcomeTable, type Played, runTurns } from "./run-turns.ts";

/** `PLUMBLINE_KILLS=1000` for the full run, which fills real file systems where it may mount them. */
const kills = Number(process.env.PLUMBLINE_KILLS ?? 20);
const isFull = kills >= 100;
/** A file that tells how it goes on while it goes on. */
const diary = process.env.PLUMBLINE_KILLS_DIARY;
const seed = Number(process.env.PLUMBLINE_SEED ?? Date.now() % 1_000_000);
let house: HouseToKill;
let played: Played;
let workbench: Workbench;
let last: FinalCheck;

beforeAll(
  async () => {
    house = await makeHouseToKill({ mounts: isFull });
    let told = 0;
    const onTurn = (done: number, what: string, wrong: readonly string[]) => {
      if (diary)
        appendFileSync(
          diary,
          `${new Date().toISOString()} ${done} kills: ${what}\n${wrong
            .slice(told)
            .map((one) => `  ${one}\n`)
            .join("")}`,
        );
      told = wrong.length;
    };
    played = await runTurns(house, { kills, seed, onTurn });
    workbench = await house.open();
    await untilIdle();
    last = await played.finish();
    process.stderr.write(`${summary()}\n${outcomeTable(played.outcomes)}\n`);
  },
  600_000 + kills * 60_000,
);

afterAll(async () => {
  await workbench?.close();
  await house?.remove();
});

function summary(): string {
  const { entries, checkpoints, proofs, cosigned, seen } = last;
  return `Seed ${seed}: ${played.checks} checks, ${played.accepted.length} imports accepted, ${entries} entries, ${checkpoints} checkpoints seen (${Math.round(100 * seen)} % of all), ${cosigned} cosigned, ${proofs} proofs of consistency.`;
}

/** What the last kill interrupted goes on by itself, and the detection that it leads to. */
async function untilIdle(): Promise<void> {
  const { jobs, events, ledger } = workbench.parts;
  for (;;) {
    await events.settled();
    const lists = await Promise.all(
      ["records.import", "monitoring.run"].map((name) => jobs.list(name, 5_000)),
    );
    if (lists.flat().every(({ finishedAt }) => finishedAt)) break;
    await sleep(100);
  }
  const { size } = await events.state();
  await ledger?.sealedUpTo(size - 1);
}

async function all<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(workbench.parts.database.writer)).rows;
}

describe(`after ${kills} kills in the midst of imports and work on alerts`, () => {
  test("something had been acknowledged, and nothing happened that ought not to", () => {
    const outcomes = [...played.outcomes.values()];
    expect(outcomes.reduce((sum, one) => sum + one.kills, 0)).toBeGreaterThanOrEqual(kills);
    expect(outcomes.reduce((sum, one) => sum + one.steps, 0)).toBeGreaterThan(1);
    expect(outcomes.reduce((sum, one) => sum + one.imports, 0)).toBeGreaterThan(1);
    expect(played.wrong).toEqual([]);
  });

  test("nothing acknowledged is lost, no index is there twice, every checkpoint is followed by the later ones", () => {
    expect(last.wrong).toEqual([]);
    expect(last.proofs).toBeGreaterThan(kills);
    expect(last.cosigned).toBeGreaterThan(0);
  });

  test("every import that was accepted is done", async () => {
    const done = await all(sql<{ id: string }>`SELECT id FROM import_run WHERE state = 'done'`);
    const ids = new Set(done.map(({ id }) => id));
    expect([house.firstImport, ...played.accepted].filter((id) => !ids.has(id))).toEqual([]);
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

  test("every batch is whole, as its one event sealed it, and no row of another is left", async () => {
    const batches = await all(sql<{ subject: string; root: string }>`
      SELECT 'batch:' || id AS subject, root FROM import_batch WHERE state = 'committed' ORDER BY id`);
    const told = await all(sql<{ subject: string; root: string }>`
      SELECT entry::jsonb->>'subject' AS subject, entry::jsonb->'seals'->>'root' AS root FROM log
      WHERE entry::jsonb->>'type' = 'records.imported' ORDER BY (entry::jsonb->'seals'->>'batch')::bigint`);
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

  test("the published log is whole, up to the last entry", async () => {
    const policy = parsePolicy(Buffer.from(`log ${house.verifierKeys[0]}\nquorum none\n`));
    const { checkpoint } = await verifyLog(openLogSource(`${house.data}/ledger`), { policy });
    expect(checkpoint.size).toBeGreaterThanOrEqual(last.entries);
  });

  test("the house's own check of its log and its sealed rows finds nothing wrong", async () => {
    const { parts } = workbench;
    const id = await parts.jobs.start(integrityJob(parts), {}, { kind: "system", id: "system:test" });
    for (let state = "waiting"; state !== "done"; await sleep(100)) {
      state = (await parts.jobs.read(id))?.state ?? "";
      expect(["waiting", "running", "done"]).toContain(state);
    }
    expect(await all(sql`SELECT * FROM integrity_fault`)).toEqual([]);
    const [check] = await all(sql<{ faults: bigint }>`
      SELECT faults FROM integrity_check ORDER BY finished_at DESC LIMIT 1`);
    expect(check?.faults).toBe(0n);
  });
});
