import { describe, expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import benford from "./benford.ts";

/** `count` amounts of a seller spread evenly over the mantissas from one power of ten to the next, as Benford has it. */
const natural = (seller_id: string, count: number, decades = 3, offset = 0) =>
  Array.from({ length: count }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    net: Math.round(
      10 ** (4 + (((i + offset) * decades) % count) / count + Math.floor((i * decades) / count)),
    ),
    currency: "CNY",
  }));
const peers = Array.from({ length: 12 }, (_, s) => natural(`S${s}`, 150, 3, s * 0.07)).flat();
/** Amounts kept just under 50,000. */
const bent = Array.from({ length: 150 }, (_, i) => ({
  order_id: `X-${i}`,
  seller_id: "X",
  net: i % 2 === 0 ? 4_900_000 + i * 100 : Math.round(10 ** (4 + (3 * i) / 150)),
  currency: "CNY",
}));

describe("a seller whose digits stand off the peers'", () => {
  test("is found, with the digit, its documents and the excess over sampling error", async () => {
    const { findings, charts } = await detectIn(benford, { orders: [...peers, ...bent] });
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      currency: "CNY",
      facts: { level: "seller", leading: 1, n: 150, digit: 4, simulated_p: 0.001 },
    });
    const facts = finding?.facts as {
      mad: number;
      expected_mad: number;
      excess: number;
      digit_share: number;
    };
    expect(facts.digit_share).toBeGreaterThan(0.5);
    expect(facts.excess).toBeCloseTo(facts.mad - facts.expected_mad, 12);
    expect(finding?.score).toBeCloseTo(facts.excess / (facts.excess + 0.0075), 12);
    expect(finding?.evidence).toContain(peers.length + 1);
    const rows = charts[0]?.rows as { digit: string; observed: number; expected: number }[];
    expect(rows.map(({ digit }) => digit)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(rows.reduce((sum, { observed }) => sum + observed, 0)).toBeCloseTo(1, 9);
    expect(rows[3]?.observed).toBeCloseTo(facts.digit_share, 12);
  });

  test("is the same finding when run again", async () => {
    const given = { orders: [...peers, ...bent] };
    const [first, second] = [await detectIn(benford, given), await detectIn(benford, given)];
    expect(second.findings).toEqual(first.findings);
  });
});

describe("stays quiet", () => {
  test("on sellers who all sell by the same price list, however far from Benford", async () => {
    const listed = Array.from({ length: 12 }, (_, s) =>
      Array.from({ length: 120 }, (_, i) => ({
        order_id: `L${s}-${i}`,
        seller_id: `L${s}`,
        net: [790_000, 850_000, 88_000, 920_000][(i + s) % 4],
        currency: "CNY",
      })),
    ).flat();
    const { findings } = await detectIn(benford, { orders: listed });
    expect(findings).toEqual([]);
  });

  test("on a seller with fewer amounts than the guard asks", async () => {
    const { findings } = await detectIn(benford, { orders: [...peers, ...bent.slice(0, 60)] });
    expect(findings).toEqual([]);
  });
});

describe("a whole data set", () => {
  const uniform = (count: number, most: number) =>
    Array.from({ length: count }, (_, i) => ({
      order_id: `U${i}`,
      net: 1_000 + Math.floor((i * most) / count),
      currency: "CNY",
    }));

  test("is called nonconforming from 980 amounts on, and not below", async () => {
    const { findings } = await detectIn(benford, { orders: uniform(1000, 999_000) });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "data-set", id: "sales" },
      amount: 0n,
      facts: { verdict: "nonconforming", leading: 1, n: 1000 },
    });
    expect((await detectIn(benford, { orders: uniform(970, 999_000) })).findings).toEqual([]);
  });

  test("is not judged where its amounts span less than two orders of magnitude", async () => {
    expect((await detectIn(benford, { orders: uniform(1000, 40_000) })).findings).toEqual([]);
  });
});
