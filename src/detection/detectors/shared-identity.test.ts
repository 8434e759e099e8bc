import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import sharedIdentity from "./shared-identity.ts";

/** Thirty honest customers with values of their own, and one order each by sellers in turn. */
function honest(sellers = 5) {
  const ids = Array.from({ length: 30 }, (_, i) => i);
  return {
    customers: ids.map((i) => ({
      customer_id: `H${i}`,
      name: `${"甲乙丙丁戊己庚辛壬癸"[i % 10]}${"子丑寅"[Math.floor(i / 10)]}贸易有限公司`,
      phone: `1390000${1000 + i * 7}`,
      address: `杭州市西湖区文三路${100 + i}号`,
      tax_number: `9133010${1000 + i}`,
    })),
    orders: ids.map((i) => ({
      order_id: `HO${i}`,
      customer_id: `H${i}`,
      seller_id: `S${i % sellers}`,
      ordered_at: "2025-03-01",
      net: 10_000,
      currency: "CNY",
    })),
  };
}
const order = (
  order_id: string,
  customer_id: string,
  seller_id: string,
  more: Record<string, unknown> = {},
) => ({
  order_id,
  customer_id,
  seller_id,
  ordered_at: "2025-03-01",
  net: 5_000_000,
  currency: "CNY",
  ...more,
});

test("a customer with the telephone of its own seller is found, however the number is written", async () => {
  const { customers, orders } = honest();
  const { findings, charts } = await detectIn(sharedIdentity, {
    employees: [
      { employee_id: "S1", name: "王强", phone: "138-1234-5678" },
      { employee_id: "S2", name: "李静", phone: "13777770000" },
    ],
    customers: [...customers, { customer_id: "C1", name: "鸿运商行", phone: "+86 13812345678" }],
    orders: [...orders, order("O1", "C1", "S1")],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: "customer", id: "C1" },
    seller: "S1",
    amount: 5_000_000n,
    evidence: [1, 33, 64],
  });
  expect(findings[0]?.score).toBeCloseTo(0.86, 6);
  expect(findings[0]?.facts).toMatchObject({
    form: "employee",
    employee: "S1",
    isSeller: true,
    kinds: ["phone"],
  });
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(2);
});

test("bank account by which a customer pays, and the contact's address, are compared with employees too", async () => {
  const { customers, orders } = honest();
  const { findings } = await detectIn(sharedIdentity, {
    employees: [
      { employee_id: "E9", bank_account: "6222 0200 1234 5678", address: "上海市静安区南京西路1号" },
    ],
    customers: [
      ...customers,
      { customer_id: "C1", name: "鸿运商行" },
      { customer_id: "C2", name: "顺达商行" },
    ],
    contacts: [{ contact_id: "K1", customer_id: "C2", address: "上海静安区南京西路 1号" }],
    payments: [{ payment_id: "P1", customer_id: "C1", payer_account: "6222020012345678", amount: 1 }],
    orders: [...orders, order("O1", "C1", "S1"), order("O2", "C2", "S1")],
  });
  expect(findings.map(({ subject, facts }) => [subject.id, facts.kinds, facts.isSeller])).toEqual([
    ["C1", ["bank"], false],
    ["C2", ["address"], false],
  ]);
});

test("customers of different names that share telephone and account under one seller are found as one group", async () => {
  const { customers, orders } = honest();
  const straw = ["宏远", "金利", "瑞丰", "天成"].map((name, i) => ({
    customer_id: `C${i}`,
    name: `${name}商贸有限公司`,
    phone: "0571-88881234",
    bank_account: "33010012345678",
  }));
  const { findings } = await detectIn(sharedIdentity, {
    customers: [...customers, ...straw],
    orders: [...orders, ...straw.map(({ customer_id }, i) => order(`O${i}`, customer_id, "S1"))],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ seller: "S1", amount: 20_000_000n });
  expect(findings[0]?.facts).toMatchObject({
    count: 4,
    kinds: ["bank", "phone"],
    customers: ["C0", "C1", "C2", "C3"],
  });
  expect(findings[0]?.score).toBeGreaterThan(0.8);
});

test("tenants of one office park served by several sellers, and a switchboard of all employees, are innocent", async () => {
  const { customers, orders } = honest();
  const tenants = Array.from({ length: 12 }, (_, i) => ({
    customer_id: `T${i}`,
    name: `${"春夏秋冬东南西北金木水火"[i]}科技公司`,
    address: "苏州工业园区星湖街328号",
  }));
  const { findings } = await detectIn(sharedIdentity, {
    employees: ["E1", "E2", "E3", "E4"].map((employee_id) => ({
      employee_id,
      phone: "021-66668888",
      address: "苏州工业园区星湖街328号",
    })),
    customers: [...customers, ...tenants, { customer_id: "C1", name: "百盛", phone: "021-66668888" }],
    orders: [
      ...orders,
      ...tenants.map(({ customer_id }, i) => order(`O${i}`, customer_id, `S${i % 4}`)),
      order("OX", "C1", "S1"),
    ],
  });
  expect(findings).toEqual([]);
});

test("branches of one name that share a head office's telephone score below what is listed", async () => {
  const { customers, orders } = honest();
  const branches = ["一店", "二店", "三店"].map((name, i) => ({
    customer_id: `B${i}`,
    name: `全家便利${name}`,
    phone: "021-66660000",
  }));
  const { findings } = await detectIn(sharedIdentity, {
    customers: [...customers, ...branches],
    orders: [...orders, ...branches.map(({ customer_id }, i) => order(`O${i}`, customer_id, `S${i}`))],
  });
  expect(findings).toEqual([]);
});

test("where every third customer shares a telephone, sharing one says nothing", async () => {
  const { customers, orders } = honest();
  const { findings } = await detectIn(sharedIdentity, {
    customers: customers.map((customer, i) => ({ ...customer, phone: `139000010${10 + Math.floor(i / 2)}` })),
    orders,
  });
  expect(findings).toEqual([]);
});

test("orders of eight customers to one address by one seller are brushing; by many sellers they may be a warehouse", async () => {
  const { customers, orders } = honest();
  const to = (seller: (i: number) => string) =>
    Array.from({ length: 8 }, (_, i) =>
      order(`X${i}`, `H${i}`, seller(i), {
        ship_to_address: "杭州余杭区仓前街道9号",
        ship_to_phone: "13511112222",
      }),
    );
  const one = await detectIn(sharedIdentity, { customers, orders: [...orders.slice(8), ...to(() => "S1")] });
  expect(one.findings).toHaveLength(1);
  expect(one.findings[0]?.facts).toMatchObject({
    form: "orders",
    count: 8,
    kinds: ["ship-to-address", "ship-to-phone"],
    seller: "S1",
  });
  expect(one.findings[0]?.sentence.zh).toContain("收货地址、收货电话");
  const many = await detectIn(sharedIdentity, {
    customers,
    orders: [...orders.slice(8), ...to((i) => `S${i}`)],
  });
  expect(many.findings).toEqual([]);
});

test("two groups of equal size that begin with the same customers are two findings", async () => {
  const { customers, orders } = honest();
  const from = (device: string, last: string) =>
    ["H0", "H1", "H2", "H3", "H4", "H5", last].map((customer, i) =>
      order(`${device}${i}`, customer, "S1", { device_id: device }),
    );
  const { findings } = await detectIn(sharedIdentity, {
    customers,
    orders: [...orders, ...from("D1", "H6"), ...from("D2", "H7")],
  });
  expect(findings.map(({ facts }) => facts.count)).toEqual([7, 7]);
  expect(new Set(findings.map(({ key }) => key)).size).toBe(2);
});
