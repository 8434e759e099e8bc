import { describe, expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import reversedAfterClose from "./reversed-after-close.ts";

const order = (order_id: string, seller_id: string, day: string, yuan = 1000) => ({
  order_id,
  seller_id,
  customer_id: `C-${order_id}`,
  ordered_at: day,
  net: yuan * 100,
  currency: "CNY",
});
const credit = (order_id: string, day: string, yuan = 1000) => ({
  credit_note_id: `R-${order_id}`,
  order_id,
  amount: yuan * 100,
  credited_at: day,
  currency: "CNY",
});
/** Twelve sellers with twenty sales each in the middle of March, and one return in every second one's. */
const peers = Array.from({ length: 240 }, (_, i) => order(`A${i}`, `S${i % 12}`, `2025-03-${10 + (i % 10)}`));
const ordinaryReturns = [0, 2, 4, 6].map((i) => credit(`A${i}`, "2025-04-20"));
const lateSales = Array.from({ length: 10 }, (_, i) => order(`X${i}`, "X", "2025-03-30"));

const bySeller = { params: { leastQuantile: 1, most: 0 } };

describe("a seller whose sales come back after the close", () => {
  test("is found against the peers, at 30, 60 and 90 days", async () => {
    const { findings, charts } = await detectIn(
      reversedAfterClose,
      {
        orders: [...peers, ...lateSales],
        credit_notes: [
          ...ordinaryReturns,
          ...[0, 1, 2, 3].map((i) => credit(`X${i}`, "2025-04-12")),
          credit("X4", "2025-05-20"),
          credit("X5", "2025-06-20"),
        ],
      },
      bySeller,
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      amount: 600_000n,
      facts: { sales: 10, reversed_sales: 6, share_30: 0.4, share_60: 0.5, share: 0.6, peers: 12 },
    });
    expect(findings[0]?.score).toBeCloseTo(0.6 / 0.7, 9);
    expect(findings[0]?.facts.peers_share).toBeCloseTo(4 / 240, 9);
    expect(findings[0]?.pValue).toBeLessThan(0.001);
    expect(findings[0]?.evidence).toHaveLength(12);
    expect(charts[0]?.rows).toHaveLength(12);
    expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(6);
  });

  test("is not found when the goods came back before the close, or after the window", async () => {
    for (const day of ["2025-03-31 18:00", "2025-07-15"]) {
      const { findings } = await detectIn(
        reversedAfterClose,
        {
          orders: [...peers, ...lateSales],
          credit_notes: [...ordinaryReturns, ...[0, 1, 2, 3, 4, 5].map((i) => credit(`X${i}`, day))],
        },
        bySeller,
      );
      expect(findings, day).toEqual([]);
    }
  });

  test("is not found where everybody's sales come back alike", async () => {
    const { findings } = await detectIn(
      reversedAfterClose,
      {
        orders: peers,
        credit_notes: peers
          .filter((_, i) => i % 24 < 12)
          .map(({ order_id }) => credit(order_id, "2025-04-12")),
      },
      bySeller,
    );
    expect(findings).toEqual([]);
  });
});

describe("a single sale taken back whole", () => {
  const line = (
    invoice_id: string,
    customer_id: string,
    day: string,
    product_id: string,
    quantity: number,
    unit_price: number,
  ) => ({
    invoice_id,
    customer_id,
    invoiced_at: day,
    product_id,
    quantity,
    unit_price,
  });
  const lines = [
    ...Array.from({ length: 40 }, (_, i) => line(`I${i}`, `C${i}`, "2025-05-12", "P1", 1, 10)),
    line("OLD", "C99", "2025-05-06", "P9", 500, 20),
    line("BIG", "C99", "2025-05-29", "P9", 500, 20),
  ];
  const returned = (day: string, quantity: number) => ({
    credit_note_id: "CN1",
    customer_id: "C99",
    product_id: "P9",
    quantity,
    unit_price: 20,
    credited_at: day,
  });

  test("is matched to the latest earlier sale of the same customer, product and quantity", async () => {
    const { findings } = await detectIn(reversedAfterClose, {
      invoice_lines: lines,
      credit_notes: [returned("2025-06-09", 500)],
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "invoice", id: "BIG" },
      customer: "C99",
      amount: 1_000_000n,
      evidence: [42, 43],
      facts: { level: "sale", scope: "period-end", days_after: 9, share: 1 },
    });
    expect(findings[0]?.score).toBeCloseTo(0.4 + 0.3 + 0.2 * 0.9, 9);
    expect(findings[0]?.pValue).toBeUndefined();
  });

  test("is not told where only a part came back, or in the same month", async () => {
    for (const part of [returned("2025-06-09", 100), returned("2025-05-30", 500)]) {
      const { findings } = await detectIn(reversedAfterClose, { invoice_lines: lines, credit_notes: [part] });
      expect(findings).toEqual([]);
    }
  });
});
