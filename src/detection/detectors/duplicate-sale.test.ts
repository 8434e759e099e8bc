import { describe, expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import duplicateSale from "./duplicate-sale.ts";

const order = (order_id: string, day: string, yuan: number, more: Record<string, unknown> = {}) => ({
  order_id,
  customer_id: "C1",
  seller_id: "S1",
  ordered_at: day,
  net: yuan * 100,
  currency: "CNY",
  ...more,
});
const line = (order_id: string, product_id: string, quantity: number, yuan: number) => ({
  order_id,
  product_id,
  quantity,
  net: yuan * 100,
  currency: "CNY",
});
/** Orders of other customers, none like another, so that there is a population to compare with. */
const others = Array.from({ length: 30 }, (_, i) =>
  order(`B${i}`, `2025-${String((i % 12) + 1).padStart(2, "0")}-${10 + (i % 5)}`, 100 + i, {
    customer_id: `D${i}`,
  }),
);

describe("one finding per set of duplicates", () => {
  test("the same customer, lines, amount and day under three numbers, with all beyond the first at risk", async () => {
    const { findings, charts } = await detectIn(duplicateSale, {
      orders: [...others, ...["A1", "A2", "A3"].map((id) => order(id, "2025-03-03", 700))],
      order_lines: ["A1", "A2", "A3"].flatMap((id) => [line(id, "P1", 2, 300), line(id, "P2", 1, 400)]),
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "order", id: "A2" },
      customer: "C1",
      seller: "S1",
      amount: 140_000n,
      evidence: [31, 32, 33],
      facts: { form: "same-day", documents: ["A1", "A2", "A3"], copies: 3, lines: 2, chance: 0 },
    });
    expect(findings[0]?.score).toBeCloseTo(0.9, 9);
    expect(charts[0]?.rows.map((row) => "suspect" in row && row.suspect)).toEqual([false, true, true]);
  });

  test("the same but for the day", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: [...others, order("A1", "2025-03-03", 700), order("A2", "2025-03-06", 700)],
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ facts: { form: "near-day", days_apart: 3 }, amount: 70_000n });
    expect(findings[0]?.score).toBeCloseTo(0.65, 9);
  });

  test("the same but for the customer", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: [
        ...others,
        order("A1", "2025-03-03", 700),
        order("A2", "2025-03-03", 700, { customer_id: "C2" }),
      ],
      order_lines: ["A1", "A2"].flatMap((id) => [line(id, "P1", 2, 300), line(id, "P2", 1, 400)]),
    });
    expect(findings.map(({ facts }) => facts.form)).toEqual(["other-customer"]);
    expect(findings[0]?.sentence.en).toContain("but not in the customer");
  });

  test("two customer numbers of one company count as one customer", async () => {
    const { findings } = await detectIn(duplicateSale, {
      customers: [
        { customer_id: "C1", name: "上海（东方）贸易有限公司" },
        { customer_id: "C2", name: "上海(东方)贸易有限公司" },
      ],
      orders: [
        ...others,
        order("A1", "2025-03-03", 700),
        order("A2", "2025-03-03", 700, { customer_id: "C2" }),
      ],
    });
    expect(findings.map(({ facts }) => facts.form)).toEqual(["same-day"]);
  });
});

describe("tells apart", () => {
  test("lines repeated inside one document from documents repeated", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: [
        ...others,
        ...Array.from({ length: 90 }, (_, i) =>
          order(`E${i}`, "2025-05-05", 5000 + i, { customer_id: `E${i}` }),
        ),
        order("A1", "2025-03-03", 600),
      ],
      order_lines: [line("A1", "P1", 2, 300), line("A1", "P1", 2, 300)],
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "order", id: "A1" },
      score: 0.4,
      amount: 30_000n,
      facts: { form: "inside-document", copies: 2 },
    });
  });

  test("a source that often repeats lines: one finding about the data, not one a document", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: others,
      order_lines: [0, 1, 2].flatMap((i) => [line(`B${i}`, "P1", 1, 50 + i), line(`B${i}`, "P1", 1, 50 + i)]),
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "data-set" },
      score: 0.3,
      facts: { form: "source-habit", lines: 3, share: 0.1 },
    });
  });
});

describe("stays quiet", () => {
  const weekly = ["03", "10", "17", "24", "31"].map((day) => order(`W${day}`, `2025-03-${day}`, 700));

  test("on a standing order, and still sees its one double entry", async () => {
    expect((await detectIn(duplicateSale, { orders: [...others, ...weekly] })).findings).toEqual([]);
    const { findings } = await detectIn(duplicateSale, {
      orders: [...others, ...weekly, order("W17b", "2025-03-17", 700)],
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.facts).toMatchObject({ form: "same-day", documents: ["W17", "W17b"] });
  });

  test("on cancelled copies, and on repeats further apart than the window", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: [
        ...others,
        order("A1", "2025-03-03", 700),
        order("A2", "2025-03-03", 700, { status: "cancelled" }),
        order("A3", "2025-06-03", 700),
      ],
    });
    expect(findings).toEqual([]);
  });

  test("on equal amounts whose lines differ", async () => {
    const { findings } = await detectIn(duplicateSale, {
      orders: [...others, order("A1", "2025-03-03", 700), order("A2", "2025-03-03", 700)],
      order_lines: [line("A1", "P1", 2, 700), line("A2", "P2", 1, 700)],
    });
    expect(findings).toEqual([]);
  });
});
