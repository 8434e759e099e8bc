import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./below-floor-price.ts";

const ids = [...Array.from({ length: 12 }, (_, s) => `C${s}`), "X"];
const customers = ids.map((customer_id) => ({ customer_id, category: "A级经销商" }));
const prices = [
  { price_list_id: "L1", product_id: "P1", customer_category: "A级经销商", price: 20, min_price: 15 },
  { price_list_id: "L1", product_id: "P1", customer_category: "医院", price: 30, min_price: 25 },
];
const order_lines = (price: (customer: string, i: number) => number) =>
  ids.flatMap((customer_id) =>
    Array.from({ length: 10 }, (_, i) => ({
      order_id: `${customer_id}-${i}`,
      line_no: "1",
      customer_id,
      seller_id: "S1",
      product_id: "P1",
      quantity: 100,
      unit_price: price(customer_id, i),
      net: price(customer_id, i) * 10_000,
      currency: "CNY",
      ordered_at: "2025-03-05",
    })),
  );
const found = async (price: (customer: string, i: number) => number, more: object = {}) =>
  (await detectIn(detector, { customers, prices, order_lines: order_lines(price), ...more })).findings;
const favoured = (customer: string, i: number) => (customer === "X" && i < 6 ? 13.5 : 16);

test("a customer served below its class's floor six times of ten is told with the difference", async () => {
  const [finding, ...rest] = await found(favoured);
  expect(rest).toEqual([]);
  // (15 − 13.50) × 100 pieces × 6 lines.
  expect(finding).toMatchObject({ subject: { kind: "customer", id: "X" }, seller: "S1", amount: 90_000n });
});

test("stays quiet on prices that were approved, on the floor itself, and where everybody is below it", async () => {
  const approvals = Array.from({ length: 6 }, (_, i) => ({
    approval_id: `A${i}`,
    subject_id: `X-${i}`,
    decision: "同意",
    decided_at: "2025-03-04",
  }));
  expect(await found(favoured, { approvals })).toEqual([]);
  expect(await found(() => 15)).toEqual([]);
  expect(await found((_, i) => (i < 6 ? 13.5 : 16))).toEqual([]);
});
