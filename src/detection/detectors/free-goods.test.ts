import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./free-goods.ts";

const customers = [...Array.from({ length: 12 }, (_, s) => `C${s}`), "X"];
const order_lines = (free: (customer: string, i: number) => boolean) =>
  customers.flatMap((customer_id) =>
    Array.from({ length: 15 }, (_, i) => {
      const unit_price = free(customer_id, i) ? 0 : 20;
      return {
        order_id: `${customer_id}-${i}`,
        line_no: "1",
        customer_id,
        seller_id: "S1",
        product_id: "P1",
        quantity: 10,
        unit_price,
        net: unit_price * 1000,
        currency: "CNY",
        ordered_at: "2025-03-05",
      };
    }),
  );

test("a customer with five free lines of fifteen is told at what the goods usually cost", async () => {
  const { findings } = await detectIn(detector, { order_lines: order_lines((c, i) => c === "X" && i < 5) });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "customer", id: "X" },
    seller: "S1",
    amount: 100_000n,
  });
  expect(findings[0]?.facts).toMatchObject({ count: 5, of: 15 });
});

test("stays quiet where everybody gets one in five free, and on a single sample", async () => {
  expect((await detectIn(detector, { order_lines: order_lines((_, i) => i % 5 === 0) })).findings).toEqual(
    [],
  );
  expect(
    (await detectIn(detector, { order_lines: order_lines((c, i) => c === "X" && i < 1) })).findings,
  ).toEqual([]);
});
