import { describe, expect, test } from "vitest";
import { randomFrom } from "../random.ts";
import { detectIn } from "../test-detector.ts";
import suddenChange from "./sudden-change.ts";

const months = Array.from(
  { length: 16 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
);
/** Everybody's season: December doubles, February halves. */
const season = (month: string) => (month.endsWith("-12") ? 2 : month.endsWith("-02") ? 0.5 : 1);

/** Four sales a month, a few per cent of noise; `factor` bends single months, 0 leaves one out. */
function seller(seller_id: string, seed: number, factor: (month: string) => number = () => 1) {
  const random = randomFrom(seed);
  return months.flatMap((month) =>
    [3, 12, 19, 28].flatMap((day, i) => {
      const net = Math.round(100_000 * season(month) * (0.9 + 0.2 * random()) * factor(month));
      return net === 0
        ? []
        : [
            {
              order_id: `${seller_id}-${month}-${i}`,
              seller_id,
              ordered_at: `${month}-${String(day).padStart(2, "0")}`,
              net,
              currency: "CNY",
            },
          ];
    }),
  );
}
const peers = Array.from({ length: 12 }, (_, i) => seller(`S${i}`, i + 1)).flat();
const found = async (factor: (month: string) => number) =>
  detectIn(suddenChange, { orders: [...peers, ...seller("X", 99, factor)] });

describe("a break from the own past and the peers", () => {
  test("rises: the month, what was to be expected, the excess at risk and its sales", async () => {
    const { findings, charts } = await found((month) => (month === "2024-10" ? 4 : 1));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      evidenceTotal: 4,
      facts: { month: "2024-10", direction: "rise", lasting: false },
    });
    const facts = (findings[0]?.facts ?? {}) as Record<string, number>;
    expect(facts.expected).toBeGreaterThan(360_000);
    expect(facts.expected).toBeLessThan(440_000);
    expect(Number(findings[0]?.amount)).toBeCloseTo((facts.amount ?? 0) - (facts.expected ?? 0), -1);
    const rows = (charts[0]?.rows ?? []).filter((row) => "period" in row);
    expect(rows).toHaveLength(16);
    expect(rows.filter(({ suspect }) => suspect)).toEqual([expect.objectContaining({ period: "2024-10" })]);
  });

  test("falls, even to nothing", async () => {
    const { findings } = await found((month) => (month === "2025-01" ? 0 : 1));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.facts).toMatchObject({ month: "2025-01", direction: "fall", amount: 0 });
    expect(findings[0]?.evidence).toHaveLength(4);
    expect(findings[0]?.sentence.en).toContain("a fall of 100%");
  });

  test("is told to last where the level stays", async () => {
    const { findings } = await found((month) => (month >= "2024-11" ? 2.2 : 1));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.facts).toMatchObject({ month: "2024-11", direction: "rise", lasting: true });
  });
});

describe("stays quiet", () => {
  test("on the season that all share, and on ordinary noise", async () => {
    expect((await found(() => 1)).findings).toEqual([]);
  });

  test("on a change within the first months, before there is a past", async () => {
    expect((await found((month) => (month <= "2024-03" ? 4 : 1))).findings).toEqual([]);
  });

  test("on a seller who stops, and on a last month that is cut off", async () => {
    expect((await found((month) => (month > "2024-11" ? 0 : 1))).findings).toEqual([]);
    const orders = [...peers, ...seller("X", 99)].filter(({ ordered_at }) => ordered_at <= "2025-04-05");
    const cut = orders.filter(({ seller_id, ordered_at }) => seller_id !== "X" || ordered_at < "2025-04");
    expect((await detectIn(suddenChange, { orders: cut }, { asOf: "2025-04-05" })).findings).toEqual([]);
  });
});
