import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse, type Sql, sql, type Warehouse } from "../platform/index.ts";
import { fieldClass, isGiven, meansKind, numberIn } from "./change-words.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ threads: 1 });
});
afterAll(() => warehouse.close());
const value = async (expression: Sql) =>
  (await warehouse.first<{ v: unknown }>(sql`SELECT ${expression} AS v`))?.v;

test.each([
  ["订单金额", "amount"],
  ["order_amount", "amount"],
  ["负责人", "owner"],
  ["账期（天）", "terms"],
  ["payment_terms_days", "terms"],
  ["银行账号", "bank"],
  ["account_name", "customer"],
  ["客户编号", "customer"],
  ["签订日期", "date"],
  ["ordered_at", "date"],
  ["last_modified_time", undefined],
  ["备注", undefined],
])("a change of %s is about %s", async (field, about) => {
  expect(await value(fieldClass(sql`${field}`))).toBe(about);
});

test.each([
  ["¥1,200.50", 1200.5],
  ["80000", 80_000],
  ["-3 件", -3],
  ["张三", undefined],
])("the number in %s is %s", async (text, number) => {
  expect(await value(numberIn(sql`${text}`))).toBe(number);
});

test.each([
  ["同意", true],
  ["已通过", true],
  ["approved", true],
  ["不同意", false],
  ["驳回", false],
  ["not approved", false],
])("decision %s: %s", async (decision, given) => {
  expect(await value(isGiven(sql`${decision}`))).toBe(given);
});

test.each([
  ["SalesOrderObj", "order", true],
  ["合同", "order", false],
  ["Accounts", "customer", true],
  ["对象", "invoice", true],
])("kind %s may mean %s: %s", async (kind, document, may) => {
  expect(await value(meansKind(sql`${kind}`, sql`${document}`))).toBe(may);
});
