import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./signed-by-staff.ts";

const sellers = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const employees = sellers.map((employee_id, i) => ({ employee_id, name: `员工${"甲乙丙丁戊己庚辛壬"[i]}` }));
const orders = sellers.flatMap((seller_id) =>
  Array.from({ length: 10 }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    customer_id: "C1",
    net: 100_000,
    currency: "CNY",
    ordered_at: "2025-03-01",
  })),
);
const deliveries = (signer: (seller: string, i: number) => string) =>
  orders.map(({ order_id, seller_id }, i) => ({
    delivery_id: `D${i}`,
    order_id,
    shipped_at: "2025-03-02",
    delivered_at: "2025-03-03",
    signed_by: signer(seller_id, i % 10),
  }));

test("a seller who signed four of ten deliveries himself is told", async () => {
  const { findings } = await detectIn(detector, {
    employees,
    orders,
    deliveries: deliveries((s, i) => (s === "X" && i < 4 ? "员工壬 " : "李四")),
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: { id: "X" }, customer: "C1", amount: 400_000n });
});

test("stays quiet on a colleague's name, which may be the customer's, and where all sellers deliver themselves", async () => {
  expect(
    (
      await detectIn(detector, {
        employees,
        orders,
        deliveries: deliveries((s, i) => (s === "X" && i < 4 ? "员工甲" : "李四")),
      })
    ).findings,
  ).toEqual([]);
  const all = deliveries((s, i) =>
    i < 4 ? (employees.find(({ employee_id }) => employee_id === s)?.name ?? "") : "李四",
  );
  expect((await detectIn(detector, { employees, orders, deliveries: all })).findings).toEqual([]);
});
