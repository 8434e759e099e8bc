import { describe, expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import periodEndSpike from "./period-end-spike.ts";

const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
const lastDay = (month: string) => new Date(Date.UTC(2025, Number(month.slice(5)), 0)).getUTCDate();

/** Ten sales a month, three days apart, of like size; `days` moves those of a month. */
const seller = (seller_id: string, days: (month: string, i: number) => number = (_, i) => 1 + 3 * i) =>
  months.flatMap((month) =>
    Array.from({ length: 10 }, (_, i) => ({
      order_id: `${seller_id}-${month}-${i}`,
      seller_id,
      ordered_at: `${month}-${String(days(month, i)).padStart(2, "0")}`,
      net: 100_000 + ((i * 7919) % 1000),
      currency: "CNY",
    })),
  );
const others = Array.from({ length: 12 }, (_, i) => seller(`S${i}`)).flat();
const rush = (month: string, i: number) => (i < 2 ? 5 + i : lastDay(month) - (i % 5));

describe("a rush on the last days", () => {
  test("of one month is found against the own past and the others, with the excess at risk", async () => {
    const orders = [
      ...others,
      ...seller("X", (month, i) => (month === "2025-05" ? rush(month, i) : 1 + 3 * i)),
    ];
    const { findings, charts } = await detectIn(periodEndSpike, { orders });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      evidenceTotal: 8,
      facts: { form: "spike", span: "month", period: "2025-05", periods: 12, sales: 10 },
    });
    const facts = (findings[0]?.facts ?? {}) as Record<string, number>;
    expect(facts.share).toBeCloseTo(0.8, 2);
    expect(facts.peers_share).toBeCloseTo(0.1, 2);
    expect(findings[0]?.score).toBeGreaterThan(0.7);
    const rows = charts[0]?.rows as { period: string; value: number; suspect: boolean }[];
    expect(rows).toHaveLength(12);
    expect(rows.filter(({ suspect }) => suspect).map(({ period }) => period)).toEqual(["2025-05"]);
  });

  test("of every month is found once, as a habit", async () => {
    const { findings } = await detectIn(periodEndSpike, { orders: [...others, ...seller("X", rush)] });
    const ofX = findings.filter(({ subject }) => subject.id === "X");
    expect(ofX).toHaveLength(1);
    expect(ofX[0]).toMatchObject({ facts: { form: "habit", periods: 12 } });
    expect(ofX[0]?.sentence.en).toContain("Over 12 months");
  });
});

describe("stays quiet", () => {
  test("where everybody rushes in the same month, but for a hint about the whole", async () => {
    const orders = Array.from({ length: 12 }, (_, i) =>
      seller(`S${i}`, (month, k) => (month === "2025-06" ? rush(month, k) : 1 + 3 * k)),
    ).flat();
    const { findings } = await detectIn(periodEndSpike, { orders });
    expect(findings.filter(({ subject }) => subject.kind === "seller")).toEqual([]);
  });

  test("on one large deal at the month's end", async () => {
    const orders = [
      ...others,
      ...seller("X").map((order) =>
        order.order_id === "X-2025-05-9" ? { ...order, net: 2_000_000, ordered_at: "2025-05-30" } : order,
      ),
    ];
    expect((await detectIn(periodEndSpike, { orders })).findings).toEqual([]);
  });

  test("on a month with fewer sales than the guard asks, and on a last month that is cut off", async () => {
    const few = seller("X", (month, i) => (month === "2025-05" ? rush(month, i) : 1 + 3 * i)).filter(
      ({ ordered_at }, i) => !ordered_at.startsWith("2025-05") || i % 10 > 2,
    );
    expect((await detectIn(periodEndSpike, { orders: [...others, ...few] })).findings).toEqual([]);
    const cut = [...others, ...seller("X", (month, i) => (month === "2025-12" ? 28 - (i % 2) : 1 + 3 * i))];
    const until = cut.filter(
      ({ ordered_at }) => ordered_at < "2025-12-20" || ordered_at.startsWith("2025-12-2"),
    );
    expect((await detectIn(periodEndSpike, { orders: until }, { asOf: "2025-12-15" })).findings).toEqual([]);
  });
});

describe("a customer's rush at the end of July", () => {
  const customer = (id: string, days?: (month: string, i: number) => number) =>
    seller(id, days).map(({ seller_id, ...order }) => ({ ...order, customer_id: seller_id }));
  const orders = [
    ...Array.from({ length: 12 }, (_, i) => customer(`C${i}`)).flat(),
    // Nothing in May and June, and all of July in its last days.
    ...customer("X", (month, i) => (month === "2025-07" ? lastDay(month) - (i % 5) : 1 + 3 * i)).filter(
      ({ ordered_at: day }) => !/-0[56]-/.test(day),
    ),
  ];
  const ofX = async (fiscalYearStart?: number) => {
    const options = fiscalYearStart === undefined ? {} : { fiscalYearStart };
    const { findings } = await detectIn(periodEndSpike, { orders }, options);
    return findings
      .filter(({ subject }) => subject.id === "X")
      .map(({ facts }) => [facts.span, facts.period]);
  };

  test("is one at the end of a quarter where the fiscal year begins in February, and of none where in January", async () => {
    expect(await ofX(2)).toEqual([["quarter", "FY2026-Q2"]]);
    expect(await ofX()).toEqual([]);
  });
});
