import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";

const path = "/api/detectors/split-order/versions/1";
const days = Array.from({ length: 3 }, (_, i) => `2026-0${5 + 2 * i}-30`);
const usual = process.env.TMPDIR;

let house: TestAlerts;
let auditor: Browser;
let folder: string;
beforeAll(async () => {
  house = await openTestAlerts();
  const lines = Array.from(
    { length: 40 },
    (_, i) => `SO-${i},C${i >> 1},E001,2026-0${1 + (i % 9)}-1${i % 10},${28_000 + i},CNY`,
  );
  await house.import("erp", {
    "orders.csv": ["order_id,customer_id,seller_id,ordered_at,amount,currency", ...lines].join("\n"),
  });
  auditor = await house.signedIn(["auditor"], "AUD1");
  const given = { params: { approvalLimit: 3_000_000, windowDays: 90 }, reason: "our limit is another" };
  await auditor.send("POST", "/api/detectors/split-order/versions", given);
  folder = mkdtempSync(join(tmpdir(), "plumbline-stops-"));
  process.env.TMPDIR = folder;
}, 120_000);
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (): Promise<string> => {
  const { status, body } = await auditor.send("POST", `${path}/back-tests`, { revision: 1, days });
  expect(status).toBe(202);
  return body.id;
};
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
async function report(trial: string, holds: (report: any) => boolean): Promise<any> {
  for (;;) {
    const { body } = await auditor.send("GET", `/api/back-tests/${trial}`);
    if (holds(body)) return body;
    await sleep(25);
  }
}

/** The processes that work for this one now. */
function workers(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [, parent] = /^\d+ \(.*\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
        return (
          Number(parent) === process.pid &&
          readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("back-test-day.child")
        );
      } catch {
        return false; // It has ended meanwhile.
      }
    })
    .map(Number);
}

async function oneWorker(): Promise<number> {
  for (;;) {
    const [pid] = workers();
    if (pid !== undefined) return pid;
    await sleep(5);
  }
}

const lines = (trial: string) =>
  house.database.reader
    .selectFrom("rule_finding")
    .select(["id", "day", "key", "side"])
    .where("trial", "=", trial)
    .orderBy("day")
    .orderBy("key")
    .execute();

describe.skipIf(process.platform !== "linux")("a back-test", () => {
  test("that is cancelled half-way ends at once, says so, and shows what it had finished", async () => {
    const trial = await begin();
    await report(trial, (body) => body.days.length > 0);
    await oneWorker();
    await house.told();
    expect((await auditor.send("POST", `/api/back-tests/${trial}/cancel`)).status).toBe(200);
    const ended = await report(trial, ({ state }) => state === "cancelled");
    expect(ended.days.length).toBeLessThan(days.length);
    expect(await house.told()).toEqual(expect.arrayContaining(["rule.back-test-cancelled"]));
    // Nobody works on, and the copy of the records that it worked on is gone.
    expect([workers(), readdirSync(folder)]).toEqual([[], []]);
    const { rows } = (await auditor.send("GET", "/api/detectors/split-order/versions")).body;
    expect(rows).toMatchObject([{ state: "draft", trials: [{ id: trial, state: "cancelled" }] }]);
    expect((await auditor.send("POST", `/api/back-tests/${trial}/cancel`)).status).toBe(409);
    expect(
      (await auditor.send("POST", `${path}/state`, { revision: 1, to: "shadow", reason: "x" })).status,
    ).toBe(409);
  }, 60_000);

  test("whose process is killed goes on with the day it was at, and nothing is lost or counted twice", async () => {
    const trial = await begin();
    await report(trial, (body) => body.days.length > 0);
    const [first] = await lines(trial);
    process.kill(await oneWorker(), "SIGKILL");
    const ended = await report(trial, ({ state }) => state === "done" || state === "failed");
    expect(ended.state).toBe("done");
    expect(ended.days.map(({ day }: { day: string }) => day)).toEqual(days);
    expect((await house.parts.jobs.read(trial))?.attempt).toBe(2);
    const all = await lines(trial);
    expect(all[0]).toEqual(first);
    for (const { day, gained, lost } of ended.days) {
      const of = (side: string) => all.filter((line) => line.day === day && line.side === side).length;
      expect([of("gained"), of("lost")]).toEqual([gained, lost]);
      expect(gained).toBeGreaterThan(0);
    }
    expect(new Set(all.map(({ day, key }) => `${day} ${key}`)).size).toBe(all.length);
    expect(readdirSync(folder)).toEqual([]);
  }, 120_000);

  test("is nobody's to cancel outside audit, and one that is not there cannot be", async () => {
    const finance = await house.signedIn(["finance"], "F1");
    const unknown = "/api/back-tests/00000000-0000-4000-8000-000000000000/cancel";
    expect((await finance.send("POST", unknown)).status).toBe(403);
    expect((await auditor.send("POST", unknown)).status).toBe(404);
  });
});
