import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./changed-and-changed-back.ts";

const customers = Array.from({ length: 40 }, (_, i) => ({ customer_id: `C${i}`, owner_id: "S1" }));
const orders = [
  {
    order_id: "O1",
    customer_id: "C1",
    seller_id: "S1",
    net: 5_000_000,
    currency: "CNY",
    ordered_at: "2025-03-11 09:00:00",
  },
];
const change = (
  customer: string,
  field: string,
  old_value: string,
  new_value: string,
  changed_at: string,
  changed_by = "S1",
) => ({ subject_kind: "客户", subject_id: customer, field, old_value, new_value, changed_at, changed_by });
const swing = (customer: string, by = "S1", back = "2025-03-15 10:00:00") => [
  change(customer, "信用额度", "100000.00", "600000.00", "2025-03-10 23:10:00", by),
  change(customer, "信用额度", "600000.00", "100000.00", back, by),
];
const found = async (changes: object[]) =>
  (await detectIn(detector, { customers, orders, changes: changes as never })).findings;

test("a limit raised at night by the seller, used, and restored is told with the sale between", async () => {
  const [finding, ...rest] = await found(swing("C1"));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    subject: { kind: "customer", id: "C1" },
    seller: "S1",
    amount: 5_000_000n,
  });
  expect(finding?.facts).toMatchObject({
    about: "terms",
    days: 5,
    sales: 1,
    before: "100000.00",
    between: "600000.00",
  });
  expect(finding?.score).toBeCloseTo(0.35 + 0.25 + 0.1 + 0.1 * (1 - 5 / 45) + 0.05, 10);
});

test("stays quiet on a change that stands, one undone after months, and a season's raise by the credit department", async () => {
  expect(await found([change("C2", "银行账号", "111", "222", "2025-03-10 10:00:00")])).toEqual([]);
  expect(await found(swing("C2", "S1", "2025-07-15 10:00:00"))).toEqual([]);
  expect(await found(swing("C2", "CW1", "2025-04-20 10:00:00"))).toEqual([]);
});
