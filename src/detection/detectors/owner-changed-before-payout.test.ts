import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./owner-changed-before-payout.ts";

const sellers = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const orders = sellers.flatMap((seller_id) =>
  Array.from({ length: 20 }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    customer_id: "C1",
    net: 100_000,
    currency: "CNY",
    ordered_at: "2025-03-20",
  })),
);
const commissions = orders.map(({ order_id, seller_id }) => ({
  commission_id: order_id,
  order_id,
  employee_id: seller_id,
  amount: 1000,
  currency: "CNY",
  paid_at: "2025-04-15",
}));
const moved = (changed_at: string, to = "X") =>
  [0, 1, 2].map((i) => ({
    subject_kind: "销售订单",
    subject_id: `${to}-${i}`,
    field: "业务员",
    old_value: "S1",
    new_value: to,
    changed_at,
  }));
const found = async (changes: object[]) =>
  (await detectIn(detector, { orders, commissions, changes: changes as never })).findings;

test("three sales moved to oneself after the month's end and before the pay-out are told, the changes as evidence", async () => {
  const [finding, ...rest] = await found(moved("2025-04-11 18:00:00"));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    subject: { kind: "seller", id: "X" },
    amount: 300_000n,
    evidence: [361, 362, 363],
  });
});

test("stays quiet on changes within the month, after the pay-out, and on a hand-over to everybody", async () => {
  expect(await found(moved("2025-03-25 10:00:00"))).toEqual([]);
  expect(await found(moved("2025-04-20 10:00:00"))).toEqual([]);
  expect(await found(sellers.flatMap((seller) => moved("2025-04-11 18:00:00", seller)))).toEqual([]);
});
