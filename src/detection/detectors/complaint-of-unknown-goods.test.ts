import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./complaint-of-unknown-goods.ts";

const order_lines = ["C1", "C2", "C3"].map((customer_id, i) => ({
  order_id: `O${i}`,
  customer_id,
  seller_id: "S1",
  product_id: "P1",
  quantity: 10,
  net: 10_000,
  currency: "CNY",
  ordered_at: "2025-02-01",
}));
const complaint = (description: string, more: object = {}) => ({
  complaint_id: "K1",
  customer_id: "C1",
  employee_id: "S1",
  product_id: "P1",
  category: "质量",
  description,
  received_at: "2025-03-01 09:00:00",
  ...more,
});
const found = async (...complaints: object[]) =>
  (await detectIn(detector, { order_lines, complaints: complaints as never })).findings;

test("goods without papers that are not in the system are told, with the words", async () => {
  const [finding, ...rest] = await found(complaint("上周送来的注射器没有随货单和发票，说是贵司业务员安排的"));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ subject: { kind: "customer", id: "C1" }, seller: "S1", score: 0.6 });
  expect(finding?.facts.signs).toEqual(["unpapered"]);
});

test("cheap goods from elsewhere, and a product the customer never had from us, add up", async () => {
  const [finding] = await found(
    complaint("本地市场出现低价货源，批号不是我方进货，请公司查窜货", { product_id: "P9" }),
  );
  expect(finding?.facts.signs).toEqual(["diverted", "not-sold"]);
  expect(finding?.score).toBeCloseTo(1 - 0.45 * 0.5, 10);
  const long = await found(complaint("包装漏气", { received_at: "2026-06-01 09:00:00" }));
  expect(long[0]?.facts.signs).toEqual(["not-sold"]);
});

test("stays quiet on a paper that is there but wrong, on goods that were sold, and where product codes match nowhere", async () => {
  expect(
    await found(complaint("随货单缺质检报告"), complaint("发票抬头少一个字，请换开", { complaint_id: "K2" })),
  ).toEqual([]);
  const foreign = Array.from({ length: 12 }, (_, i) =>
    complaint("漏气", { complaint_id: `K${i}`, product_id: `SKU-${i}` }),
  );
  expect(await found(...foreign)).toEqual([]);
});
