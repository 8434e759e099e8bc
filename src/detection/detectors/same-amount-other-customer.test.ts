import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./same-amount-other-customer.ts";

const order = (i: number, more: object = {}) => ({
  order_id: `O${i}`,
  seller_id: `S${i % 5}`,
  customer_id: `C${i % 17}`,
  net: 200_000 + i * 37,
  currency: "CNY",
  ordered_at: `2025-03-${String((i % 28) + 1).padStart(2, "0")}`,
  ...more,
});
const usual = Array.from({ length: 200 }, (_, i) => order(i));
const line = (order_id: string, quantity = 10) => ({
  order_id,
  line_no: "1",
  product_id: "P1",
  quantity,
  unit_price: 873.21,
  currency: "CNY",
});

test("one amount on one day for two customers is told, more strongly with the same lines", async () => {
  const twins = [
    order(900, { seller_id: "X", net: 873_210, ordered_at: "2025-03-11" }),
    order(901, { seller_id: "X", net: 873_210, ordered_at: "2025-03-12" }),
  ];
  const { findings } = await detectIn(detector, { orders: [...usual, ...twins] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "order", id: "O901" },
    seller: "X",
    amount: 873_210n,
  });
  const same = await detectIn(detector, {
    orders: [...usual, ...twins],
    order_lines: twins.map(({ order_id }) => line(order_id)),
  });
  expect(same.findings[0]?.facts.sameLines).toBe(true);
  expect((same.findings[0]?.score ?? 0) - (findings[0]?.score ?? 1)).toBeCloseTo(0.15, 2);
  const other = await detectIn(detector, {
    orders: [...usual, ...twins],
    order_lines: twins.map(({ order_id }, i) => line(order_id, 10 + i)),
  });
  expect(other.findings[0]?.facts.sameLines).toBe(false);
});

test("stays quiet on the same customer, on days apart, and on a price that many pay", async () => {
  const found = async (...rows: object[]) =>
    (await detectIn(detector, { orders: [...usual, ...rows] as never })).findings;
  const same = { seller_id: "X", net: 873_210, ordered_at: "2025-03-11" };
  expect(
    await found(order(900, { ...same, customer_id: "C1" }), order(901, { ...same, customer_id: "C1" })),
  ).toEqual([]);
  expect(await found(order(900, same), order(901, { ...same, ordered_at: "2025-03-20" }))).toEqual([]);
  expect(
    await found(
      ...Array.from({ length: 60 }, (_, i) => order(900 + i, { net: 99_900 * 4, ordered_at: "2025-03-11" })),
    ),
  ).toEqual([]);
});
