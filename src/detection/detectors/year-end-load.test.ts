import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./year-end-load.ts";

/** Thirty customers with a sale a month through 2025; `factor` says how much of the usual. */
const orders = (factor: (customer: number, month: number) => number) =>
  Array.from({ length: 30 }, (_, c) =>
    Array.from({ length: 12 }, (_, m) => ({
      order_id: `C${c}-${m}`,
      customer_id: `C${c}`,
      seller_id: "S1",
      net: Math.round((90_000 + ((c * 13 + m * 7) % 21) * 1000) * factor(c, m)),
      currency: "CNY",
      ordered_at: `2025-${String(m + 1).padStart(2, "0")}-15`,
    })),
  ).flat();

test("a customer that takes five times its usual in the last quarter is told", async () => {
  const { findings, charts } = await detectIn(detector, {
    orders: orders((c, m) => (c === 0 && m >= 9 ? 5 : 1)),
  });
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "customer", id: "C0" }]);
  expect(findings[0]?.facts.ratio).toBeGreaterThan(4.5);
  expect(findings[0]?.evidence).toHaveLength(3);
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(3);
});

test("stays quiet where all buy at the year's end, and where another month ends the fiscal year", async () => {
  expect((await detectIn(detector, { orders: orders((_, m) => (m >= 9 ? 5 : 1)) })).findings).toEqual([]);
  const loaded = orders((c, m) => (c === 0 && m >= 9 ? 5 : 1));
  expect((await detectIn(detector, { orders: loaded }, { fiscalYearStart: 7 })).findings).toEqual([]);
});
