import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { issueKey } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { readObservations } from "../../records/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { createDecider } from "../decisions/decider.ts";
import { checkMonitoringIn } from "../integrity/check-monitoring.ts";
import { createLiveEngine, type LiveEngine } from "./engine.ts";
import { followForLive } from "./queue.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
const order = (id: string, customer: string, day: string, amount: number) =>
  `${id},${customer},E001,${day},${amount},CNY`;
const usual = Array.from({ length: 40 }, (_, i) =>
  order(`SO-${i}`, `C${i}`, `2026-0${1 + (i % 9)}-1${i % 10}`, 3_000 + 211 * i),
);

const others = [
  order("SO-E", "C902", "2026-09-20", 49_000),
  order("SO-C", "C901", "2026-09-20", 49_000),
  order("SO-D", "C901", "2026-09-21", 48_500),
];

let house: TestAlerts;
let engine: LiveEngine;
let key: string;
let asking: string;

beforeAll(async () => {
  house = await openTestAlerts({ observations: true });
  followForLive(house.events);
  const administrator = await house.add(["administrator"]);
  const issued = await issueKey(await house.as(administrator), {
    name: "erp",
    source: "erp",
    scopes: ["observations:write"],
  });
  key = issued.secret;
  const asker = await issueKey(await house.as(administrator), { name: "till", scopes: ["decisions:ask"] });
  asking = asker.secret;
  await house.import("erp", {
    "orders.csv": [header, ...usual, order("SO-A", "C900", "2026-09-20", 49_000), ...others].join("\n"),
  });
  await house.run();
  // Recent rows are asked first, as where customers have a long history.
  engine = createLiveEngine(house.parts, 0);
  engine.start();
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await house?.close();
});

const tell = (fields: object, more: object = {}) =>
  house
    .browser()
    .send(
      "POST",
      "/api/observations",
      { kind: "order", fields, ...more },
      { authorization: `Bearer ${key}` },
    );
const second = {
  order_id: "SO-B",
  customer_id: "C900",
  seller_id: "E001",
  ordered_at: "2026-09-21",
  gross: "4800000",
  currency: "CNY",
};
const alerts = (customer = "C900") =>
  house.database.reader
    .selectFrom("alert")
    .select(["id", "version", "found", "amount", "seller", "run"])
    .where("detector", "=", "split-order")
    .where("customer", "=", customer)
    .execute();
const judged = async () => {
  await house.events.settled();
  await expect
    .poll(() => house.database.reader.selectFrom("live_queue").select("index").execute(), { interval: 50 })
    .toEqual([]);
  // What the slice told is in the table of alerts only now.
  await house.events.settled();
};

describe("an observation", () => {
  test("that completes a split order is an alert seconds later, which names the baseline it was judged by", async () => {
    // Asked before it is booked, it gets the very sentence that the alert has afterwards.
    const asked = await house
      .browser()
      .send(
        "POST",
        "/api/decisions",
        { kind: "order", fields: second },
        { authorization: `Bearer ${asking}` },
      );
    expect((await tell(second)).status).toBe(200);
    await judged();
    const [alert, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ version: 1, found: true, amount: 9_700_000n, seller: "E001" });
    const auditor = await house.signedIn(["auditor"], "E050");
    const { body } = await auditor.send("GET", `/api/alerts/${alert?.id}`);
    expect(body.run).toMatchObject({ cause: "live", baseline: 1 });
    expect(asked.body.reasons).toMatchObject([
      { detector: "split-order", sentence: body.sentence, score: body.score },
    ]);
  });

  test("that shows nothing leaves no run behind", async () => {
    const [before] = await alerts();
    await house.told();
    await tell({ ...second, order_id: "SO-Z", customer_id: "C5", gross: "310000" });
    await judged();
    expect(await house.told()).toEqual(["records.observed"]);
    expect(await alerts()).toEqual([before]);
  });

  test("about a customer whom no whole run has seen is held against what else is told of this one", async () => {
    for (const order_id of ["SO-N1", "SO-N2"])
      await tell({ ...second, order_id, customer_id: "C990", gross: "1234500" });
    await judged();
    const found = await house.database.reader
      .selectFrom("alert")
      .select(["detector", "found", "amount"])
      .where("customer", "=", "C990")
      .execute();
    expect(found).toEqual([{ detector: "duplicate-sale", found: true, amount: 1_234_500n }]);
  });

  test("is judged by a whole run just as it was live", async () => {
    const [before] = await alerts();
    await house.run();
    expect(await alerts()).toEqual([before]);
    expect(
      (await house.database.reader.selectFrom("detection_baseline").select("number").execute()).length,
    ).toBe(2);
  });

  test("that takes the order back ends the alert, and leaves those of other customers alone", async () => {
    await tell({ order_id: "SO-B" }, { gone: true });
    await judged();
    expect(await alerts()).toMatchObject([{ version: 2, found: false }]);
    expect(await alerts("C901")).toMatchObject([{ version: 1, found: true }]);
  });
});

describe("a deal asked about before it is booked", () => {
  const ask = (body: object, by = asking) =>
    house.browser().send("POST", "/api/decisions", body, { authorization: `Bearer ${by}` });
  const deal = (order_id: string, customer_id: string, gross: string) => ({
    kind: "order",
    fields: { ...second, order_id, customer_id, gross },
  });

  // Whoever asks is judged by the newest whole run, which is looked for every few seconds.
  beforeAll(async () => {
    const isNewest = async () => expect((await ask(deal("SO-Y", "C7", "450000"))).body.baseline).toBe(2);
    await vi.waitFor(isNewest, { timeout: 60_000, interval: 500 });
  });

  test("gets the reasons that it would bring about, and what would lower them", async () => {
    const { status, body } = await ask(deal("SO-X", "C902", "4800000"));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      band: "medium",
      reasons: [{ detector: "split-order", remedy: { en: expect.stringContaining("one order") } }],
      judgedBy: expect.arrayContaining(["split-order"]),
    });
    expect(body.reasons[0].sentence.en).toContain("97,000");
    expect(body.risk).toBeGreaterThan(0.3);
  });

  test("gets none where it is usual, and none for what stood before it", async () => {
    expect((await ask(deal("SO-Y", "C7", "450000"))).body).toMatchObject({
      risk: 0,
      band: "low",
      reasons: [],
    });
    const small = await ask(deal("SO-Y", "C901", "100000"));
    expect(small.body.reasons).toEqual([]);
  });

  test("is answered alike when it is asked again, together with others, and is nowhere kept as a record", async () => {
    const body = [
      deal("SO-X", "C902", "4800000"),
      deal("SO-X2", "C902", "4700000"),
      deal("SO-Y", "C7", "450000"),
    ];
    const answers = await Promise.all([...body, ...body].map((one) => ask(one)));
    const said = answers.map(({ body: { id: _, ...rest } }) => rest);
    expect(said.slice(0, 3)).toEqual(said.slice(3));
    const kept = await house.database.reader
      .selectFrom("record_version")
      .select("id")
      .where("key", "in", ["SO-X", "SO-X2", "SO-Y"])
      .execute();
    expect(kept).toEqual([]);
  });

  test("is answered alike where recent rows tell first whom there is something to find about", async () => {
    const decider = createDecider(house, 0);
    const program = house.access.programOf(asking, new Date());
    if (!program) throw new Error("The key is unknown.");
    const context = house.contexts.contextFor(program);
    for (const one of [deal("SO-X", "C902", "4800000"), deal("SO-Y", "C7", "450000")]) {
      const { id: _, ...told } = await decider.ask(
        context,
        readObservations("till", [{ ...one, occurrence: 1, gone: false }]),
      );
      const { id: __, ...answered } = (await ask(one)).body;
      expect(told).toEqual(answered);
    }
    await decider.close();
  });

  test("is told in the log without a word of what was asked", async () => {
    const { size } = await house.events.state();
    await ask(deal("SO-X", "C902", "4800000"));
    await house.events.settled();
    const texts = await house.events.readTexts(size, 10);
    expect(texts.join()).toContain("decision.asked");
    expect(texts.join()).not.toMatch(/C902|4800000|SO-X/);
  });

  test("is refused to who may only tell, and where no customer can be known", async () => {
    expect((await ask(deal("SO-X", "C902", "4800000"), key)).status).toBe(403);
    expect((await ask({ kind: "order", fields: { ...second, gross: "abc" } })).status).toBe(422);
    expect((await ask({ kind: "employee", fields: { employee_id: "E9", name: "N" } })).status).toBe(422);
  });
});

test("what live detection wrote down is what the log sealed", async () => {
  await house.events.settled();
  const session = await house.database.session(() => undefined);
  const { faults } = await checkMonitoringIn(session, new AbortController().signal);
  await session.end();
  expect(faults).toEqual([]);
});

test("how live detection fares is told", async () => {
  const { rows } = await sql<{ customers: number; failed: string[]; left_out: bigint }>`
    SELECT customers, failed, left_out FROM live_state WHERE judged_at IS NOT NULL`.execute(
    house.database.writer,
  );
  expect(rows).toMatchObject([{ customers: 1, failed: [], left_out: 0n }]);
});
