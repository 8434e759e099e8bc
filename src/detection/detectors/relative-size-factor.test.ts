import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import relativeSizeFactor from "./relative-size-factor.ts";

const order = (order_id: string, customer_id: string, yuan: number) => ({
  order_id,
  customer_id,
  seller_id: "S1",
  ordered_at: "2025-03-01",
  net: yuan * 100,
  currency: "CNY",
});

test("a sale thirty times the customer's next largest is found, with the difference at risk", async () => {
  const { findings, charts } = await detectIn(relativeSizeFactor, {
    orders: [
      order("A1", "C1", 900),
      order("A2", "C1", 1000),
      order("A3", "C1", 800),
      order("A4", "C1", 30_000),
    ],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "order", id: "A4" },
    seller: "S1",
    amount: 2_900_000n,
    evidence: [4],
    score: 0.75,
  });
  expect(findings[0]?.sentence.en).toContain("30.0 times");
  expect(charts[0]?.rows).toHaveLength(4);
});

test("stays quiet on a customer with too few sales, and on sales of like size", async () => {
  const { findings } = await detectIn(relativeSizeFactor, {
    orders: [
      order("A1", "C1", 10),
      order("A2", "C1", 10_000),
      ...["B1", "B2", "B3", "B4", "B5"].map((id, i) => order(id, "C2", 1000 + i)),
    ],
  });
  expect(findings).toEqual([]);
});
