import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./complaints-above-peers.ts";

const sellers = [...Array.from({ length: 10 }, (_, s) => `S${s}`), "X"];
const orders = sellers.flatMap((seller_id) =>
  Array.from({ length: 50 }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    customer_id: `C${i % 5}`,
    net: 10_000,
    currency: "CNY",
    ordered_at: "2025-03-01",
  })),
);
const about = (order_id: string, more: object = {}) => ({
  complaint_id: `K-${order_id}`,
  order_id,
  category: "质量",
  description: "漏气",
  received_at: "2025-04-01 09:00:00",
  ...more,
});
const usual = sellers.flatMap((seller) => [
  about(`${seller}-0`),
  about(`${seller}-1`, { category: "评价", rating: 5 }),
]);

test("a seller with ten complaints on fifty sales is told, low ratings among them", async () => {
  const more = Array.from({ length: 9 }, (_, i) =>
    about(`X-${i + 2}`, i < 4 ? { category: "评价", rating: 1 } : {}),
  );
  const { findings } = await detectIn(detector, { orders, complaints: [...usual, ...more] });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 10, of: 50, peersShare: 0.02 });
});

test("stays quiet on many reviews, all of them good", async () => {
  const praise = Array.from({ length: 12 }, (_, i) => about(`X-${i + 2}`, { category: "评价", rating: 5 }));
  const low = about("S1-9", { category: "评价", rating: 1 });
  expect((await detectIn(detector, { orders, complaints: [...usual, low, ...praise] })).findings).toEqual([]);
});
