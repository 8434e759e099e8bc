import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./near-duplicate-customer.ts";

const firms = [
  "安朗医药贸易",
  "德铭思大药房",
  "康健医疗设备",
  "优朗生物科技",
  "博远商贸",
  "嘉禾药业",
  "鼎盛器械",
  "瑞丰耗材",
  "华信康复用品",
  "新桥诊疗服务",
];
const usual = firms.map((name, i) => ({
  customer_id: `C${i}`,
  name: `杭州${name}有限公司`,
  owner_id: "S1",
  tax_number: `91330100MA000${i}`,
  address: `杭州市中山路${i + 10}号一层`,
}));
const found = async (...more: object[]) =>
  (await detectIn(detector, { customers: [...usual, ...more] as never })).findings;

test("a firm entered again with a character of the same sound and another legal form is told", async () => {
  const [finding, ...rest] = await found({
    customer_id: "N1",
    name: "杭州安郎医药贸易股份公司",
    owner_id: "S1",
  });
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ subject: { kind: "customer", id: "N1" }, seller: "S1" });
  expect(finding?.facts).toMatchObject({ other: "C0", sameSeller: true, sameParticulars: false });
  const shared = await found({
    customer_id: "N1",
    name: "杭州安郎医药贸易股份公司",
    owner_id: "S1",
    address: "杭州市中山路10号一层",
  });
  expect((shared[0]?.score ?? 0) - (finding?.score ?? 1)).toBeCloseTo(0.15, 10);
});

test("stays quiet on firms of one trade and town, and on a like name whose registration differs altogether", async () => {
  expect(await found()).toEqual([]);
  expect(
    await found({
      customer_id: "N1",
      name: "杭州安泰医药贸易有限公司",
      tax_number: "913301009999",
      address: "杭州市文三路500号",
    }),
  ).toEqual([]);
});
