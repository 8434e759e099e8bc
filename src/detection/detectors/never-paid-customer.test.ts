import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import neverPaidCustomer from "./never-paid-customer.ts";

/** Thirty customers who each bought in March and paid in May themselves. */
function paying() {
  const ids = Array.from({ length: 30 }, (_, i) => i);
  return {
    customers: ids.map((i) => ({
      customer_id: `H${i}`,
      name: `第${i}商贸有限公司`,
      created_at: "2020-01-01",
    })),
    orders: ids.map((i) => ({
      order_id: `HO${i}`,
      customer_id: `H${i}`,
      seller_id: "S1",
      ordered_at: "2025-03-01",
      net: 10_000,
      currency: "CNY",
    })),
    payments: ids.map((i) => ({
      payment_id: `P${i}`,
      order_id: `HO${i}`,
      payer_name: `第${i}商贸公司`,
      paid_at: "2025-05-01",
      amount: 10_000,
      currency: "CNY",
    })),
  };
}
const order = (
  order_id: string,
  customer_id: string,
  ordered_at: string,
  more: Record<string, unknown> = {},
) => ({
  order_id,
  customer_id,
  seller_id: "S2",
  ordered_at,
  net: 5_000_000,
  currency: "CNY",
  ...more,
});

test("a customer with overdue sales and no payment ever is found, with what is open after credits", async () => {
  const { customers, orders, payments } = paying();
  const { findings, charts } = await detectIn(neverPaidCustomer, {
    customers: [...customers, { customer_id: "C1", name: "鸿运商行", created_at: "2025-02-20" }],
    orders: [
      ...orders,
      order("O1", "C1", "2025-03-03", { payment_terms_days: 30 }),
      order("O2", "C1", "2025-04-03", { payment_terms_days: 30 }),
    ],
    payments,
    credit_notes: [
      {
        credit_note_id: "N1",
        customer_id: "C1",
        amount: 1_000_000,
        currency: "CNY",
        credited_at: "2025-06-01",
      },
    ],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "customer", id: "C1" },
    seller: "S2",
    amount: 9_000_000n,
    evidence: [62, 63],
  });
  expect(findings[0]?.facts).toMatchObject({ documents: 2, since: "2025-04-02", overdue: 273, isNew: true });
  expect(findings[0]?.score).toBeCloseTo(0.45 + (0.25 * 273) / 363 + 0.05 + 0.1 + 0.1, 6);
  expect(charts[0]?.rows).toHaveLength(2);
});

test("a customer all of whose payments come from other names is found", async () => {
  const { customers, orders, payments } = paying();
  const by = (payment_id: string, payer_name: string) => ({
    payment_id,
    customer_id: "C1",
    payer_name,
    paid_at: "2025-05-01",
    amount: 2_500_000,
    currency: "CNY",
  });
  const { findings } = await detectIn(neverPaidCustomer, {
    customers: [...customers, { customer_id: "C1", name: "鸿运商行" }],
    orders: [...orders, order("O1", "C1", "2025-03-03")],
    payments: [...payments, by("X1", "张三"), by("X2", "李四")],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.facts).toMatchObject({ form: "others", documents: 2, payers: ["张三", "李四"] });
  expect(findings[0]?.amount).toBe(5_000_000n);
});

test("stays quiet on sales not yet long overdue, on sales wholly credited, and on a customer who paid once", async () => {
  const { customers, orders, payments } = paying();
  const { findings } = await detectIn(neverPaidCustomer, {
    customers,
    orders: [
      ...orders,
      order("O1", "C1", "2025-10-01", { payment_terms_days: 45 }),
      order("O2", "C2", "2025-03-01"),
      order("O3", "C3", "2025-03-01"),
    ],
    credit_notes: [
      {
        credit_note_id: "N1",
        customer_id: "C2",
        amount: 5_000_000,
        currency: "CNY",
        credited_at: "2025-06-01",
      },
    ],
    payments: [
      ...payments,
      { payment_id: "X", customer_id: "C3", paid_at: "2025-06-01", amount: 100, currency: "CNY" },
    ],
  });
  expect(findings).toEqual([]);
});

test("says nothing where most customers that should have paid have no payment on record", async () => {
  const { customers, orders, payments } = paying();
  const { findings } = await detectIn(neverPaidCustomer, {
    customers,
    orders,
    payments: payments.slice(0, 10),
  });
  expect(findings).toEqual([]);
});
