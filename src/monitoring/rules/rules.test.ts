import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
const order = (id: string, customer: string, day: string, amount: number) =>
  `${id},${customer},E001,${day},${amount},CNY`;

/** Ordinary business; in June a deal in two just under 30,000, in September one in two just under 50,000. */
function orders(): string {
  const usual = Array.from({ length: 40 }, (_, i) =>
    order(`SO-${i}`, `C${i}`, `2026-0${1 + (i % 9)}-1${i % 10}`, 3_000 + 211 * i),
  );
  const june = [order("SO-J1", "C800", "2026-06-10", 29_500), order("SO-J2", "C800", "2026-06-11", 29_000)];
  const september = [
    order("SO-S1", "C900", "2026-09-20", 49_000),
    order("SO-S2", "C900", "2026-09-21", 48_000),
  ];
  return [header, ...usual, ...june, ...september].join("\n");
}

let house: TestAlerts;
let lead: Browser;
let auditor: Browser;
let other: Browser;
beforeAll(async () => {
  house = await openTestAlerts();
  await house.import("erp", { "orders.csv": orders() });
  lead = await house.signedIn(["lead-auditor"], "AUD1");
  auditor = await house.signedIn(["auditor"], "AUD2");
  other = await house.signedIn(["auditor"], "AUD3");
}, 120_000);
afterAll(() => house?.close());

const path = "/api/detectors/split-order/versions";
const draft = async (params: object, who = auditor) =>
  who.send("POST", path, { params, reason: "our limit is another" });
const versions = async (who = auditor) => (await who.send("GET", path)).body.rows;
const version = async (number: number) =>
  (await versions()).find((one: { number: number }) => one.number === number);
const move = async (number: number, to: string, who = auditor) => {
  const { revision } = await version(number);
  return who.send("POST", `${path}/${number}/state`, { revision, to, reason: "because" });
};
const backTest = async (number: number, days: readonly string[], more: object = {}) => {
  const { revision } = await version(number);
  return auditor.send("POST", `${path}/${number}/back-tests`, { revision, days, ...more });
};
const ended = async (trial: string, who = auditor) => {
  for (;;) {
    const { body } = await who.send("GET", `/api/back-tests/${trial}`);
    if (body.state !== "waiting" && body.state !== "running") return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const splits = () =>
  house.database.reader
    .selectFrom("alert")
    .select(["id", "revision", "status", "found", "subject_id"])
    .where("detector", "=", "split-order")
    .execute();

describe("a version of a rule", () => {
  test("is drafted, and runs take no notice of it", async () => {
    await house.told();
    expect((await draft({ approvalLimit: 3_000_000, windowDays: 7 })).body).toEqual({
      number: 1,
      revision: 1,
    });
    expect(await house.told()).toEqual(["rule.drafted"]);
    // What says the same as the default is not kept.
    expect(await version(1)).toMatchObject({ state: "draft", params: { approvalLimit: 3_000_000 } });
    await house.run();
    expect(await splits()).toMatchObject([{ found: true }]);
  });

  test.each([
    [{ windowDays: -5 }, "windowDays: expected a whole number from 1 to 90."],
    [{ windowDay: 5 }, "There is no parameter windowDay."],
    [{}, "It says the same as what is in force"],
  ])("%o is refused with what is wrong", async (params, why) => {
    const { status, body } = await draft(params);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(why);
  });

  test("is edited by who wrote it alone, and not from an older revision", async () => {
    const edit = (who: Browser, revision: number) =>
      who.send("PUT", `${path}/1`, {
        revision,
        params: { approvalLimit: 3_000_000, minShare: 0.8 },
        reason: "x",
      });
    expect((await edit(lead, 1)).status).toBe(403);
    expect((await edit(auditor, 9)).status).toBe(409);
    expect((await edit(auditor, 1)).status).toBe(200);
    expect(await version(1)).toMatchObject({ state: "draft", revision: 2 });
  });

  test("leaves out no step", async () => {
    expect((await move(1, "shadow")).status).toBe(409);
    expect((await move(1, "in-force", lead)).status).toBe(409);
  });

  test("is back-tested on past days: what comes, what goes, which known frauds, how much time and money", async () => {
    const [fraud] = await splits();
    const items = [{ id: fraud?.id, revision: fraud?.revision }];
    const step = { kind: "confirmed", reason: "they said so" };
    expect((await auditor.send("POST", "/api/alerts/actions", { items, step })).status).toBe(200);

    await house.told();
    const { status, body } = await backTest(1, ["2026-10-01", "2026-07-01"], { minutesPerAlert: 45 });
    expect(status).toBe(202);
    const report = await ended(body.id);
    await house.events.settled();
    expect(await house.told()).toEqual(expect.arrayContaining(["rule.back-test-begun", "rule.back-tested"]));
    expect(report).toMatchObject({
      state: "done",
      against: 0,
      gained: 1,
      lost: 1,
      gainedAmounts: [{ currency: "CNY", amount: "5850000" }],
      lostAmounts: [{ currency: "CNY", amount: "9700000" }],
      frauds: { all: 1, before: 1, after: 0 },
      minutesPerAlert: 45,
      minutes: 0,
      days: [
        // The house knew nothing then: what is known by now is read by the days it tells of.
        {
          day: "2026-07-01",
          asOf: "2026-06-15",
          clock: "happened-by",
          before: 0,
          after: 1,
          gained: 1,
          lost: 0,
        },
        { day: "2026-10-01", clock: "happened-by", before: 1, after: 1, gained: 1, lost: 1 },
      ],
      gainedRows: [{ days: ["2026-07-01", "2026-10-01"], confirmed: 0 }],
      lostRows: [{ alert: fraud?.id, confirmed: 1 }],
    });
    expect(await version(1)).toMatchObject({
      state: "back-tested",
      trials: [{ id: body.id, state: "done" }],
    });
  }, 240_000);

  test("is tested on what was known where that is known", async () => {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
    const { body } = await backTest(1, [today]);
    const report = await ended(body.id);
    expect(report.days).toMatchObject([{ day: today, clock: "known-at", before: 1, after: 1 }]);
  });

  test("is not tested on days to come", async () => {
    const { status, body } = await backTest(1, ["2999-01-01"]);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain("2999-01-01 is still to come");
  });

  test("runs along in shadow and alerts nobody", async () => {
    expect((await move(1, "shadow")).status).toBe(200);
    // Nobody has seen yet what it does live.
    expect((await move(1, "in-force", lead)).status).toBe(409);
    const before = await splits();
    await house.run();
    expect(await splits()).toEqual(before);
    expect(await version(1)).toMatchObject({ state: "shadow", shadow: { found: 1, gained: 1, lost: 1 } });
    const { body } = await auditor.send("GET", `${path}/1/shadow`);
    expect(body).toMatchObject({ gained: 1, lost: 1, gainedRows: [{ detector: "split-order" }] });
  });

  test("is still seen in shadow when live detection has told something since", async () => {
    const later = new Date(Date.now() + 1_000);
    const live = { id: randomUUID(), cause: "live", shadows: [], finished_at: later, known_at: null };
    await sql`INSERT INTO detection_run
      SELECT (jsonb_populate_record(r, ${JSON.stringify(live)}::jsonb)).* FROM detection_run r
      ORDER BY finished_at DESC LIMIT 1`.execute(house.database.writer);
    expect((await auditor.send("GET", `${path}/1/shadow`)).body).toMatchObject({ gained: 1, lost: 1 });
    expect(await version(1)).toMatchObject({ shadow: { found: 1, gained: 1, lost: 1 } });
    await sql`DELETE FROM detection_run WHERE id = ${live.id}`.execute(house.database.writer);
  });

  test("shows what it found to nobody who may not see it", async () => {
    const near = await house.signedIn(["auditor"], "E001");
    const { body } = await near.send("GET", `${path}/1/shadow`);
    expect(body).toMatchObject({ gained: 0, lost: 0, gainedRows: [], lostRows: [], frauds: { all: 0 } });
  });

  test("comes into force by a second person, of whom one is the lead, and replaces what was", async () => {
    expect((await move(1, "in-force", auditor)).status).toBe(403);
    const { status, body } = await move(1, "in-force", other);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toContain("somebody other");
    await house.told();
    expect((await move(1, "in-force", lead)).status).toBe(200);
    expect(await house.told()).toEqual(["rule.put-in-force"]);
    await house.run();
    const found = (await splits()).filter(({ found }) => found);
    expect(found).toHaveLength(1);
    const last = await house.database.reader
      .selectFrom("detection_run")
      .select(["rules", "data_index"])
      .orderBy("finished_at", "desc")
      .executeTakeFirst();
    expect(last?.rules).toEqual({ "split-order": 1 });
    expect(last?.data_index).toBeGreaterThanOrEqual(0n);

    // What the lead writes, an auditor approves.
    expect((await draft({ approvalLimit: 4_000_000 }, lead)).body).toMatchObject({ number: 2 });
    await ended((await backTest(2, ["2026-10-01"])).body.id);
    await move(2, "shadow");
    await house.run();
    expect(JSON.stringify((await move(2, "in-force", lead)).body)).toContain(
      "somebody other than who wrote it",
    );
    await house.told();
    expect((await move(2, "in-force", other)).status).toBe(200);
    expect(await house.told()).toEqual(["rule.replaced", "rule.put-in-force"]);
    expect(await version(1)).toMatchObject({ state: "retired" });
  });

  test("that is retired does not come back, and the detector goes as it ships again", async () => {
    expect((await move(2, "retired", lead)).status).toBe(403);
    expect((await move(2, "retired", other)).status).toBe(200);
    expect((await move(2, "shadow")).status).toBe(409);
    expect((await auditor.send("GET", "/api/detectors/split-order")).body).toMatchObject({
      rule: 0,
      changed: 0,
    });
  });

  test("is nobody's outside audit", async () => {
    for (const role of ["administrator", "finance", "manager", "salesperson"] as const) {
      const who = await house.signedIn([role], `E-${role}`);
      expect((await who.send("GET", path)).status).toBe(403);
      expect((await draft({ windowDays: 3 }, who)).status).toBe(403);
      const sent = { revision: 1, to: "shadow", reason: "x" };
      expect((await who.send("POST", `${path}/1/state`, sent)).status).toBe(403);
      expect(
        (await who.send("POST", `${path}/1/back-tests`, { revision: 1, days: ["2026-01-01"] })).status,
      ).toBe(403);
    }
  });
});
