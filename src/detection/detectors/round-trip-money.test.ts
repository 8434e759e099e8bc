import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./round-trip-money.ts";

const orders = [
  {
    order_id: "O1",
    customer_id: "C1",
    seller_id: "S1",
    net: 500_000,
    currency: "CNY",
    ordered_at: "2025-03-01",
  },
];
const customers = [{ customer_id: "C1", name: "杭州康健医药有限公司" }];
const employees = [{ employee_id: "S1", name: "张伟", bank_account: "6200 0077 7380 5116" }];
const payment = (more: object) => ({
  payment_id: "P1",
  order_id: "O1",
  customer_id: "C1",
  amount: 500_000,
  currency: "CNY",
  paid_at: "2025-03-20",
  ...more,
});
const expense = (more: object) => ({
  expense_id: "E1",
  employee_id: "S1",
  amount: 400_000,
  currency: "CNY",
  occurred_at: "2025-03-10",
  ...more,
});
const found = async (payments: object[], expenses: object[] = []) =>
  (
    await detectIn(detector, {
      orders,
      customers,
      employees,
      payments: payments as never,
      expenses: expenses as never,
    })
  ).findings;

test("a bill paid from the account that a fee went to ten days before is told with both records", async () => {
  const [finding, ...rest] = await found(
    [payment({ payer_name: "卓信管理服务部", payer_account: "1202 7287 2353" })],
    [expense({ payee_name: "卓信服务部", payee_account: "120272872353" })],
  );
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    subject: { kind: "customer", id: "C1" },
    seller: "S1",
    amount: 500_000n,
    evidence: [4, 5],
  });
  expect(finding?.facts).toMatchObject({ form: "account", days: 10, paid: 400_000 });
  expect(finding?.score).toBeCloseTo(0.65 + 0.3 * (0.5 * (0.8 / 1.3) + 0.2), 10);
});

test("a bill paid from the seller's own account is told", async () => {
  const [finding] = await found([payment({ payer_account: "6200007773805116", payer_name: "张伟" })]);
  expect(finding?.facts).toMatchObject({ form: "employee-account", seller: "S1" });
});

test("stays quiet on a customer that pays itself and gets its rebate, and on a claim paid to the employee", async () => {
  expect(
    await found(
      [payment({ payer_name: "杭州康健医药有限公司" })],
      [expense({ payee_name: "杭州康健医药有限公司" })],
    ),
  ).toEqual([]);
  expect(
    await found(
      [payment({ payer_name: "杭州康健医药有限公司" })],
      [expense({ payee_name: "张伟", payee_account: "6200007773805116" })],
    ),
  ).toEqual([]);
});
