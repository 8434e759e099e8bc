import { expect, test } from "vitest";
import { secondDigitShares } from "../benford.ts";
import { detectIn } from "../test-detector.ts";
import detector from "./second-digit.ts";

/** Amounts spread evenly over the mantissas of three powers of ten, as Benford has it. */
const natural = (seller_id: string, count: number, shift = 0) =>
  Array.from({ length: count }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    net: Math.round(10 ** (4 + (3 * ((i + shift) % count)) / count)),
    currency: "CNY",
  }));
const peers = Array.from({ length: 12 }, (_, s) => natural(`S${s}`, 300, s * 0.31)).flat();

test("the shares are Nigrini's table of second digits", () => {
  const table = [0.1197, 0.1139, 0.1088, 0.1043, 0.1003, 0.0967, 0.0934, 0.0904, 0.0876, 0.085];
  for (const [digit, share] of table.entries()) expect(secondDigitShares()[digit]).toBeCloseTo(share, 4);
});

test("a seller with three times the nines that others have is told, the documents with a nine as evidence", async () => {
  const bent = natural("X", 300).map((order, i) => (i % 4 === 0 ? { ...order, net: 390_000 + i } : order));
  const { findings, charts } = await detectIn(detector, { orders: [...peers, ...bent] });
  const seller = findings.find(({ subject }) => subject.kind === "seller");
  expect(seller?.facts).toMatchObject({ unit: "X", digit: 9, n: 300 });
  expect(findings.filter(({ subject }) => subject.kind === "seller")).toHaveLength(1);
  expect(charts[findings.indexOf(seller as never)]?.rows).toHaveLength(10);
});

test("a data set all of whose amounts are rounded to their first digit is told, natural amounts are not", async () => {
  expect((await detectIn(detector, { orders: peers })).findings).toEqual([]);
  const rounded = peers.map((order) => ({
    ...order,
    net:
      Math.round(order.net / 10 ** Math.floor(Math.log10(order.net))) *
      10 ** Math.floor(Math.log10(order.net)),
  }));
  const { findings } = await detectIn(detector, { orders: rounded });
  expect(findings[0]).toMatchObject({ subject: { kind: "data-set" }, facts: { digit: 0, digit_share: 1 } });
});
