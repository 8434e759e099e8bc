import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./favoured-discount.ts";

const customers = Array.from({ length: 30 }, (_, c) => ({
  customer_id: `C${c}`,
  category: c < 25 ? "经销商" : "医院",
}));
/** Fifteen lines a customer of five products, prices within ±3 % of list; C0 pays `favour` of that. */
const order_lines = (factor: (customer: number) => number) =>
  customers.flatMap(({ customer_id }, c) =>
    Array.from({ length: 15 }, (_, i) => {
      const unit_price =
        Math.round((10 + (i % 5) * 7) * (0.97 + ((c * 31 + i * 17) % 61) / 1000) * factor(c) * 100) / 100;
      return {
        order_id: `${customer_id}-${i}`,
        line_no: "1",
        customer_id,
        seller_id: `S${c % 6}`,
        product_id: `P${i % 5}`,
        quantity: 100,
        unit_price,
        net: Math.round(unit_price * 10_000),
        currency: "CNY",
        ordered_at: "2025-02-05",
      };
    }),
  );

test("a customer who pays eight per cent less in every line is told with what was given away", async () => {
  const { findings, charts } = await detectIn(detector, {
    customers,
    order_lines: order_lines((c) => (c === 0 ? 0.92 : 1)),
  });
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "customer", id: "C0" }]);
  expect(findings[0]).toMatchObject({ seller: "S0" });
  expect(Number(findings[0]?.facts.discount)).toBeGreaterThan(0.06);
  expect(charts[0]?.rows[0]).toMatchObject({ suspect: true });
});

test("stays quiet on a class that has its own prices, and on ordinary scatter", async () => {
  expect(
    (await detectIn(detector, { customers, order_lines: order_lines((c) => (c >= 25 ? 0.85 : 1)) })).findings,
  ).toEqual([]);
  expect((await detectIn(detector, { customers, order_lines: order_lines(() => 1) })).findings).toEqual([]);
});
