import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./odd-hours.ts";

const people = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const orders = (created: (person: string, i: number) => string) =>
  people.flatMap((created_by) =>
    Array.from({ length: 25 }, (_, i) => ({
      order_id: `${created_by}-${i}`,
      created_by,
      seller_id: "S1",
      customer_id: "C1",
      net: 1000,
      currency: "CNY",
      ordered_at: "2025-03-05",
      created_at: created(created_by, i),
    })),
  );
const found = async (created: (person: string, i: number) => string) =>
  (await detectIn(detector, { orders: orders(created) })).findings;

test.each([
  ["at night", "2025-03-05 23:40:00"],
  ["at a weekend", "2025-03-08 11:00:00"],
])("one who enters ten of twenty-five sales %s is told", async (_, at) => {
  const [finding, ...rest] = await found((p, i) => (p === "X" && i < 10 ? at : "2025-03-05 10:20:00"));
  expect(rest).toEqual([]);
  expect(finding?.facts).toMatchObject({ unit: "X", count: 10, of: 25, peersShare: 0 });
});

test("a web shop's account enters at all hours and is nobody", async () => {
  const shop = orders((p) => (p === "X" ? "2025-03-05 23:40:00" : "2025-03-05 10:20:00")).map((order) =>
    order.created_by === "X" ? { ...order, created_by: "商城接口" } : order,
  );
  expect((await detectIn(detector, { orders: shop })).findings).toEqual([]);
});

test("stays quiet on dates without a time, and where everybody works late", async () => {
  expect(await found((p) => (p === "X" ? "2025-03-08 00:00:00" : "2025-03-05 10:20:00"))).toEqual([]);
  expect(await found((_, i) => (i < 10 ? "2025-03-05 23:40:00" : "2025-03-05 10:20:00"))).toEqual([]);
});
