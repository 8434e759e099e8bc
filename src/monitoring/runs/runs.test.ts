import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { followForRuns } from "./start-runs.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
const order = (id: string, customer: string, day: string, amount: number) =>
  `${id},${customer},E001,${day},${amount},CNY`;

/** Ordinary business, and one deal of two orders just under the limit of 50,000. */
function orders(...more: string[]): string {
  const usual = Array.from({ length: 40 }, (_, i) =>
    order(`SO-${i}`, `C${i}`, `2026-0${1 + (i % 9)}-1${i % 10}`, 3_000 + 211 * i),
  );
  return [header, ...usual, ...more].join("\n");
}
const split = [order("SO-A", "C900", "2026-09-20", 49_000), order("SO-B", "C900", "2026-09-21", 48_000)];

describe("runs", () => {
  let house: TestAlerts;
  beforeAll(async () => {
    house = await openTestAlerts();
  });
  afterAll(() => house?.close());

  const alerts = () =>
    house.database.reader
      .selectFrom("alert")
      .select(["id", "key", "version", "found", "amount", "subjects", "seller", "records", "detector"])
      .where("detector", "=", "split-order")
      .execute();

  test("raise an alert once, and leave it alone while nothing changes", async () => {
    await house.import("erp", { "orders.csv": orders(...split) });
    await house.run();
    const [first, ...others] = await alerts();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      version: 1,
      found: true,
      amount: 9_700_000n,
      seller: "E001",
      subjects: ["E001"],
    });
    expect(first?.records).toHaveLength(2);

    const before = await house.told();
    expect(before).toContain("alerts.raised");
    await house.run();
    expect(await alerts()).toEqual([first]);
    expect(await house.told()).toEqual(["detection.run"]);
  });

  test("update an alert when it says something else, and mark it when it is no longer found", async () => {
    const third = order("SO-C", "C900", "2026-09-21", 47_000);
    await house.import("erp-2", { "more.csv": [header, third].join("\n") });
    await house.run();
    expect(await alerts()).toMatchObject([{ version: 2, found: true, amount: 14_400_000n }]);
    expect(await house.told()).toContain("alerts.updated");

    // The limit is set so high that nothing is split under it any more.
    await house.putInForce("split-order", { approvalLimit: 900_000_000 });
    await house.run();
    expect(await alerts()).toMatchObject([{ version: 3, found: false, amount: 14_400_000n }]);
    expect(await house.told()).toEqual(expect.arrayContaining(["detection.run", "alerts.ceased"]));
  });

  test("rank sellers, customers and transactions, each line with whoever may not see it", async () => {
    await house.putInForce("split-order", {});
    const run = await house.run();
    const ranks = await house.database.reader
      .selectFrom("risk_rank")
      .selectAll()
      .where("run", "=", run)
      .execute();
    expect(new Set(ranks.map(({ list }) => list))).toEqual(new Set(["sellers", "customers", "transactions"]));
    expect(ranks.every(({ subjects }) => subjects.includes("E001"))).toBe(true);
  });

  test("draw the pictures of what is looked at first, and answer them with the page", async () => {
    const auditor = await house.signedIn(["auditor"], "E050");
    const [split] = await alerts();
    const { body } = await auditor.send("GET", `/api/alerts/${split?.id}`);
    expect(body.chart.svg).toMatch(/^<svg[^>]+viewBox/);
    // The page's policy refuses style attributes.
    expect(body.chart.svg).not.toMatch(/style=/);
    expect(body.evidence).toMatchObject([{ kind: "order", rows: [{}, {}, {}] }]);
    expect(body.evidence[0].rows[0].record).toBe(split?.records[0]);
    expect(body.detectorInfo.nextChecks.length).toBeGreaterThan(0);
    expect(body.history.map(({ change }: { change: string }) => change)).toEqual([
      "raised",
      "updated",
      "ceased",
      "updated",
    ]);
  });

  test("end at once when they are cancelled, and leave nothing", async () => {
    const before = await house.database.reader.selectFrom("alert_version").select("id").execute();
    const auditor = await house.signedIn(["auditor"], "E051");
    await house.told();
    const { body } = await auditor.send("POST", "/api/runs");
    const view = async () => (await auditor.send("GET", `/api/runs/${body.id}`)).body;
    while (!((await view()).percent > 0)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await auditor.send("POST", `/api/runs/${body.id}/cancel`)).body).toEqual({ cancelled: true });
    expect(await house.told()).toContain("detection.run-cancelled");
    while ((await view()).state === "running") await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await view()).toMatchObject({
      state: "cancelled",
      cancelledBy: { id: auditor.id },
      cancelledAt: expect.any(String),
    });
    expect((await auditor.send("POST", `/api/runs/${body.id}/cancel`)).status).toBe(409);
    const after = await house.database.reader.selectFrom("alert_version").select("id").execute();
    expect(after).toHaveLength(before.length);
  });
});

describe("imports", () => {
  test("close together give one run, which sees them all", async () => {
    const house = await openTestAlerts({ afterImports: true });
    try {
      await house.import("a", { "a.csv": orders(...split) });
      await house.import("b", { "b.csv": [header, order("SO-X", "C1", "2026-09-30", 100)].join("\n") });
      const { jobs } = house.parts;
      await expect
        .poll(async () => (await jobs.list("monitoring.run", 9))[0]?.state, {
          timeout: 200_000,
          interval: 100,
        })
        .toBe("done");
      expect(await jobs.list("monitoring.run", 9)).toHaveLength(1);
      await house.events.settled();
      const [run] = await house.database.reader.selectFrom("detection_run").selectAll().execute();
      expect(run).toMatchObject({ cause: "import", state: "committed", as_of: "2026-09-30" });
    } finally {
      await house.close();
    }
  }, 240_000);

  test("that nobody has looked at for a while give one run too, and whoever cancels it as any other job is told with it", async () => {
    const house = await openTestAlerts();
    try {
      for (const name of ["a", "b", "c"]) await house.import(name, { [`${name}.csv`]: orders(...split) });
      followForRuns({ ...house.parts, events: house.events });
      await house.events.settled();
      const { jobs } = house.parts;
      const list = await jobs.list("monitoring.run", 9);
      expect(list).toHaveLength(1);
      const id = list[0]?.id ?? "";
      const context = house.contexts.contextFor({ kind: "system", id: "system:test" });
      await context.commit(async () => {
        context.require("detection.run", { type: "House", id: "house" });
        return { result: undefined, event: { type: "job.cancel-asked", subject: `job:${id}` } };
      });
      await jobs.cancel(id);
      await house.events.settled();
      const auditor = await house.signedIn(["auditor"], "E051");
      await expect
        .poll(async () => (await auditor.send("GET", "/api/runs")).body)
        .toMatchObject([{ id, state: "cancelled", cause: "import", cancelledBy: { id: "system:test" } }]);
    } finally {
      await house.close();
    }
  });
});
