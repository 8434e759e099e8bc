import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
const orders = Array.from({ length: 30 }, (_, i) =>
  [
    `SO-${i}`,
    `C${i}`,
    "E001",
    `2026-0${1 + (i % 9)}-1${i % 10}`,
    i % 10 === 0 ? 20_000 : 3_111 + 207 * i,
    "CNY",
  ].join(","),
);

const both = (zh: string, en: string) => ({ zh, en });
const sql = `SELECT doc_kind AS subject_kind, doc_id AS subject_id, doc_id AS key,
  strength(amount / 100.0, $unit) AS score, amount, currency, seller, customer,
  [rid] AS evidence, {'gross': amount / 100} AS facts
FROM sales
WHERE amount % (100 * $unit) = 0 AND sold_at <= $asOf + 1`;
const declaration = {
  scheme: "fictitious-sale",
  severity: "medium",
  title: both("整数金额", "Round amounts"),
  why: both("编出来的数字往往是整数。", "Invented figures are often round."),
  formula: both("金额是 {unit} 的整数倍", "an amount of whole {unit}"),
  sentence: both("订单 {subject_id} 金额恰为 {gross}。", "Order {subject_id} is over {gross} exactly."),
  innocent: [both("按整数定价", "prices in round figures")],
  blindTo: [both("精心编造的零头", "odd cents, invented with care")],
  nextChecks: [both("核对客户的订单", "see the customer's own order")],
  source: "ISA 240",
  reads: { sales: ["amount"] },
  parameters: [
    {
      ...{ name: "unit", form: "whole", usual: 10_000, least: 1, most: 1_000_000 },
      meaning: both("单位", "the unit"),
    },
  ],
  sql,
};

let house: TestAlerts;
let auditor: Browser;
let lead: Browser;
beforeAll(async () => {
  house = await openTestAlerts();
  await house.import("erp", { "orders.csv": [header, ...orders].join("\n") });
  auditor = await house.signedIn(["auditor"], "AUD1");
  lead = await house.signedIn(["lead-auditor"], "AUD2");
}, 120_000);
afterAll(() => house?.close());

const id = "own-round-amounts";
const path = `/api/detectors/${id}/versions`;
const write = (more: object = {}, who = auditor) =>
  who.send("POST", "/api/own-detectors", {
    id,
    params: {},
    reason: "we have seen such",
    declaration: { ...declaration, ...more },
  });
const check = async (text: string) => {
  const given = { declaration: { ...declaration, sql: text } };
  const { status, body } = await auditor.send("POST", "/api/own-detectors/check", given);
  expect(status).toBe(200);
  return (body.problems as { zh: string; en: string }[]).map(({ en }) => en).join("\n");
};
const revision = async () => (await auditor.send("GET", path)).body.rows[0].revision;
const move = async (to: string, who = auditor) =>
  who.send("POST", `${path}/1/state`, { revision: await revision(), to, reason: "because" });

describe("SQL that was written here", () => {
  test.each([
    ["COPY sales TO '/tmp/sales.csv'", "Files and the network are out of reach"],
    ["SELECT * FROM read_csv('/etc/passwd')", "Files and the network are out of reach"],
    ["INSTALL httpfs", "Only a SELECT is taken, no LOAD."],
    ["ATTACH '/tmp/x.db'", "Only a SELECT is taken, no ATTACH."],
    ["SELECT 1; SELECT 2", "One SELECT is taken; here are 2 statements."],
    ["SELECT\n amnt FROM sales", 'Line 2: Unknown, or of another type: Referenced column "amnt" not found'],
    ["SELECT doc_id AS key, $most AS score FROM sales", "Unknown, or of another type: "],
    ["SELECT 1 AS subject_id", "The result has no column subject_kind (text)."],
    ["SELECT 1 AS subject_id", "The column subject_id is INTEGER; text was expected."],
    [`SELECT *, 0.01 AS p_value FROM (${sql})`, "its result has no p_value"],
    [sql.replace("gross", "total"), "{gross} in the sentence is neither one of the facts nor a column"],
  ])("is refused with what is wrong: %s", async (text, why) => {
    expect(await check(text)).toContain(why);
  });

  test("is taken where nothing is wrong, and is nobody's outside audit", async () => {
    expect(await check(sql)).toBe("");
    expect((await write({ sql: "SELECT 1" })).status).toBe(422);
    for (const role of ["administrator", "finance", "manager", "salesperson"] as const) {
      const who = await house.signedIn([role], `E-${role}`);
      expect((await write({}, who)).status).toBe(403);
      expect((await who.send("POST", "/api/own-detectors/check", { declaration })).status).toBe(403);
    }
  });
});

test("a detector of one's own takes the same steps, and alerts when it is in force", async () => {
  expect((await write()).body).toEqual({ id, number: 1, revision: 1 });
  expect((await write()).status).toBe(409);
  const shown = (await auditor.send("GET", `/api/detectors/${id}`)).body;
  expect(shown).toMatchObject({
    title: declaration.title,
    own: { isInForce: false },
    parameters: [{ name: "unit", usual: 10_000 }],
  });

  const sent = { revision: 1, days: ["2026-08-31"] };
  const { body: trial } = await auditor.send("POST", `${path}/1/back-tests`, sent);
  let report = trial;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    report = (await auditor.send("GET", `/api/back-tests/${trial.id}`)).body;
  } while (report.state === "waiting" || report.state === "running");
  expect(report).toMatchObject({ state: "done", gained: 3, lost: 0, days: [{ before: 0, after: 3 }] });
  expect(report.gainedRows[0].sentence.en).toMatch(/^Order SO-\d+ is over 20,000 exactly\.$/);

  expect((await move("shadow")).status).toBe(200);
  await house.run();
  const own = () =>
    house.database.reader.selectFrom("alert").select(["id", "score"]).where("detector", "=", id).execute();
  expect(await own()).toEqual([]);
  expect((await auditor.send("GET", `${path}/1/shadow`)).body).toMatchObject({ gained: 3 });
  expect((await move("in-force")).status).toBe(403);
  expect((await move("in-force", lead)).status).toBe(200);
  await house.run();
  expect(await own()).toHaveLength(3);
});

test("its alerts say what it is called, and come out the same", async () => {
  const { rows } = (await auditor.send("GET", `/api/alerts?detector=${id}`)).body;
  expect(rows[0].detectorTitle).toEqual(declaration.title);
  const alert = rows[0].id;
  const detail = (await auditor.send("GET", `/api/alerts/${alert}`)).body;
  expect(detail).toMatchObject({ rule: 1, detectorInfo: { formula: { en: "an amount of whole 10000" } } });
  const { body } = await auditor.send("POST", `/api/alerts/${alert}/re-runs`);
  let state = "waiting";
  while (state === "waiting" || state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 100));
    state = (await auditor.send("GET", `/api/alert-re-runs/${body.id}`)).body.state;
  }
  const [again] = (await auditor.send("GET", `/api/alerts/${alert}`)).body.reruns;
  expect(again.result).toMatchObject({ same: true, before: { score: detail.score } });
});

test("one that fails is told, and the others run", async () => {
  // It passes every check without data, and cannot be cast once there are some.
  const broken = sql.replace("strength(amount / 100.0, $unit)", "CAST(doc_id AS DOUBLE)");
  const text = { ...declaration, sql: broken };
  const given = { params: {}, declaration: text, reason: "a trial" };
  const { body } = await auditor.send("POST", path, given);
  expect(body.number).toBe(2);
  const { body: trial } = await auditor.send("POST", `${path}/2/back-tests`, {
    revision: 1,
    days: ["2026-08-31"],
  });
  let report = trial;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    report = (await auditor.send("GET", `/api/back-tests/${trial.id}`)).body;
  } while (report.state === "waiting" || report.state === "running");
  expect(report.days).toMatchObject([{ before: 3, after: 0, lost: 3 }]);
  expect(report.days[0].failedAfter.en).toContain("Could not convert string");
});
