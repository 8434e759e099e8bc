import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import splitOrder from "./split-order.ts";

let serial = 0;
const order = (customer_id: string, ordered_at: string, yuan: number, seller_id = "S1") => {
  serial += 1;
  return { order_id: `O${serial}`, customer_id, seller_id, ordered_at, net: yuan * 100, currency: "CNY" };
};

/** Sixty honest orders of one customer each, spread over the year. */
const calm = () =>
  Array.from({ length: 60 }, (_, i) =>
    order(
      `H${i}`,
      `2025-${String((i % 12) + 1).padStart(2, "0")}-${String((i % 27) + 1).padStart(2, "0")}`,
      3000 + i * 900,
    ),
  );

test("three orders of one day just under the limit are one finding with their total at risk", async () => {
  const orders = [
    order("C1", "2025-05-06", 48_000),
    order("C1", "2025-05-06", 47_000),
    order("C1", "2025-05-06", 46_000),
  ];
  const { findings, charts } = await detectIn(splitOrder, { orders: [...orders, ...calm()] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    seller: "S1",
    customer: "C1",
    amount: 14_100_000n,
    evidence: [1, 2, 3],
  });
  expect(findings[0]?.facts).toMatchObject({ documents: 3, days: 1, limit: 5_000_000, inferred: false });
  expect(findings[0]?.score).toBeGreaterThan(0.75);
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(3);
});

test("parts given to near-duplicate customers count together, and score higher than two alone", async () => {
  const { findings } = await detectIn(splitOrder, {
    customers: [
      { customer_id: "C1", name: "上海华信商贸有限公司", tax_number: "91310000MA1FL" },
      { customer_id: "C2", name: "华信（上海）贸易", tax_number: "91310000MA1FL" },
    ],
    orders: [order("C1", "2025-05-06", 45_000), order("C2", "2025-05-08", 42_000), ...calm()],
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.facts).toMatchObject({ customers: ["C1", "C2"], documents: 2, days: 3 });
  expect(findings[0]?.score).toBeGreaterThan(0.6);
});

test("the limit is read off the approvals: what needed the director starts at 20,000", async () => {
  const orders = [
    ...Array.from({ length: 80 }, (_, i) => order(`H${i}`, `2025-0${(i % 9) + 1}-15`, 1000 + i * 750)),
    order("C1", "2025-05-06", 19_500),
    order("C1", "2025-05-07", 19_000),
  ];
  const approvals = orders.map(({ order_id, net }) => ({
    subject_id: order_id,
    level: net >= 2_000_000 ? "总监" : "经理",
    amount: net,
    currency: "CNY",
  }));
  const { findings } = await detectIn(splitOrder, { orders, approvals });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.facts).toMatchObject({ limit: 2_000_000, inferred: true, total: 3_850_000 });
});

test("an approval asked of small orders for another reason does not hide the limit, which is told by kind of document", async () => {
  const orders = [
    ...Array.from({ length: 120 }, (_, i) => order(`H${i}`, `2025-0${(i % 9) + 1}-15`, 1000 + i * 500)),
    order("C1", "2025-05-06", 19_500),
    order("C1", "2025-05-07", 19_000),
  ];
  const approvals = orders
    .filter(({ net }, i) => net >= 2_000_000 || i % 10 === 3)
    .map(({ order_id, net }) => ({ subject_id: order_id, level: "总监", amount: net, currency: "CNY" }));
  const { findings } = await detectIn(splitOrder, { orders, approvals });
  expect(findings.map(({ facts }) => facts)).toMatchObject([
    { limit: 2_000_000, inferred: true, total: 3_850_000 },
  ]);
});

test("stays quiet on a customer who orders every few days, and on parts further apart than a week", async () => {
  const weekly = Array.from({ length: 60 }, (_, i) =>
    order("W", new Date(Date.UTC(2025, 0, 2 + i * 5)).toISOString().slice(0, 10), 32_000 + (i % 7) * 2000),
  );
  const apart = [order("C1", "2025-05-01", 48_000), order("C1", "2025-05-20", 48_000)];
  const { findings } = await detectIn(splitOrder, { orders: [...weekly, ...apart, ...calm()] });
  expect(findings).toEqual([]);
});

test("stays quiet where such clusters are as common beside the limit as at it", async () => {
  const pairs = [30_000, 60_000, 120_000].flatMap((yuan) =>
    Array.from({ length: 6 }, (_, i) => [
      order(`P${yuan}-${i}`, `2025-0${i + 1}-10`, yuan * 0.72),
      order(`P${yuan}-${i}`, `2025-0${i + 1}-12`, yuan * 0.7),
    ]).flat(),
  );
  const { findings } = await detectIn(splitOrder, { orders: [...pairs, ...calm()] });
  expect(findings).toEqual([]);
});

test("orders of different sellers, customers or currencies are not added up", async () => {
  const { findings } = await detectIn(splitOrder, {
    orders: [
      order("C1", "2025-05-06", 48_000, "S1"),
      order("C1", "2025-05-06", 48_000, "S2"),
      order("C2", "2025-05-06", 48_000, "S1"),
      { ...order("C1", "2025-05-06", 48_000, "S1"), currency: "USD" },
      ...calm(),
    ],
  });
  expect(findings).toEqual([]);
});

test("contracts beside the orders are looked at on their own", async () => {
  const contract = (contract_id: string, yuan: number) => ({
    contract_id,
    customer_id: "C9",
    seller_id: "S2",
    signed_at: "2025-06-03",
    amount: yuan * 100,
    currency: "CNY",
  });
  const { findings } = await detectIn(splitOrder, {
    orders: calm(),
    contracts: [contract("K1", 49_000), contract("K2", 48_500)],
  });
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "contract", id: "K1" }]);
});
