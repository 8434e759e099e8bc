import { describe, expect, test } from "vitest";
import { randomFrom } from "../random.ts";
import { detectIn } from "../test-detector.ts";
import thresholdBunching from "./threshold-bunching.ts";

/** Amounts in yuan that fall evenly between the two, to the cent. */
function spread(count: number, from: number, to: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => Math.round((from + (to - from) * random()) * 100) / 100);
}
const orders = (seller_id: string, amounts: readonly number[]) =>
  amounts.map((yuan, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    ordered_at: "2025-03-03",
    net: Math.round(yuan * 100),
    currency: "CNY",
  }));
const peers = Array.from({ length: 12 }, (_, i) => orders(`S${i}`, spread(40, 40_000, 60_000, i + 1))).flat();

describe("a seller who keeps under a limit", () => {
  const bent = orders("X", [...spread(16, 47_600, 49_990, 77), ...spread(8, 40_000, 60_000, 78)]);

  test("is found against the peers where the limit is known", async () => {
    const { findings, charts } = await detectIn(
      thresholdBunching,
      { orders: [...peers, ...bent] },
      { params: { limits: [50_000] } },
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      facts: { level: "seller", measure: "amount", limit: 5_000_000, known: true, nearby: 24 },
    });
    const facts = (findings[0]?.facts ?? {}) as Record<string, number>;
    const { bunched = 0, expected = 0, peers_rate: rate = 0 } = facts;
    expect(bunched).toBeGreaterThanOrEqual(16);
    expect(expected).toBeCloseTo(24 * rate, 9);
    expect(findings[0]?.score).toBeCloseTo(1 - expected / bunched, 9);
    expect(findings[0]?.sentence.en).toContain("within 5% under the amount limit of CN¥50,000.00");
    expect(charts[0]?.rows).toHaveLength(24);
    expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(bunched);
  });

  test("is found where the limit must be searched, and the search is counted", async () => {
    const { findings, detection } = await detectIn(thresholdBunching, { orders: [...peers, ...bent] });
    expect(findings.map(({ facts }) => facts.limit)).toContain(5_000_000);
    expect(findings.every(({ facts }) => facts.known === false)).toBe(true);
    expect(detection.tests).toBeGreaterThan(13);
  });

  test("is found by approvals that begin at the limit", async () => {
    const large = orders("L", spread(40, 50_000, 58_000, 5)).map((order) => ({
      ...order,
      order_id: `L${order.order_id}`,
    }));
    const { findings } = await detectIn(thresholdBunching, {
      orders: [...peers, ...bent, ...large],
      approvals: large.map(({ order_id, net }, i) => ({
        approval_id: `AP${i}`,
        subject_id: order_id,
        decision: "approved",
        amount: net,
        level: "1",
      })),
    });
    const ofX = findings.filter(({ subject }) => subject.id === "X");
    expect(ofX).toHaveLength(1);
    expect(ofX[0]?.facts.known).toBe(true);
    expect(ofX[0]?.facts.limit).toBeGreaterThanOrEqual(5_000_000);
    expect(ofX[0]?.facts.limit).toBeLessThanOrEqual(5_200_000);
  });

  test("is not found where one list price lies there", async () => {
    const listed = orders("X", [...new Array(16).fill(49_800), ...spread(8, 40_000, 60_000, 78)]);
    const { findings } = await detectIn(
      thresholdBunching,
      { orders: [...peers, ...listed] },
      { params: { limits: [50_000] } },
    );
    expect(findings).toEqual([]);
  });
});

describe("a whole data set", () => {
  const even = spread(1200, 38_000, 64_000, 3);

  test("with excess mass under a known limit is found, with interval and density jump", async () => {
    const moved = even.map((yuan, i) =>
      yuan >= 50_000 && yuan < 52_500 && i % 3 > 0 ? 48_000 + (i % 180) * 10 : yuan,
    );
    const { findings } = await detectIn(
      thresholdBunching,
      { orders: orders("S", moved) },
      { params: { limits: [50_000] } },
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "data-set", id: "sales" },
      facts: { level: "data-set" },
    });
    const { bunched, expected, excess, interval, jump } = (findings[0]?.facts ?? {}) as Record<
      string,
      number
    > & {
      interval: number[];
    };
    expect(excess).toBeCloseTo((bunched ?? 0) - (expected ?? 0), 9);
    expect(interval[0]).toBeGreaterThan(0);
    expect(jump).toBeLessThan(0);
  });

  test("stays quiet where amounts run evenly over the limit", async () => {
    const { findings } = await detectIn(
      thresholdBunching,
      { orders: orders("S", even) },
      { params: { limits: [50_000] } },
    );
    expect(findings).toEqual([]);
  });
});

test("a seller whose attainment just clears the quota month after month is found", async () => {
  const months = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
  const attained = (seller: string, share: (i: number) => number) => ({
    targets: months.map((period) => ({ employee_id: seller, period, amount: 10_000_000, currency: "CNY" })),
    orders: months.map((month, i) => ({
      order_id: `${seller}-${month}`,
      seller_id: seller,
      ordered_at: `${month}-15`,
      net: Math.round(10_000_000 * share(i)),
      currency: "CNY",
    })),
  });
  const all = [
    ...Array.from({ length: 14 }, (_, s) =>
      attained(`S${s}`, (i) => 0.82 + 0.36 * (((i * 5 + s * 3) % 12) / 12)),
    ),
    attained("X", (i) => (i < 11 ? 1.001 + 0.003 * i : 0.9)),
  ];
  const { findings } = await detectIn(thresholdBunching, {
    targets: all.flatMap(({ targets }) => targets),
    orders: all.flatMap(({ orders: given }) => given),
  });
  const quota = findings.filter(({ facts }) => facts.measure === "quota" && facts.level === "seller");
  expect(quota).toHaveLength(1);
  expect(quota[0]).toMatchObject({ subject: { id: "X" }, facts: { bunched: 11, nearby: 12, limit: 10_000 } });
  expect(quota[0]?.sentence.en).toContain("within 5% above the quota of 100%");
});

test("a seller who gives discounts right up to the limit is found, those at the limit among them", async () => {
  const lines = (seller_id: string, discounts: readonly number[]) =>
    discounts.map((percent, i) => ({
      order_id: `${seller_id}-${i}`,
      seller_id,
      product_id: "P1",
      quantity: 1,
      list_price: 1000,
      unit_price: 1000 - (10 * Math.round(percent * 100)) / 100,
      net: 100_000 - 1_000 * percent,
      currency: "CNY",
    }));
  const given = [
    ...Array.from({ length: 12 }, (_, i) => lines(`S${i}`, spread(20, 8, 12, i + 1))).flat(),
    ...lines("X", [...new Array(6).fill(10), ...spread(8, 9.6, 10, 9), ...spread(6, 8, 12, 10)]),
  ];
  const { findings, charts } = await detectIn(
    thresholdBunching,
    { order_lines: given },
    { params: { discountLimits: [0.1] } },
  );
  const discounts = findings.filter(({ facts }) => facts.measure === "discount");
  expect(discounts).toHaveLength(1);
  expect(discounts[0]).toMatchObject({
    subject: { id: "X" },
    facts: { limit: 1000, known: true, nearby: 20 },
  });
  expect(discounts[0]?.facts.bunched).toBeGreaterThanOrEqual(14);
  const values = (charts[findings.indexOf(discounts[0] as never)]?.rows ?? []).map((row) =>
    "value" in row ? row.value : Number.NaN,
  );
  expect(values).toContain(0.1);
});
