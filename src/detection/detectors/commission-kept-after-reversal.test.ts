import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./commission-kept-after-reversal.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const ids = employees.flatMap((employee) =>
  [0, 1, 2, 3].map((i) => ({ employee, order: `${employee}-${i}` })),
);
const orders = ids.map(({ employee, order }) => ({
  order_id: order,
  seller_id: employee,
  customer_id: "C1",
  net: 100_000,
  currency: "CNY",
  ordered_at: "2025-03-20",
}));
const returns = (at: string, amount = 100_000) =>
  ids.map(({ order }) => ({
    credit_note_id: `R-${order}`,
    order_id: order,
    amount,
    currency: "CNY",
    credited_at: at,
  }));
const pay = (order: string, employee: string, amount: number, paid_at = "2025-04-15") => ({
  commission_id: `${order}|${amount}`,
  order_id: order,
  employee_id: employee,
  amount,
  currency: "CNY",
  paid_at,
});
const commissions = (isKept: (employee: string) => boolean) =>
  ids.flatMap(({ employee, order }) => [
    pay(order, employee, 1600),
    ...(isKept(employee) ? [] : [pay(order, employee, -1600, "2025-06-15")]),
  ]);
const found = async (credit_notes: object[], isKept: (employee: string) => boolean) =>
  (
    await detectIn(detector, {
      orders,
      credit_notes: credit_notes as never,
      commissions: commissions(isKept),
    })
  ).findings;

test("the one whose commission is never taken back is told with the commission at risk", async () => {
  const [finding, ...rest] = await found(returns("2025-05-02"), (employee) => employee === "X");
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ subject: { id: "X" }, amount: 6400n });
  expect(finding?.facts).toMatchObject({ count: 4, of: 4, peersShare: 0 });
});

test("stays quiet where nobody's is taken back, where the return came before the pay-out, and on a small part", async () => {
  expect(await found(returns("2025-05-02"), () => true)).toEqual([]);
  expect(await found(returns("2025-04-01"), (employee) => employee === "X")).toEqual([]);
  expect(await found(returns("2025-05-02", 10_000), (employee) => employee === "X")).toEqual([]);
});
