import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../platform/index.ts";
import { importUpload, setUpPeople, signIn, until } from "../erasure/test-erasure-house.ts";
import { makeTestPlace, type TestPlace } from "../workbench/test-workbench.ts";

const program = fileURLToPath(new URL("server.child.ts", import.meta.url));
const days = ["2026-05-31", "2026-07-31", "2026-09-30"];
const path = "/api/detectors/split-order/versions/1";

let place: TestPlace;
let temporary: string;
beforeAll(async () => {
  place = await makeTestPlace();
  temporary = mkdtempSync(join(tmpdir(), "plumbline-killed-trial-"));
  const bench = await place.open();
  const { lead } = await setUpPeople(bench);
  const lines = Array.from(
    { length: 40 },
    (_, i) => `SO-${i},C${i >> 1},E001,2026-0${1 + (i % 9)}-1${i % 10},${28_000 + i},CNY`,
  );
  const orders = ["order_id,customer_id,seller_id,ordered_at,amount,currency", ...lines].join("\n");
  await importUpload(lead, await lead.upload({ "orders.csv": orders }), "erp");
  const draft = { params: { approvalLimit: 3_000_000, windowDays: 90 }, reason: "our limit is another" };
  await lead.send("POST", "/api/detectors/split-order/versions", draft);
  await bench.close();
}, 120_000);
afterAll(async () => {
  await place?.remove();
  rmSync(temporary, { recursive: true, force: true });
});

/** Processes that were started with our folder for temporary files, by their programs. */
function ours(): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "latin1");
      return environment.includes(temporary) ? [readFileSync(`/proc/${pid}/cmdline`, "latin1")] : [];
    } catch {
      return []; // No process, or it has ended.
    }
  });
}
const testing = () => ours().filter((line) => line.includes("back-test-day.child"));

test.skipIf(process.platform !== "linux")(
  "a back-test whose server is killed stops working, and the next server goes on with the day it was at",
  async () => {
    const environment = {
      PATH: process.env.PATH,
      PLUMBLINE_DATA: place.data,
      PORT: "0",
      TMPDIR: temporary,
    };
    const server = spawn(process.execPath, [program], {
      env: environment,
      stdio: ["pipe", "pipe", "ignore"],
    });
    const closed = once(server, "close");
    server.stdin.write("go\n");
    const [url] = await once(createInterface({ input: server.stdout }), "line");
    const lead = await signIn(url, "lead");
    const begun = await lead.send("POST", `${path}/back-tests`, { revision: 1, days });
    expect(begun.status, begun.text).toBe(202);
    const report = `/api/back-tests/${begun.body.id}`;
    const before = await until(
      () => lead.send("GET", report),
      ({ body }) => body.days.length > 0 && testing().length > 0,
    );
    server.kill("SIGKILL");
    await closed;
    for (let i = 0; testing().length > 0 && i < 1_200; i++) await sleep(50);
    expect(testing()).toEqual([]);

    const bench = await place.open();
    const again = await signIn(bench.url, "lead");
    const ended = await until(
      () => again.send("GET", report),
      ({ body }) => body.state !== "waiting" && body.state !== "running",
    );
    expect(ended.body.state).toBe("done");
    expect(ended.body.days.map(({ day }: { day: string }) => day)).toEqual(days);
    // What was finished before is not done again.
    expect(ended.body.days[0]).toEqual(before.body.days[0]);
    expect((await bench.parts.jobs.read(begun.body.id))?.attempt).toBe(2);
    const { rows } = await sql<{ day: string; gained: number; keys: number }>`
      SELECT day::text, (count(*) FILTER (WHERE side = 'gained'))::integer AS gained, (count(*) - count(DISTINCT key))::integer AS keys
      FROM rule_finding WHERE trial = ${begun.body.id}::uuid GROUP BY day ORDER BY day`.execute(
      bench.parts.database.writer,
    );
    expect(rows).toEqual(
      ended.body.days.map(({ day, gained }: { day: string; gained: number }) => ({ day, gained, keys: 0 })),
    );
    expect(rows.every(({ gained }) => gained > 0)).toBe(true);
    const { body } = await again.send("GET", "/api/detectors/split-order/versions");
    expect(body.rows).toMatchObject([{ number: 1, state: "back-tested" }]);
  },
  300_000,
);
