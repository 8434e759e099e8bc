import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { rebuildAlerts } from "./follow-alerts.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "./test-alerts.ts";

let house: TestAlerts;
let lead: Browser & { readonly id: string };
let auditor: Browser & { readonly id: string };
let next = 0;
/** An alert of this test's own. */
let alert: string;
let key: string;
/** What runs have found so far: what a run no longer finds has ceased. */
const all: ReturnType<typeof aFinding>[] = [];

beforeAll(async () => {
  house = await openTestAlerts();
  lead = await house.signedIn(["lead-auditor"], "E001");
  auditor = await house.signedIn(["auditor"], "E002");
});
afterAll(() => house?.close());
beforeEach(async () => {
  key = `SO-${++next}`;
  all.push(aFinding(key));
  alert = (await house.find(...all)).get(key) ?? "";
  await house.told();
});

const act = (who: Browser, step: object, revision = 0, id = alert) =>
  who.send("POST", "/api/alerts/actions", { items: [{ id, revision }], step });
const read = async (who: Browser, id = alert) => (await who.send("GET", `/api/alerts/${id}`)).body;

describe("working on an alert", () => {
  test("goes from open by review to a decision, each step an event", async () => {
    expect((await act(auditor, { kind: "reviewed" })).body).toEqual([
      { id: alert, status: "in-review", assignee: null, revision: 1 },
    ]);
    expect((await act(auditor, { kind: "noted", text: " 已致电客户 " }, 1)).status).toBe(200);
    expect((await act(lead, { kind: "confirmed", reason: "合同与发货不符" }, 2)).status).toBe(200);
    await house.events.settled();
    const after = await read(lead);
    expect(after).toMatchObject({ status: "confirmed", reason: "合同与发货不符", revision: 3, notes: 1 });
    const steps = after.history.filter(({ by }: { by: string }) => by === "person");
    expect(steps.map(({ step }: { step: unknown }) => step)).toEqual([
      { kind: "reviewed" },
      { kind: "noted", text: "已致电客户" },
      { kind: "confirmed", reason: "合同与发货不符" },
    ]);
    expect(await house.told()).toEqual(
      expect.arrayContaining(["alert.reviewed", "alert.noted", "alert.confirmed", "alert.read"]),
    );
  });

  test("asks for a reason before it is confirmed, cleared or reopened", async () => {
    for (const kind of ["confirmed", "cleared", "reopened"]) {
      const { status, body } = await act(auditor, { kind, reason: "  " });
      expect(status).toBe(422);
      expect(body.message).toMatch(/only with a reason/);
    }
    expect(await house.told()).toEqual([]);
  });

  test("decides anew only what was opened again", async () => {
    await act(auditor, { kind: "cleared", reason: "客户确认分批下单" });
    const refused = await act(auditor, { kind: "confirmed", reason: "还是不对" }, 1);
    expect(refused).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/reopen it first/) },
    });
    await act(auditor, { kind: "reopened", reason: "出现新的证据" }, 1);
    expect((await act(auditor, { kind: "confirmed", reason: "还是不对" }, 2)).status).toBe(200);
  });

  test("refuses what was decided on an older state, and says who was faster", async () => {
    await act(lead, { kind: "cleared", reason: "核实无误" });
    const stale = await act(auditor, { kind: "confirmed", reason: "确有问题" }, 0);
    expect(stale.status).toBe(409);
    expect(stale.body.message).toMatch(/was cleared by Person .* is now innocent; nothing was saved/);
  });

  test("takes notes and ticks whatever happened meanwhile: they only add", async () => {
    await act(lead, { kind: "reviewed" });
    expect((await act(auditor, { kind: "noted", text: "同时写下" }, 0)).status).toBe(200);
    expect((await act(auditor, { kind: "checked", check: 1, done: true, text: "已核对" }, 0)).status).toBe(
      200,
    );
  });

  test("lets one of two through who decide at the same moment", async () => {
    const answers = await Promise.all([
      act(lead, { kind: "confirmed", reason: "一" }),
      act(auditor, { kind: "cleared", reason: "二" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("names what a duplicate duplicates, and never itself or another duplicate", async () => {
    const other = aFinding(`${key}-original`);
    all.push(other);
    const original = (await house.find(...all)).get(other.finding.key) ?? "";
    expect((await act(auditor, { kind: "duplicate", of: alert })).status).toBe(422);
    expect((await act(auditor, { kind: "duplicate", of: original })).status).toBe(200);
    expect(await read(auditor)).toMatchObject({ status: "duplicate", duplicateOf: original });
    const chain = await act(auditor, { kind: "duplicate", of: alert }, 0, original);
    expect(chain).toMatchObject({
      status: 422,
      body: { message: expect.stringMatching(/a duplicate itself/) },
    });
  });

  test("is assigned only to somebody who may see it", async () => {
    const subject = await house.signedIn(["auditor"], "E900");
    const seller = await house.signedIn(["salesperson"], "E003");
    for (const { id } of [subject, seller]) {
      const refused = await act(lead, { kind: "assigned", assignee: id });
      expect(refused).toMatchObject({
        status: 409,
        body: { message: expect.stringMatching(/may not see it/) },
      });
    }
    expect((await act(lead, { kind: "assigned", assignee: auditor.id })).status).toBe(200);
    expect((await read(lead)).assignee).toMatchObject({ id: auditor.id });
    expect((await act(auditor, { kind: "assigned" }, 1)).status).toBe(200);
    expect((await read(lead)).assignee).toBeUndefined();
  });

  test("is all or nothing for many", async () => {
    const more = ["a", "b", "c"].map((one) => aFinding(`${key}-${one}`));
    all.push(...more);
    const ids = await house.find(...all);
    const items = more.map(({ finding }) => ({ id: ids.get(finding.key) ?? "", revision: 0 }));
    await act(lead, { kind: "cleared", reason: "先处理一个" }, 0, items[1]?.id);
    await house.told();
    const step = { kind: "confirmed", reason: "同一伙人" };
    const refused = await auditor.send("POST", "/api/alerts/actions", { items, step });
    expect(refused.status).toBe(409);
    expect(refused.body.message).toContain(`${key}-b`);
    expect(await house.told()).toEqual([]);
    const rest = { items: [items[0], items[2]], step };
    expect((await auditor.send("POST", "/api/alerts/actions", rest)).status).toBe(200);
    expect(await house.told()).toEqual(["alert.confirmed", "alert.confirmed"]);
  });
});

describe("what a run says later", () => {
  test("leaves people's decision and shows that it was made on other findings", async () => {
    await act(auditor, { kind: "cleared", reason: "已核实" });
    const grown = aFinding(key, { amount: "9000000" });
    await house.find(...all.filter(({ finding }) => finding.key !== key), grown);
    expect(await read(auditor)).toMatchObject({
      status: "innocent",
      amount: "9000000",
      version: 2,
      changedSinceDecision: true,
    });
    await house.find(...all);
  });

  test("marks what is no longer found, and takes the mark away when it is found again", async () => {
    await act(auditor, { kind: "reviewed" });
    await house.find(...all.filter(({ finding }) => finding.key !== key));
    expect(await read(auditor)).toMatchObject({
      status: "in-review",
      found: false,
      sentence: { en: `Something about ${key}.` },
    });
    await house.find(...all);
    expect(await read(auditor)).toMatchObject({ status: "in-review", found: true, version: 3 });
  });
});

describe("the tables of alerts", () => {
  test("can be thrown away and are built again to the same state from the log", async () => {
    await act(auditor, { kind: "assigned", assignee: lead.id });
    await act(lead, { kind: "checked", check: 2, done: true }, 1);
    await house.events.settled();
    const state = async () => ({
      alerts: await house.database.reader.selectFrom("alert").selectAll().orderBy("id").execute(),
      steps: await house.database.reader
        .selectFrom("alert_step")
        .selectAll()
        .orderBy("alert")
        .orderBy("revision")
        .execute(),
    });
    const before = await state();
    expect(before.alerts.length).toBeGreaterThan(10);
    expect(before.steps.length).toBeGreaterThan(10);
    await rebuildAlerts(house.follower);
    await house.events.settled();
    expect(await state()).toEqual(before);
  });
});
