import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";

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

  test("raise an alert once, leave it alone while nothing changes, and mark it when it is no longer found", async () => {
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
});
