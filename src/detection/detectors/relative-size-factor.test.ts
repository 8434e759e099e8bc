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

test("a sale thirty times the customer's next largest is found beside it, with the difference at risk", async () => {
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
    evidence: [4, 2],
    facts: { level: "customer", group: "C1", second_sale: "A2" },
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

test("a line fifty times any other of its product is found where the source has no customers", async () => {
  const line = (n: number, product_id: string, yuan: number) => ({
    line_id: `R${n}`,
    product_id,
    seller_id: `S${n}`,
    quantity: 1,
    gross: yuan * 100,
  });
  const { findings, charts } = await detectIn(relativeSizeFactor, {
    order_lines: [
      ...[100, 90, 80, 95].map((yuan, i) => line(i, "P1", yuan)),
      line(9, "P1", 5000),
      ...[400, 500, 600].map((yuan, i) => line(20 + i, "P2", yuan)),
    ],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "order-line", id: "R9" },
    seller: "S9",
    currency: "XXX",
    evidence: [5, 1],
    facts: { level: "product", group: "P1", ratio: 50, second_sale: "R0" },
  });
  expect(charts[0]?.rows).toHaveLength(5);
});

test("stays quiet on a large ratio between two petty amounts", async () => {
  const { findings } = await detectIn(relativeSizeFactor, {
    orders: [
      ...[1, 1, 1, 20].map((yuan, i) => order(`A${i}`, "C1", yuan)),
      ...Array.from({ length: 12 }, (_, i) => order(`B${i}`, "C2", 1000 + i)),
    ],
  });
  expect(findings).toEqual([]);
});

test("a cancelled sale is no sale to compare", async () => {
  const { findings } = await detectIn(relativeSizeFactor, {
    orders: [
      ...[800, 900, 1000, 1100].map((yuan, i) => order(`A${i}`, "C1", yuan)),
      { ...order("A9", "C1", 90_000), status: "已取消" },
    ],
  });
  expect(findings).toEqual([]);
});
