import { describe, expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import unusualUnitPrice from "./unusual-unit-price.ts";

const line = (n: number, product_id: string, unit_price: number, more: Record<string, unknown> = {}) => ({
  order_id: `A${n}`,
  line_no: "10",
  product_id,
  quantity: 10,
  unit_price,
  net: Math.round(unit_price * 1000),
  currency: "CNY",
  seller_id: "S1",
  customer_id: `C${n}`,
  ...more,
});
const ordinary = [98, 99, 100, 101, 102, 97, 103, 100, 99, 101, 100, 98, 102];
const known = ordinary.map((price, i) => line(i, "P1", price));

describe("a price far from the product's own", () => {
  test("too low is found, with what was given away at risk", async () => {
    const { findings, charts } = await detectIn(unusualUnitPrice, {
      order_lines: [...known, line(99, "P1", 60)],
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "order-line", id: "A99/10" },
      seller: "S1",
      customer: "C99",
      evidence: [14],
      amount: 40_000n,
      facts: { direction: "low", price: 60, lines: 14 },
    });
    expect(findings[0]?.facts.typical).toBeCloseTo(100, 6);
    expect(findings[0]?.sentence.en).toContain("60% of the typical CN¥100.00");
    expect(charts[0]?.rows).toHaveLength(14);
    expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(1);
  });

  test("too high is found, and scores by the published bound of 3.5", async () => {
    const { findings } = await detectIn(unusualUnitPrice, {
      order_lines: [...known, line(99, "P1", 400)],
    });
    const z = findings[0]?.facts.robust_z as number;
    expect(findings[0]?.facts.direction).toBe("high");
    expect(findings[0]?.score).toBeCloseTo(z / (z + 3.5), 9);
    expect(findings[0]?.amount).toBe(300_000n);
  });

  test("is set beside the price the customer always gets", async () => {
    const many = Array.from({ length: 100 }, (_, i) => line(i, "P1", ordinary[i % 13] ?? 100));
    const favoured = [1, 2, 3].map((i) => line(200 + i, "P1", 60 + i / 10, { customer_id: "FAVOURED" }));
    const { findings } = await detectIn(unusualUnitPrice, { order_lines: [...many, ...favoured] });
    expect(findings).toHaveLength(3);
    for (const { sentence, customer } of findings) {
      expect(customer).toBe("FAVOURED");
      expect(sentence.en).toContain("this customer always gets about CN¥60.20 (3 lines)");
    }
  });
});

describe("stays quiet", () => {
  test("on a product with few lines", async () => {
    const few = [100, 101, 102].map((price, i) => line(i, "P1", price));
    const { findings } = await detectIn(unusualUnitPrice, { order_lines: [...few, line(9, "P1", 1)] });
    expect(findings).toEqual([]);
  });

  test("on a price less than a tenth off a fixed price list, where the spread is nil", async () => {
    const fixed = Array.from({ length: 20 }, (_, i) => line(i, "P1", 100));
    const { findings } = await detectIn(unusualUnitPrice, { order_lines: [...fixed, line(99, "P1", 92)] });
    expect(findings).toEqual([]);
  });

  test("on prices of two currencies that differ only by the exchange rate", async () => {
    const dollars = ordinary.map((price, i) => line(50 + i, "P1", price / 7, { currency: "USD" }));
    const { findings } = await detectIn(unusualUnitPrice, { order_lines: [...known, ...dollars] });
    expect(findings).toEqual([]);
  });

  test("on a product whose prices always vary widely", async () => {
    const wide = Array.from({ length: 60 }, (_, i) => line(i, "P1", 20 * 1.05 ** i));
    const { findings } = await detectIn(unusualUnitPrice, { order_lines: wide });
    expect(findings).toEqual([]);
  });
});
