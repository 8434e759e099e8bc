import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import oneOffCustomer from "./one-off-customer.ts";

/** Twelve customers who buy every month for about 1,000. */
const regulars = () =>
  Array.from({ length: 144 }, (_, i) => ({
    order_id: `H${i}`,
    customer_id: `H${i % 12}`,
    seller_id: "S1",
    ordered_at: `2025-${String(Math.floor(i / 12) + 1).padStart(2, "0")}-10`,
    net: 100_000 + i * 100,
    currency: "CNY",
  }));
const once = (customer_id: string, ordered_at: string, yuan: number) => ({
  order_id: `X-${customer_id}`,
  customer_id,
  seller_id: "S1",
  ordered_at,
  net: yuan * 100,
  currency: "CNY",
});

test("one large sale at the quarter's end, a week after the customer was created, is found", async () => {
  const { findings, charts } = await detectIn(oneOffCustomer, {
    orders: [...regulars(), once("C1", "2025-03-30", 20_000)],
    customers: [{ customer_id: "C1", name: "鸿运商行", created_at: "2025-03-23" }],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "order", id: "X-C1" },
    seller: "S1",
    customer: "C1",
    amount: 2_000_000n,
    evidence: [145],
  });
  expect(findings[0]?.facts).toMatchObject({ createdBefore: 7, isPeriodEnd: true });
  expect(findings[0]?.score).toBeGreaterThan(0.8);
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(1);
});

test("a customer nobody ever visited scores higher where visits are recorded", async () => {
  const orders = [...regulars(), once("C1", "2025-03-30", 20_000)];
  const visited = await detectIn(oneOffCustomer, {
    orders,
    activities: [{ activity_id: "A1", employee_id: "S1", customer_id: "C1", started_at: "2025-03-20" }],
  });
  const unvisited = await detectIn(oneOffCustomer, {
    orders,
    activities: [{ activity_id: "A1", employee_id: "S1", customer_id: "H1", started_at: "2025-03-20" }],
  });
  expect((unvisited.findings[0]?.score ?? 0) - (visited.findings[0]?.score ?? 0)).toBeCloseTo(0.1, 6);
});

test("stays quiet on a usual amount, on a second sale, and on a customer of the last weeks", async () => {
  const { findings } = await detectIn(oneOffCustomer, {
    orders: [
      ...regulars(),
      once("C1", "2025-03-30", 1_500),
      once("C2", "2025-12-05", 20_000),
      once("C3", "2025-03-30", 20_000),
      { ...once("C3", "2025-06-02", 900), order_id: "X2" },
    ],
  });
  expect(findings).toEqual([]);
});

test("where most customers buy once, mid-month purchases of customers known for long are let pass", async () => {
  const singles = Array.from({ length: 40 }, (_, i) => once(`N${i}`, "2025-04-14", i === 0 ? 50_000 : 1_000));
  expect((await detectIn(oneOffCustomer, { orders: [...regulars(), ...singles] })).findings).toEqual([]);
});
