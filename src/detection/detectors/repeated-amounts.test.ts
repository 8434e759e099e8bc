import { describe, expect, test } from "vitest";
import { randomFrom } from "../random.ts";
import { detectIn } from "../test-detector.ts";
import repeatedAmounts from "./repeated-amounts.ts";

/** `count` amounts of a seller with cents and endings of all kinds. */
function ordinary(seller_id: string, count: number, seed: number) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    net: 10_000 + Math.floor(random() * 900_000),
    currency: "CNY",
  }));
}
const peers = (count: number) => Array.from({ length: 12 }, (_, s) => ordinary(`S${s}`, count, s + 1)).flat();
const suspect = (count: number, bend: (net: number, i: number) => number) =>
  ordinary("X", count, 99).map((order, i) => ({ ...order, net: bend(order.net, i) }));

describe("finds, against the peers,", () => {
  test("an amount that comes back and back", async () => {
    const orders = [...peers(60), ...suspect(60, (net, i) => (i % 2 === 0 ? 666_600 : net))];
    const { findings, charts } = await detectIn(repeatedAmounts, { orders });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      subject: { kind: "seller", id: "X" },
      seller: "X",
      evidenceTotal: 30,
      facts: { form: "repeated", top: 666_600, top_count: 30, n: 60, peers: 13 },
    });
    const { value, robust_z } = (findings[0]?.facts ?? {}) as Record<string, number>;
    expect(value).toBeCloseTo(Math.sqrt((30 * 29) / (60 * 59)), 9);
    expect(findings[0]?.score).toBeCloseTo((robust_z ?? 0) / ((robust_z ?? 0) + 4), 9);
    expect(charts[0]?.rows[0]).toMatchObject({ label: "6,666.00", value: 30, suspect: true });
  });

  test("round amounts", async () => {
    const orders = [
      ...peers(60),
      ...suspect(60, (net, i) => (i % 2 === 0 ? 100_000 + 10_000 * Math.floor(net / 10_000) : net)),
    ].map((order, i) => ({ ...order, net: order.net + (order.seller_id === "X" ? 0 : (i % 3) + 1) }));
    const { findings } = await detectIn(repeatedAmounts, { orders });
    expect(findings.map(({ facts }) => facts.form)).toContain("round");
    const round = findings.find(({ facts }) => facts.form === "round");
    expect(round?.facts.value).toBeGreaterThan(0.15);
    expect(round?.sentence.zh).toContain("整数金额");
  });

  test("a habitual ending, in the last two digits as written", async () => {
    const orders = [...peers(220), ...suspect(220, (net, i) => (i % 3 === 0 ? net - (net % 100) + 88 : net))];
    const { findings, charts } = await detectIn(repeatedAmounts, { orders });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ facts: { form: "ending", top: 88, n: 220 } });
    expect(findings[0]?.sentence.en).toContain("end in 88");
    expect(charts[0]?.rows[0]).toMatchObject({ label: "88", suspect: true });
  });
});

describe("stays quiet", () => {
  test("where everybody rounds and repeats alike", async () => {
    const orders = peers(60).map((order, i) => ({ ...order, net: 100_000 * (1 + (i % 4)) }));
    expect((await detectIn(repeatedAmounts, { orders })).findings).toEqual([]);
  });

  test("with too few sales of the seller, or too few peers", async () => {
    const few = [...peers(60), ...suspect(40, () => 666_600)];
    expect((await detectIn(repeatedAmounts, { orders: few })).findings).toEqual([]);
    const alone = [...ordinary("S1", 60, 1), ...suspect(60, () => 666_600)];
    expect((await detectIn(repeatedAmounts, { orders: alone })).findings).toEqual([]);
  });
});
