import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./shipped-while-overdue.ts";

const ids = [...Array.from({ length: 10 }, (_, c) => `C${c}`), "X"];
const months = Array.from({ length: 10 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`);
const orders = ids.flatMap((customer_id) =>
  months.map((month) => ({
    order_id: `${customer_id}${month}`,
    customer_id,
    seller_id: "S1",
    net: 100_000,
    currency: "CNY",
    ordered_at: `${month}-05`,
    payment_terms_days: 30,
  })),
);
const payments = (paidAt: (customer: string, month: string) => string | undefined) =>
  ids.flatMap((customer_id) =>
    months.flatMap((month) => {
      const paid_at = paidAt(customer_id, month);
      return paid_at === undefined
        ? []
        : [
            {
              payment_id: `P${customer_id}${month}`,
              order_id: `${customer_id}${month}`,
              amount: 100_000,
              currency: "CNY",
              paid_at,
            },
          ];
    }),
  );

test("a customer whose first bill stays open is told for all it was sold from 90 days after it fell due", async () => {
  const { findings } = await detectIn(detector, {
    orders,
    payments: payments((c, month) => (c === "X" && month === "2025-01" ? undefined : `${month}-28`)),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  // Due on 4 February, late from 5 May: the sales of May to October.
  expect(findings[0]?.facts).toMatchObject({ count: 6, of: 10, first: "2025-05-05" });
  expect(findings[0]?.amount).toBe(600_000n);
});

test("stays quiet once it was paid, where all pay in time and where all pay late", async () => {
  expect(
    (await detectIn(detector, { orders, payments: payments((_, month) => `${month}-28`) })).findings,
  ).toEqual([]);
  const settled = payments((c, month) => (c === "X" && month === "2025-01" ? "2025-05-20" : `${month}-28`));
  expect((await detectIn(detector, { orders, payments: settled })).findings).toEqual([]);
  expect(
    (await detectIn(detector, { orders, payments: payments((c) => (c === "C0" ? "2025-12-30" : undefined)) }))
      .findings,
  ).toEqual([]);
});
