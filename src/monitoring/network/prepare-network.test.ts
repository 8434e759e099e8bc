import { beforeAll, describe, expect, test } from "vitest";
import { usualLimits } from "./links-sql.ts";
import { type GivenRows, networkOf } from "./test-network.ts";

const order = (n: number, customer: string, seller: string, more: object = {}) => ({
  order_id: `O${n}`,
  customer_id: customer,
  seller_id: seller,
  net: 100_000,
  currency: "CNY",
  ordered_at: `2025-0${1 + (n % 9)}-10`,
  ...more,
});
const address = "上海市浦东新区世纪大道100号";

/** Three shells of S1 with one telephone, S1's own account behind one of them, and two honest customers of S2. */
const company: GivenRows = {
  employees: [
    { employee_id: "S1", name: "张伟", bank_account: "6222 0200 1111 2846", manager_id: "M1" },
    { employee_id: "S2", name: "李娜", phone: "13911112222" },
    { employee_id: "M1", name: "王总" },
  ],
  customers: [
    { customer_id: "A", name: "甲公司", phone: "+86 138-1234-2846", owner_id: "S2" },
    { customer_id: "B", name: "乙公司", phone: "13812342846", bank_account: "6222020011112846" },
    { customer_id: "C", name: "丙公司", phone: "138 1234 2846", address },
    { customer_id: "D", name: "丁公司", phone: "138****2846" },
    { customer_id: "E", name: "戊公司", phone: "13700001111" },
  ],
  orders: [
    order(1, "A", "S1"),
    order(2, "B", "S1"),
    order(3, "C", "S1"),
    order(4, "D", "S2", { ship_to_address: `中国${address}` }),
    order(5, "E", "S2", { payer_account: "1202728723539" }),
    order(6, "E", "S2"),
    order(7, "E", "S1"),
  ],
  payments: [
    {
      payment_id: "P1",
      order_id: "O5",
      amount: 60_000,
      paid_at: "2025-06-01",
      payer_account: "1202728723539",
      currency: "CNY",
    },
    {
      payment_id: "P2",
      customer_id: "E",
      amount: 40_000,
      paid_at: "2025-07-01",
      payer_account: "1202 7287 23539",
      currency: "CNY",
    },
  ],
  expenses: [
    {
      expense_id: "X1",
      employee_id: "S2",
      amount: 50_000,
      occurred_at: "2025-05-20",
      payee_account: "12027287-23539",
      currency: "CNY",
    },
    {
      expense_id: "X2",
      employee_id: "S2",
      amount: 70_000,
      occurred_at: "2025-05-20",
      payee_account: "999988887777",
      currency: "CNY",
    },
  ],
  approvals: [
    {
      approval_id: "V1",
      subject_id: "O1",
      approver_id: "M1",
      decided_at: "2025-01-11",
      amount: 100_000,
      currency: "CNY",
    },
    {
      approval_id: "V2",
      subject_id: "O2",
      approver_id: "M1",
      decided_at: "2025-02-11",
      amount: 100_000,
      currency: "CNY",
    },
  ],
};

let network: Awaited<ReturnType<typeof networkOf>>;
beforeAll(async () => {
  network = await networkOf(company);
}, 60_000);

const links = (relation: string) =>
  network.network_link
    .filter((link) => link.relation === relation)
    .map(({ from_kind, from_id, to_kind, to_id }) => {
      const node = network.network_node.find(({ kind, id }) => kind === to_kind && id === to_id);
      const isParty = node?.parties === undefined;
      return `${from_kind}:${from_id} ${to_kind}:${isParty ? to_id : node.label}`;
    })
    .sort();

describe("the network of a small company", () => {
  test("a telephone written in three ways ties three customers; one that is masked at the source ties nobody", () => {
    expect(links("has")).toEqual([
      "customer:A phone:…2846",
      "customer:B bank:…2846",
      "customer:B phone:…2846",
      "customer:C address:上海市浦东新…",
      "customer:C phone:…2846",
      "seller:S1 bank:…2846",
    ]);
  });

  test("goods sent to another's address are a tie of their own", () => {
    expect(links("ship-to")).toEqual(["customer:D address:上海市浦东新…"]);
  });

  test("money that goes out and comes back by one account is told both ways, and an expense that does not come back is not", () => {
    expect(links("pays-from")).toEqual(["customer:E bank:…3539"]);
    expect(links("paid-to")).toEqual(["seller:S2 bank:…3539"]);
    const of = (relation: string) => network.network_link.find((link) => link.relation === relation);
    expect(of("pays-from")).toMatchObject({
      amount: 100_000,
      documents: 2,
      first_on: "2025-06-01",
      last_on: "2025-07-01",
    });
    expect(of("paid-to")).toMatchObject({ amount: 50_000, documents: 1, currency: "CNY" });
  });

  test("trade, managers and approvals join the parties", () => {
    expect(links("trade")).toHaveLength(6);
    const e = network.network_link.find((link) => link.from_id === "S2" && link.to_id === "E");
    expect(e).toMatchObject({ relation: "trade", amount: 200_000, documents: 2, currency: "CNY" });
    expect(links("manages")).toEqual(["seller:M1 seller:S1"]);
    expect(links("approves")).toEqual(["seller:M1 seller:S1"]);
  });

  test("whoever sold to one of those who share a value, keeps it or has it is a subject of that value", () => {
    const subjects = (kind: string, label: string) =>
      network.network_node.find((node) => node.kind === kind && node.label === label)?.subjects;
    // S2 keeps A, and never sold to it.
    expect(subjects("phone", "…2846")).toBe('{"S1","S2"}');
    expect(subjects("bank", "…2846")).toBe('{"S1"}');
    expect(network.network_node.find(({ kind }) => kind === "seller")?.subjects).toMatch(/^\{"[SM]\d"\}$/);
    expect(network.network_node.find(({ kind }) => kind === "customer")?.subjects).toBe("{}");
  });

  test("no node holds a value in full, and its number follows from the run", () => {
    const shared = network.network_node.filter(({ parties }) => parties !== undefined);
    expect(shared).toHaveLength(4);
    for (const { id } of shared) expect(id).toMatch(/^0a1b2c3d-\d+$/);
    expect(JSON.stringify(network)).not.toMatch(/13812342846|1202728723539|6222020011112846|世纪大道/);
  });

  test("who shares most is a community, told with how much of its business stays within", () => {
    const communityOf = (id: string) => network.network_node.find((node) => node.id === id)?.community;
    expect(communityOf("A")).toBe(communityOf("C"));
    expect(communityOf("S1")).toBe(communityOf("B"));
    expect(communityOf("S2")).toBe(communityOf("E"));
    expect(communityOf("A")).not.toBe(communityOf("E"));
    const told = (id: string) => network.network_community.find((one) => one.id === communityOf(id));
    expect(told("B")).toMatchObject({
      sellers: 1,
      customers: 1,
      shared: 1,
      ties: 2,
      inside: 1,
      amount: 100_000,
    });
    // Of E's three orders one is S1's.
    expect(told("E")).toMatchObject({
      sellers: 1,
      customers: 1,
      shared: 1,
      ties: 2,
      subjects: '{"S1","S2"}',
    });
    expect(told("E")?.inside).toBeCloseTo(2 / 3, 10);
    expect(network.network_extent).toMatchObject([
      { public_values: 0, shared_left_off: 0, trade_left_off: 0 },
    ]);
  });
});

test("what more parties have than count as shared is public, and what does not fit is told", async () => {
  const many = Array.from({ length: 6 }, (_, i) => ({
    customer_id: `C${i}`,
    name: `客户${i}`,
    phone: "02155556666",
  }));
  const pair = ["C0", "C1"].map((customer_id) => ({
    contact_id: customer_id,
    customer_id,
    email: "a@example.com",
  }));
  const given: GivenRows = {
    customers: many,
    contacts: pair,
    orders: many.map(({ customer_id }, i) => order(i, customer_id, "S1")),
  };
  const few = await networkOf(given, { ...usualLimits, parties: 5, trade: 4 });
  expect(few.network_extent).toMatchObject([
    { public_values: 1, identifiers: 1, trade_left_off: 2, shared_left_off: 0 },
  ]);
  // Trade of those who share something is kept first.
  const kept = few.network_link.flatMap(({ relation, to_id }) => (relation === "trade" ? [to_id] : []));
  expect(kept).toEqual(expect.arrayContaining(["C0", "C1"]));
  const none = await networkOf(given, { ...usualLimits, shared: 1 });
  expect(none.network_extent).toMatchObject([{ identifiers: 0, shared_left_off: 8 }]);
});

test("without a single sale there is an empty network", async () => {
  const { network_node, network_link, network_community, network_extent } = await networkOf({});
  expect([network_node, network_link, network_community]).toEqual([[], [], []]);
  expect(network_extent).toMatchObject([{ parties: 0, links: 0, communities: 0, modularity: 0 }]);
});
