import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import cutOff from "./cut-off.ts";

/** `count` deals in mid-month: ordered, delivered two days later, invoiced the day after. */
function deals(count: number, seller_id = "S1", prefix = "H") {
  const ids = Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${i}`,
    month: String((i % 11) + 1).padStart(2, "0"),
  }));
  return {
    orders: ids.map(({ id, month }) => ({
      order_id: id,
      customer_id: `C-${id}`,
      seller_id,
      ordered_at: `2025-${month}-24`,
      created_at: `2025-${month}-24`,
      net: 100_000,
      currency: "CNY",
      period: `2025${month}`,
    })),
    deliveries: ids.map(({ id, month }) => ({
      delivery_id: `D-${id}`,
      order_id: id,
      delivered_at: `2025-${month}-26`,
    })),
    invoices: ids.map(({ id, month }) => ({
      invoice_id: `I-${id}`,
      order_id: id,
      seller_id,
      invoiced_at: `2025-${month}-27`,
      net: 100_000,
      currency: "CNY",
    })),
  };
}

test("an invoice of 30 March whose goods are delivered on 9 April is found, with its amount", async () => {
  const { orders, deliveries, invoices } = deals(30);
  const { findings, charts } = await detectIn(cutOff, {
    invoices: [
      ...invoices,
      {
        invoice_id: "I1",
        order_id: "O1",
        customer_id: "C1",
        seller_id: "S1",
        invoiced_at: "2025-03-30",
        net: 5_000_000,
        currency: "CNY",
      },
    ],
    deliveries: [...deliveries, { delivery_id: "D1", order_id: "O1", delivered_at: "2025-04-09" }],
    orders: [
      ...orders,
      {
        order_id: "O1",
        customer_id: "C1",
        seller_id: "S1",
        ordered_at: "2025-03-28",
        net: 5_000_000,
        currency: "CNY",
      },
    ],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "invoice", id: "I1" },
    amount: 5_000_000n,
    evidence: [31, 62],
  });
  expect(findings[0]?.score).toBeCloseTo(0.5 + 0.1 + 0.25 * 0.5, 6);
  expect(findings[0]?.facts).toMatchObject({ booked: "2025-03-30", other: "2025-04-09", days: 10 });
  expect(charts[0]?.rows).toHaveLength(3);
});

test("an order in another fiscal period than its date, and one dated back over the month's end, are found", async () => {
  const { orders, deliveries, invoices } = deals(40);
  const { findings } = await detectIn(cutOff, {
    orders: [
      ...orders,
      {
        order_id: "P1",
        customer_id: "C1",
        seller_id: "S1",
        ordered_at: "2025-04-02",
        created_at: "2025-04-02",
        net: 900_000,
        currency: "CNY",
        period: "2025-03",
      },
      {
        order_id: "B1",
        customer_id: "C1",
        seller_id: "S1",
        ordered_at: "2025-06-29",
        created_at: "2025-07-15",
        net: 800_000,
        currency: "CNY",
        period: "202506",
      },
    ],
    deliveries,
    invoices,
  });
  expect(findings.map(({ subject, facts }) => [subject.id, facts.sign]).sort()).toEqual([
    ["B1", "backdated"],
    ["P1", "period-mismatch"],
  ]);
});

test("stays quiet where the fiscal year starts in April and every period is shifted alike", async () => {
  const { orders, deliveries, invoices } = deals(40);
  const shifted = orders.map((order) => ({
    ...order,
    period: `2025-${String(Number(order.period.slice(4)) + 1).padStart(2, "0")}`,
  }));
  expect((await detectIn(cutOff, { orders: shifted, deliveries, invoices })).findings).toEqual([]);
});

test("where invoicing before delivery is everybody's custom, no document is named", async () => {
  const { orders, deliveries, invoices } = deals(30);
  const late = deliveries.map((delivery, i) => ({
    ...delivery,
    delivered_at: `2025-${String((i % 11) + 2).padStart(2, "0")}-06`,
  }));
  expect((await detectIn(cutOff, { orders, deliveries: late, invoices })).findings).toEqual([]);
});

test("a seller who books before delivery far more than the others is named, also where a tenth of all do it", async () => {
  const sellers = Array.from({ length: 8 }, (_, i) => deals(40, `S${i}`, `H${i}-`));
  const orders = sellers.flatMap((seller) => seller.orders);
  const invoices = sellers.flatMap((seller) => seller.invoices);
  const deliveries = sellers
    .flatMap((seller, s) => seller.deliveries.map((delivery, i) => ({ delivery, s, i })))
    .map(({ delivery, s, i }) =>
      i % 10 === 0 || (s === 7 && i % 2 === 0)
        ? { ...delivery, delivered_at: `2025-${String((i % 11) + 2).padStart(2, "0")}-08` }
        : delivery,
    );
  const { findings, detection } = await detectIn(cutOff, { orders, deliveries, invoices });
  expect(detection.tests).toBe(8);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "seller", id: "S7" },
    amount: 2_000_000n,
    evidenceTotal: 20,
  });
  expect(findings[0]?.sentence.en).toContain("20 of 40");
});

test("without invoices the sale itself is what is recognised, and planned delivery dates of lines serve", async () => {
  const { orders } = deals(40);
  const lines = orders.map(({ order_id, ordered_at }) => ({
    order_id,
    line_no: "1",
    net: 100_000,
    currency: "CNY",
    delivery_on: `${ordered_at.slice(0, 8)}27`,
  }));
  const { findings } = await detectIn(cutOff, {
    orders: [
      ...orders,
      {
        order_id: "O1",
        customer_id: "C1",
        seller_id: "S1",
        ordered_at: "2025-12-30",
        net: 100_000,
        currency: "CNY",
      },
    ],
    order_lines: [
      ...lines,
      { order_id: "O1", line_no: "1", net: 100_000, currency: "CNY", delivery_on: "2026-01-20" },
    ],
  });
  expect(findings.map(({ subject, facts }) => [subject.id, facts.sign])).toEqual([
    ["O1", "sale-before-delivery"],
  ]);
});
