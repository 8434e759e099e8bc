import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./sold-outside-territory.ts";

const cities = [
  ["杭州", "浙江"],
  ["宁波", "浙江"],
  ["南京", "江苏"],
  ["苏州", "江苏"],
  ["武汉", "湖北"],
] as const;
const customers = Array.from({ length: 30 }, (_, i) => {
  const [city, region] = cities[i % 5] ?? cities[0];
  return { customer_id: `C${i}`, name: `${city}康健医药有限公司`, region, address: `${city}市中山路${i}号` };
});
const orders = (shipTo: (customer: number, i: number) => string | undefined) =>
  customers.flatMap(({ customer_id, address }, c) =>
    Array.from({ length: 10 }, (_, i) => ({
      order_id: `${customer_id}-${i}`,
      customer_id,
      seller_id: "S1",
      ordered_at: `2025-0${(i % 9) + 1}-05`,
      net: 100_000,
      currency: "CNY",
      ship_to_address: shipTo(c, i) ?? address,
    })),
  );

test("a dealer of Hangzhou that has six of ten orders sent to Wuhan is told with the addresses", async () => {
  const { findings, charts } = await detectIn(detector, {
    customers,
    orders: orders((c, i) => (c === 0 && i < 6 ? `湖北省武汉市江汉路${i}号仓库` : undefined)),
  });
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "customer", id: "C0" }]);
  expect(findings[0]?.facts).toMatchObject({
    home: "杭州",
    count: 6,
    of: 10,
    areas: ["湖北"],
    addresses: 6,
    amount: 600_000,
  });
  expect(findings[0]?.score).toBeCloseTo(0.45 + 0.18 + 0.15 * (6 / 11), 10);
  expect(charts[0]?.rows).toEqual([
    { label: "武汉", value: 6, suspect: true },
    { label: "杭州", value: 4, suspect: false },
  ]);
});

test("where orders name no address the delivery's serves", async () => {
  const given = orders(() => undefined).map(({ ship_to_address, ...order }) => ({ order, ship_to_address }));
  const deliveries = given.map(({ order, ship_to_address }, i) => ({
    delivery_id: `D${i}`,
    order_id: order.order_id,
    address: order.customer_id === "C0" ? "武汉市江汉路1号" : ship_to_address,
    shipped_at: order.ordered_at,
  }));
  const { findings } = await detectIn(detector, {
    customers,
    orders: given.map(({ order }) => order),
    deliveries,
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["C0"]);
});

test("stays quiet within the region, on the customer's own branch, on two orders and where everybody ships across", async () => {
  const quiet = async (shipTo: (customer: number, i: number) => string | undefined) =>
    expect((await detectIn(detector, { customers, orders: orders(shipTo) })).findings).toEqual([]);
  await quiet((c, i) => (c === 0 && i < 6 ? "宁波市海曙路9号" : undefined));
  await quiet((c, i) => (c === 0 && i < 6 ? "南京市物流大道8号（杭州康健分仓）" : undefined));
  await quiet((c, i) => (c === 0 && i < 2 ? "武汉市江汉路1号" : undefined));
  await quiet((c, i) => (i < 5 ? cities[(c + 2) % 5]?.[0].concat("市北路1号") : undefined));
});
