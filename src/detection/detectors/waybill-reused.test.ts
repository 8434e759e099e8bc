import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./waybill-reused.ts";

const orders = Array.from({ length: 60 }, (_, i) => ({
  order_id: `O${i}`,
  seller_id: `S${i % 5}`,
  customer_id: `C${i % 20}`,
  net: 100_000 + i,
  currency: "CNY",
  ordered_at: "2025-03-01",
}));
const deliveries = (change: (i: number) => object) =>
  orders.map(({ order_id, customer_id }, i) => ({
    delivery_id: `D${i}`,
    order_id,
    customer_id,
    tracking_number: `SF10000${i + 100}`,
    shipped_at: "2025-03-02",
    ...change(i),
  }));
const found = async (change: (i: number) => object) =>
  (await detectIn(detector, { orders, deliveries: deliveries(change) })).findings;

test("a waybill that stands on the deliveries of two customers a month apart is told about the later one", async () => {
  const [finding, ...rest] = await found((i) =>
    i === 7 ? { tracking_number: "sf10000103", shipped_at: "2025-04-01" } : {},
  );
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    subject: { kind: "order", id: "O7" },
    seller: "S2",
    customer: "C7",
    amount: 100_007n,
  });
  expect(finding?.facts).toMatchObject({ number: "SF10000103", orders: ["O3", "O7"], days: 30 });
  expect(finding?.score).toBeCloseTo(0.55 + 0.2 + 0.075, 10);
});

test("stays quiet on several orders on one load, and where numbers repeat as a custom", async () => {
  expect(await found((i) => (i === 23 ? { tracking_number: "SF10000103" } : {}))).toEqual([]);
  expect(await found((i) => (i === 7 ? { tracking_number: "SF10000103" } : {}))).toEqual([]);
  expect(
    await found((i) => ({
      tracking_number: `SF20000${Math.floor(i / 3)}`,
      shipped_at: `2025-03-${10 + (i % 15)}`,
    })),
  ).toEqual([]);
});
