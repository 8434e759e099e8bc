import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
const order = (id: string, customer: string, day: string, amount: number) =>
  `${id},${customer},E001,${day},${amount},CNY`;
const usual = Array.from({ length: 30 }, (_, i) =>
  order(`SO-${i}`, `C${i}`, `2026-0${1 + (i % 9)}-1${i % 10}`, 3_000 + 211 * i),
);
const split = [order("SO-A", "C900", "2026-09-20", 49_000), order("SO-B", "C900", "2026-09-21", 48_000)];

let house: TestAlerts;
let auditor: Browser;
let alert: string;
beforeAll(async () => {
  house = await openTestAlerts();
  auditor = await house.signedIn(["auditor"], "AUD1");
  await house.import("erp", { "orders.csv": [header, ...usual, ...split].join("\n") });
  await house.run();
  const found = await house.database.reader
    .selectFrom("alert")
    .select("id")
    .where("detector", "=", "split-order")
    .executeTakeFirstOrThrow();
  alert = found.id;
}, 120_000);
afterAll(() => house?.close());

async function runAgain(who = auditor) {
  const { status, body } = await who.send("POST", `/api/alerts/${alert}/re-runs`);
  if (status !== 202) return { status, body };
  for (;;) {
    const { body: job } = await who.send("GET", `/api/alert-re-runs/${body.id}`);
    if (job.state !== "waiting" && job.state !== "running") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const detail = (await who.send("GET", `/api/alerts/${alert}`)).body;
  return { status, body: detail.reruns[0], detail };
}

test("an alert comes out the same from what was known when it was made, whatever is known since", async () => {
  const made = (await auditor.send("GET", `/api/alerts/${alert}`)).body;
  expect(made).toMatchObject({ rule: 0, run: { dataIndex: expect.any(Number) } });

  // A third order of the deal arrives, one of the first two is corrected, and the rule is another.
  const more = [header, order("SO-C", "C900", "2026-09-21", 47_000)].join("\n");
  await house.import("erp-2", { "more.csv": more });
  await house.import("erp", {
    "orders.csv": [header, order("SO-A", "C900", "2026-09-20", 12_000)].join("\n"),
  });
  await house.putInForce("split-order", { approvalLimit: 900_000_000 });

  await house.told();
  const { body, detail } = await runAgain();
  expect(body.result).toMatchObject({
    same: true,
    sameEvidence: true,
    erased: false,
    before: { score: made.score, amount: "9700000" },
    after: { score: made.score, amount: "9700000" },
  });
  expect(detail.run.dataIndex).toBe(made.run.dataIndex);
  expect(await house.told()).toEqual(expect.arrayContaining(["alert.re-run-begun", "alert.re-run"]));
});

test("an alert that was written from outside does not come out the same", async () => {
  const { writer } = house.database;
  await sql`ALTER TABLE alert_version DISABLE TRIGGER alert_versions_only_grow`.execute(writer);
  await sql`UPDATE alert_version SET finding = jsonb_set(finding, '{score}', '0.99') WHERE alert = ${alert}::uuid`.execute(
    writer,
  );
  await sql`ALTER TABLE alert_version ENABLE TRIGGER alert_versions_only_grow`.execute(writer);
  expect((await runAgain()).body.result).toMatchObject({
    same: false,
    sameEvidence: true,
    before: { score: 0.99 },
  });
});

test("nobody runs again what they may not see, and what did not tell up to where it knew is refused", async () => {
  const subject = await house.signedIn(["auditor"], "E001");
  expect((await runAgain(subject)).status).toBe(404);
  const seller = await house.signedIn(["salesperson"], "E002");
  expect((await runAgain(seller)).status).toBe(404);
  await sql`UPDATE detection_run SET data_index = NULL`.execute(house.database.writer);
  const { status, body } = await runAgain();
  expect(status).toBe(409);
  expect(JSON.stringify(body)).toContain("did not yet tell up to which entry");
});
