import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./over-credit-limit.ts";

const ids = [...Array.from({ length: 10 }, (_, c) => `C${c}`), "X"];
const customers = ids.map((customer_id) => ({ customer_id, credit_limit: 250_000, currency: "CNY" }));
const months = Array.from({ length: 8 }, (_, m) => `2025-0${m + 1}`);
const orders = ids.flatMap((customer_id) =>
  months.map((month) => ({
    order_id: `${customer_id}${month}`,
    customer_id,
    seller_id: "S1",
    net: 100_000,
    gross: 100_000,
    currency: "CNY",
    ordered_at: `${month}-05`,
  })),
);
const payments = (pays: (customer: string) => boolean) =>
  ids.filter(pays).flatMap((customer_id) =>
    months.map((month) => ({
      payment_id: `P${customer_id}${month}`,
      order_id: `${customer_id}${month}`,
      amount: 100_000,
      currency: "CNY",
      paid_at: `${month}-25`,
    })),
  );

test("a customer that pays nothing and is served on is told from where it passes 1.1 times its limit", async () => {
  const { findings } = await detectIn(detector, { customers, orders, payments: payments((c) => c !== "X") });
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "customer", id: "X" }]);
  // 3, 4, … 8 sales owed of 100,000 against 250,000: the part above the limit, at most the sale itself.
  expect(findings[0]).toMatchObject({ amount: 550_000n, seller: "S1" });
  expect(findings[0]?.facts).toMatchObject({ count: 6, of: 8, first: "2025-03-05" });
});

test("stays quiet where all pay in time, and where nobody's payments are on record for long", async () => {
  expect((await detectIn(detector, { customers, orders, payments: payments(() => true) })).findings).toEqual(
    [],
  );
  const one = payments(() => true).slice(0, 1);
  expect((await detectIn(detector, { customers, orders, payments: one })).findings).toEqual([]);
});
