import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./commission-off-plan.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const ids = employees.flatMap((employee) =>
  Array.from({ length: 10 }, (_, i) => ({ employee, order: `${employee}-${i}` })),
);
const orders = ids.map(({ employee, order }) => ({
  order_id: order,
  seller_id: employee,
  net: 1_000_000,
  gross: 1_130_000,
  currency: "CNY",
  ordered_at: "2025-03-20",
}));
const commissions = (change: (i: number) => object, employee = "X") =>
  ids.map((one, i) => ({
    commission_id: one.order,
    order_id: one.order,
    employee_id: one.employee,
    base_amount: 1_000_000,
    rate: 0.016,
    amount: 16_000,
    currency: "CNY",
    paid_at: "2025-04-15",
    ...(one.employee === employee ? change(i % 10) : {}),
  }));
const found = async (change: (i: number) => object) =>
  (await detectIn(detector, { orders, commissions: commissions(change) })).findings;

test.each([
  ["an amount that base and rate do not make", (i: number) => (i < 3 ? { amount: 26_000 } : {})],
  ["a base above the order", (i: number) => (i < 3 ? { base_amount: 2_000_000, amount: 32_000 } : {})],
  ["the same order paid again", (i: number) => (i < 4 ? { order_id: "X-0" } : {})],
])("%s is told", async (_, change) => {
  const [finding, ...rest] = await found(change);
  expect(rest).toEqual([]);
  expect(finding?.facts).toMatchObject({ unit: "X", count: 3, of: 10, peersShare: 0 });
});

test("stays quiet on rounding, on a base with tax, and on a single slip", async () => {
  expect(await found(() => ({ amount: 16_090 }))).toEqual([]);
  expect(await found(() => ({ base_amount: 1_130_000, amount: 18_080 }))).toEqual([]);
  expect(await found((i) => (i < 1 ? { amount: 26_000 } : {}))).toEqual([]);
});
