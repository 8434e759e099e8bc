import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Browser, openTestHouse, type Role, roleSchema, type TestHouse } from "../../people/index.ts";
import { defineJob, listBackups, openBackup, Refusal, sql } from "../../platform/index.ts";
import { settingsPolicies } from "../../records/index.ts";
import { readPassphrase } from "./backups.ts";
import { cleanUpJob } from "./clean-up-job.ts";
import { concernsOf, type Findings } from "./concerns.ts";
import { operationsJobs, scheduleOperations } from "./operations.ts";
import { operationsSettings } from "./operations-settings.ts";
import { caretaker, type OperationsParts, systemPolicies } from "./parts.ts";
import { addSystemRoutes } from "./system-routes.ts";

let house: TestHouse;
let administrator: Browser;
let operations: OperationsParts;
const others = new Map<Role | "nobody", Browser>();
const folder = mkdtempSync(join(tmpdir(), "plumbline-operations-"));
const passphraseFile = join(folder, "passphrase");
let fails = true;

const flaky = defineJob({
  name: "records.flaky",
  input: z.object({}),
  checkpoint: z.object({}),
  async run() {
    if (fails)
      throw new Refusal("invalid", {
        zh: "客户王伟的订单有误",
        en: "An order of customer Wang Wei is wrong",
      });
  },
});

beforeAll(async () => {
  writeFileSync(passphraseFile, "violet anchor 7 harbour\n");
  const settings = operationsSettings.parse({
    backup: { folder: join(folder, "backups"), keep: 2, passphraseFile },
  });
  house = await openTestHouse({
    rooms: [settingsPolicies, systemPolicies],
    jobs(parts) {
      operations = { ...parts, settings, isEmbedded: true };
      return [...operationsJobs(operations), flaky];
    },
    addRoutes: (http, parts) => addSystemRoutes(http, { ...parts, ...operations }),
  });
  administrator = await house.signedIn(["administrator"]);
  others.set("nobody", house.browser());
  for (const role of roleSchema.options.filter((one) => one !== "administrator")) {
    others.set(role, await house.signedIn([role]));
  }
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ended(id: string) {
  for (let i = 0; i < 1_200; i++) {
    const job = await house.parts.jobs.read(id);
    if (job?.finishedAt) return job;
    await sleep(50);
  }
  throw new Error("The job did not end.");
}

const get = async (url: string) => (await administrator.send("GET", url)).body;

const routes: readonly [string, string][] = [
  ["GET", "/api/system"],
  ["GET", "/api/system/jobs"],
  ["GET", "/api/system/backups"],
  ["POST", "/api/system/backups"],
  ["POST", "/api/system/backups/plumbline-20260101T000000Z/check"],
  ["POST", "/api/system/jobs/00000000-0000-4000-8000-000000000000/cancel"],
  ["POST", "/api/system/jobs/00000000-0000-4000-8000-000000000000/retry"],
];

test.each(routes)("%s %s is for the administrator alone", async (method, url) => {
  const others: (Role | "nobody")[] = [
    "nobody",
    ...roleSchema.options.filter((role) => role !== "administrator"),
  ];
  for (const role of others) {
    const browser = role === "nobody" ? house.browser() : await house.signedIn([role]);
    expect([role, (await browser.send(method, url)).status]).toEqual([role, 403]);
  }
  const answer = await administrator.send(method, url);
  expect(answer.status).not.toBe(403);
  if (answer.status !== 202) return;
  await ended(answer.body.job);
  // A name of a backup holds the second.
  await sleep(1_000);
});

describe("backups", () => {
  test("are made on demand, encrypted, told in the log, listed, and the oldest beyond what is kept go", async () => {
    await house.told();
    for (let n = 0; n < 3; n++) {
      const { body, status } = await administrator.send("POST", "/api/system/backups");
      expect(status).toBe(202);
      expect((await ended(body.job)).state).toBe("done");
      // A name holds the second.
      await sleep(1_000);
    }
    const listed = (await get("/api/system/backups")).filter(({ isThere }: { isThere: boolean }) => isThere);
    expect(listed).toHaveLength(2);
    expect(listed[0]).toMatchObject({ isEncrypted: true, isThere: true, rows: expect.any(Number) });
    const names = await listBackups(join(folder, "backups"));
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(names);
    const { manifest } = await openBackup(
      join(folder, "backups", names[0] ?? ""),
      readPassphrase(passphraseFile),
    );
    const tables = manifest.tables.map(({ name }) => name);
    expect(tables).toContain("account");
    for (const name of ["auth_session", "one_time_link"]) expect(tables).not.toContain(name);
    expect((await house.told()).filter((type) => type === "backup.made").length).toBeGreaterThanOrEqual(3);
  });

  test("are checked by restoring, and the page shows when and with what result", async () => {
    const [newest] = await get("/api/system/backups");
    const { body } = await administrator.send("POST", `/api/system/backups/${newest.name}/check`);
    expect((await ended(body.job)).state).toBe("done");
    expect((await get("/api/system/backups"))[0].checkedAt).toBeDefined();
    expect(await house.told()).toContain("backup.checked");
  });

  test("that are spoilt fail their check, which the page shows until a check succeeds", async () => {
    const [newest] = await get("/api/system/backups");
    const part = join(folder, "backups", newest.name, "tables", "account.copy.zst.enc");
    const bytes = readFileSync(part);
    writeFileSync(part, bytes.subarray(1));
    const check = async () => {
      const { body } = await administrator.send("POST", `/api/system/backups/${newest.name}/check`);
      return ended(body.job);
    };
    expect(await check()).toMatchObject({
      state: "failed",
      words: { en: expect.stringContaining("account.copy") },
    });
    const concerned = async () =>
      (await get("/api/system")).concerns.map(({ en }: { en: string }) => en).join("\n") as string;
    expect(await concerned()).toContain("A backup did not pass its check");
    writeFileSync(part, bytes);
    expect((await check()).state).toBe("done");
    expect(await concerned()).not.toContain("did not pass");
  });

  test("that cannot be made say why, on the page too", async () => {
    const place = join(folder, "backups");
    rmSync(place, { recursive: true });
    writeFileSync(place, "a file where the folder was");
    const { body } = await administrator.send("POST", "/api/system/backups");
    const id = body.job;
    const job = await ended(id);
    expect(job.state).toBe("failed");
    expect(job.words?.en).toContain("cannot be written");
    const { concerns } = await get("/api/system");
    expect(concerns[0]).toMatchObject({
      severity: "high",
      en: expect.stringContaining("The last backup failed"),
    });
    rmSync(place);
    mkdirSync(place);
  });

  test("cannot be asked for by a name that leads elsewhere", async () => {
    for (const name of ["..%2F..%2Fetc", "nothing"]) {
      expect((await administrator.send("POST", `/api/system/backups/${name}/check`)).status).toBe(404);
    }
  });
});

describe("jobs", () => {
  test("of others show their state and not their words; they are retried on behalf of who started them", async () => {
    const owner = await house.add(["auditor"]);
    const id = await house.parts.jobs.start(flaky, {}, { kind: "person", id: owner });
    await ended(id);
    const { rows } = await get("/api/system/jobs?state=failed");
    const shown = rows.find((row: { id: string }) => row.id === id);
    expect(shown).toMatchObject({ name: "records.flaky", state: "failed" });
    expect(JSON.stringify(rows)).not.toMatch(/王伟|Wang Wei/);
    expect((await administrator.send("POST", `/api/system/jobs/${id}/cancel`)).status).toBe(409);
    fails = false;
    expect((await administrator.send("POST", `/api/system/jobs/${id}/retry`)).status).toBe(200);
    expect(await ended(id)).toMatchObject({ state: "done", actor: owner });
    expect((await administrator.send("POST", `/api/system/jobs/${id}/retry`)).status).toBe(409);
    expect(await house.told()).toContain("job.retried");
  });

  test("come page by page, each once, newest first", async () => {
    for (let n = 0; n < 5; n++) await ended(await house.parts.jobs.start(flaky, {}, caretaker));
    const seen: string[] = [];
    let after = "";
    do {
      const page = await get(`/api/system/jobs?limit=3${after ? `&after=${after}` : ""}`);
      seen.push(...page.rows.map(({ id }: { id: string }) => id));
      after = page.next ?? "";
    } while (after);
    const { rows } = await sql<{ id: string }>`SELECT id FROM job ORDER BY created_at DESC`.execute(
      house.database.writer,
    );
    expect([...seen].sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe("the house", () => {
  test("is shown at a glance: sizes, the log, its followers", async () => {
    const follower = house.events.followLog("test-follower", async () => {
      throw new Error("客户王伟");
    });
    await house.signedIn(["auditor"]);
    let overview = await get("/api/system");
    for (
      let i = 0;
      i < 1_200 && !overview.followers.some(({ isHeldUp }: { isHeldUp: boolean }) => isHeldUp);
      i++
    ) {
      await sleep(50);
      overview = await get("/api/system");
    }
    expect(overview).toMatchObject({
      database: { isEmbedded: true, postgres: expect.stringMatching(/^18/), bytes: expect.any(Number) },
      backup: { keep: 2, isEncrypted: true },
      live: { waiting: 0, behind: 0, failed: [] },
      followers: [{ name: "test-follower", isHeldUp: true, position: 0 }],
    });
    expect(JSON.stringify(overview.concerns)).toContain("test-follower");
    expect(JSON.stringify(overview)).not.toContain("王伟");
    await follower.stop();
  });

  test("cleans up sessions and links that have ended and jobs of long ago, and keeps the others", async () => {
    const { writer } = house.database;
    await sql`UPDATE auth_session SET expires_at = now() - interval '1 day'
      WHERE id IN (SELECT id FROM auth_session WHERE user_id NOT IN (SELECT account_id FROM account_role WHERE role = 'administrator') LIMIT 2)`.execute(
      writer,
    );
    await sql`INSERT INTO job (id, name, actor, input, state, created_at, finished_at)
      VALUES (gen_random_uuid(), 'records.flaky', '{"id":"x"}', '{}', 'done', now() - interval '1 year', now() - interval '1 year')`.execute(
      writer,
    );
    const count = async () => {
      const { rows } = await sql<{
        sessions: bigint;
        jobs: bigint;
      }>`SELECT (SELECT count(*) FROM auth_session) AS sessions,
        (SELECT count(*) FROM job WHERE finished_at < now() - interval '200 days') AS jobs`.execute(writer);
      return rows[0];
    };
    const before = await count();
    expect((await ended(await house.parts.jobs.start(cleanUpJob(operations), {}, caretaker))).state).toBe(
      "done",
    );
    expect(await count()).toEqual({ sessions: (before?.sessions ?? 0n) - 2n, jobs: 0n });
    expect(await house.told()).toContain("house.cleaned");
    expect((await administrator.send("GET", "/api/system")).status).toBe(200);
  });

  test("sets its times, and takes away those of backups that are no longer wanted", async () => {
    const { jobs } = house.parts;
    const names = async () => {
      const { rows } = await sql<{ name: string }>`SELECT name FROM pgboss.schedule ORDER BY name`.execute(
        house.database.writer,
      );
      return rows.map(({ name }) => name);
    };
    const retention = { name: "records.retention" };
    // Its queue is made by the room of records, which this test does without.
    const known = {
      ...jobs,
      schedule: async (job: never, ...rest: [never, never, never]) =>
        (job as { name: string }).name === retention.name ? undefined : jobs.schedule(job, ...rest),
    };
    await scheduleOperations(operations, known as typeof jobs);
    expect(await names()).toEqual(["operations.backup", "operations.check-backup", "operations.clean-up"]);
    await scheduleOperations(
      { ...operations, settings: operationsSettings.parse(undefined) },
      known as typeof jobs,
    );
    expect(await names()).toEqual(["operations.clean-up"]);
  });
});

describe("what to look at", () => {
  const calm: Findings = {
    now: new Date("2026-11-23"),
    disk: { free: 5e11, total: 1e12 },
    heldUp: [],
    waiting: 3,
    backups: {
      isScheduled: true,
      newest: new Date("2026-11-22"),
      failed: undefined,
      wrong: undefined,
      lastCheck: new Date("2026-11-20"),
    },
    live: { waiting: 2, behind: 0.4, failed: [], baseline: 3 },
    failedJobs: 0,
    detection: [],
    overdue: [],
  };

  test("is nothing while all is well", () => {
    expect(concernsOf(calm)).toEqual([]);
  });

  test.each<[string, Partial<Findings>, RegExp, string]>([
    ["a full disk", { disk: { free: 5e8, total: 1e12 } }, /only 0\.5 GB left/, "high"],
    ["a filling disk", { disk: { free: 5e10, total: 1e12 } }, /has 50\.0 GB left/, "medium"],
    ["a follower held up", { heldUp: ["alerts"] }, /follower alerts .* held up/, "high"],
    [
      "live detection that fails",
      { live: { ...calm.live, failed: ["split-order"] } },
      /failed last time \(split-order\)/,
      "high",
    ],
    [
      "live detection that lags",
      { live: { ...calm.live, waiting: 9, behind: 75 } },
      /75 seconds behind: 9 batches/,
      "high",
    ],
    [
      "live detection without a baseline",
      { live: { ...calm.live, waiting: 1, baseline: undefined } },
      /no baseline yet/,
      "medium",
    ],
    ["a sequencer that lags", { waiting: 20_000 }, /20000 events are waiting/, "high"],
    [
      "no schedule",
      { backups: { ...calm.backups, isScheduled: false } },
      /No backups are scheduled/,
      "medium",
    ],
    [
      "an old backup",
      { backups: { ...calm.backups, newest: new Date("2026-11-01") } },
      /no backup for eight days/,
      "high",
    ],
    [
      "no backup",
      { backups: { ...calm.backups, newest: undefined, lastCheck: undefined } },
      /no backup for eight days/,
      "high",
    ],
    [
      "no check",
      { backups: { ...calm.backups, lastCheck: undefined } },
      /ever been restored for trial/,
      "medium",
    ],
    [
      "a detector that failed",
      { detection: [{ zh: "检测：“本福特”失败", en: "Detection: Benford has failed" }] },
      /Benford has failed/,
      "high",
    ],
    ["failed jobs", { failedJobs: 2 }, /2 jobs failed/, "medium"],
    [
      "a time stamp that is overdue",
      {
        overdue: [
          { what: { zh: "时间戳", en: "The time stamp" }, problem: { zh: "无应答", en: "no answer" } },
        ],
      },
      /time stamp is overdue: no answer/,
      "high",
    ],
  ])("is %s", (_, change, sentence, severity) => {
    const concerns = concernsOf({ ...calm, ...change });
    expect(concerns).toEqual([expect.objectContaining({ severity, en: expect.stringMatching(sentence) })]);
  });
});

describe("a passphrase", () => {
  test("is the first line of its file; a short one, and a file that cannot be read, are refused", () => {
    expect(readPassphrase(passphraseFile)).toBe("violet anchor 7 harbour");
    expect(readPassphrase(undefined)).toBeUndefined();
    const short = join(folder, "short");
    writeFileSync(short, "secret\n");
    chmodSync(short, 0o600);
    expect(() => readPassphrase(short)).toThrow("at least 12 characters");
    expect(() => readPassphrase(join(folder, "absent"))).toThrow("ENOENT");
    expect(existsSync(join(folder, "absent"))).toBe(false);
  });
});
