import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./number-out-of-order.ts";

const day = (offset: number) => new Date(Date.UTC(2025, 2, 1 + offset)).toISOString().slice(0, 10);
/** Three hundred orders by number, five a day from 1 March, of ten sellers in turn. */
const orders = (dated: (seller: string, i: number) => string | undefined, number = (i: number) => 1000 + i) =>
  Array.from({ length: 300 }, (_, i) => {
    const seller_id = i % 10 === 9 ? "X" : `S${i % 10}`;
    return {
      order_id: `SO${number(i)}`,
      seller_id,
      customer_id: "C1",
      net: 100_000,
      currency: "CNY",
      ordered_at: dated(seller_id, i) ?? day(Math.floor(i / 5)),
    };
  });

test("a seller whose later numbers bear dates of the month before is told", async () => {
  const { findings } = await detectIn(detector, {
    orders: orders((s, i) => (s === "X" && i > 190 && i < 250 ? "2025-03-31" : undefined)),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 6, first: "2025-03-31", last: "2025-03-31" });
});

test("stays quiet on numbers in order, and where numbers do not follow dates at all", async () => {
  expect((await detectIn(detector, { orders: orders(() => undefined) })).findings).toEqual([]);
  const random = orders(
    (s, i) => (s === "X" && i > 190 && i < 250 ? "2025-03-31" : undefined),
    (i) => 1000 + ((i * 7919) % 300),
  );
  expect((await detectIn(detector, { orders: random })).findings).toEqual([]);
});
