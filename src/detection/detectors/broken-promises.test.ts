import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./broken-promises.ts";

const sellers = [...Array.from({ length: 10 }, (_, s) => `S${s}`), "X"];
const orders = sellers.flatMap((seller_id) =>
  Array.from({ length: 20 }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    customer_id: `C${i % 5}`,
    net: 10_000,
    currency: "CNY",
    ordered_at: "2025-03-01",
  })),
);
const complaint = (order_id: string, description: string, more: object = {}) => ({
  complaint_id: `K-${order_id}`,
  order_id,
  description,
  received_at: "2025-04-01 09:00:00",
  ...more,
});
const plain = sellers.map((seller) => complaint(`${seller}-0`, "外箱破损，内有2盒受潮"));

test("a seller with four such complaints, in whichever words and without being named, is told", async () => {
  const said = [
    "说好三个月进院，现在没有下文",
    "业务员答应的返利没有兑现",
    "与之前介绍的不一致，请核实",
    "We were promised a refund",
  ];
  const { findings } = await detectIn(detector, {
    orders,
    complaints: [...plain, ...said.map((text, i) => complaint(`X-${i + 1}`, text))],
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 4, of: 20 });
  // The complaints come after the 220 orders and the plain complaints.
  expect(findings[0]?.evidence).toEqual([232, 233, 234, 235]);
});

test("stays quiet on complaints of damage and delay, on praise with a rating, and on a single misread clause", async () => {
  const damage = [1, 2, 3, 4].map((i) => complaint(`X-${i}`, "到货比约定晚了3天"));
  expect((await detectIn(detector, { orders, complaints: [...plain, ...damage] })).findings).toEqual([]);
  const praise = [1, 2, 3, 4].map((i) => complaint(`X-${i}`, "承诺的都做到了", { rating: 5 }));
  expect((await detectIn(detector, { orders, complaints: [...plain, ...praise] })).findings).toEqual([]);
  const one = complaint("X-1", "当初说近效期都能换");
  expect((await detectIn(detector, { orders, complaints: [...plain, one] })).findings).toEqual([]);
});
