import { expect, test } from "vitest";
import { detectIn, type Given } from "../test-detector.ts";
import documentMismatch from "./document-mismatch.ts";

type Change = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Deals whose five documents agree, at least forty; the i-th change alters, or with `undefined` takes away, documents of deal Oi. */
function agreeing(...changes: readonly Change[]): Given {
  const ids = Array.from({ length: 40 + 10 * changes.length }, (_, i) => i);
  const rows = (kind: string, make: (i: number) => Record<string, unknown>) =>
    ids.flatMap((i) => {
      const change = changes[i] ?? {};
      if (!(kind in change)) return [make(i)];
      return change[kind] === undefined ? [] : [{ ...make(i), ...change[kind] }];
    });
  const base = (i: number) => ({ order_id: `O${i}`, customer_id: `C${i}`, currency: "CNY" });
  return {
    customers: ids.map((i) => ({
      customer_id: `C${i}`,
      name: `第${i}商贸有限公司`,
      tax_number: `9131000${i}`,
    })),
    contracts: rows("contract", (i) => ({
      contract_id: `K${i}`,
      customer_id: `C${i}`,
      signed_at: "2025-02-20",
      amount: 113_000,
      payment_terms_days: 30,
      currency: "CNY",
    })),
    orders: rows("order", (i) => ({
      ...base(i),
      contract_id: `K${i}`,
      seller_id: "S1",
      ordered_at: "2025-03-01",
      net: 100_000,
      tax: 13_000,
      gross: 113_000,
      payment_terms_days: 30,
      billing_status: "已开票",
      delivery_status: "已发货",
    })),
    order_lines: rows("line", (i) => ({
      order_id: `O${i}`,
      line_no: "1",
      product_id: "P1",
      quantity: 10,
      unit_price: 100,
      net: 100_000,
      currency: "CNY",
    })),
    deliveries: rows("delivery", (i) => ({
      ...base(i),
      delivery_id: `D${i}`,
      quantity: 10,
      shipped_at: "2025-03-05",
    })),
    invoices: rows("invoice", (i) => ({
      ...base(i),
      invoice_id: `I${i}`,
      buyer_name: `第${i}商贸公司`,
      buyer_tax_number: `9131000${i}`,
      invoiced_at: "2025-03-10",
      net: 100_000,
      tax: 13_000,
      gross: 113_000,
    })),
    invoice_lines: rows("invoice-line", (i) => ({
      invoice_id: `I${i}`,
      product_id: "P1",
      quantity: 10,
      unit_price: 100,
      net: 100_000,
      currency: "CNY",
    })),
    payments: rows("payment", (i) => ({
      payment_id: `Y${i}`,
      invoice_id: `I${i}`,
      payer_name: `第${i}商贸有限公司`,
      paid_at: "2025-04-05",
      amount: 113_000,
      currency: "CNY",
    })),
  };
}

test("stays quiet when all five documents agree", async () => {
  expect((await detectIn(documentMismatch, agreeing())).findings).toEqual([]);
});

const departures: readonly (readonly [string, Change])[] = [
  [
    "header-and-lines",
    { line: { net: 60_000, unit_price: 60, quantity: 10 }, "invoice-line": { unit_price: 60 } },
  ],
  ["invoiced-more", { invoice: { net: 130_000, tax: 16_900, gross: 146_900 } }],
  [
    "invoice-party",
    { invoice: { customer_id: "C7", buyer_name: "远大实业有限公司", buyer_tax_number: undefined } },
  ],
  ["tax-rate", { invoice: { net: 106_604, tax: 6_396 } }],
  ["invoiced-before-order", { invoice: { invoiced_at: "2025-02-25" } }],
  ["quantity", { delivery: { quantity: 6 } }],
  ["delivery-party", { delivery: { customer_id: "C9" } }],
  ["delivered-before-order", { delivery: { shipped_at: "2025-02-26" } }],
  ["invoiced-not-delivered", { delivery: undefined }],
  ["billed-not-delivered", { order: { delivery_status: "未发货" } }],
  ["contract-party", { contract: { customer_id: "C9" } }],
  ["contract-exceeded", { contract: { amount: 80_000 } }],
  ["contract-missing", { contract: undefined }],
  ["terms", { contract: { payment_terms_days: 180 } }],
  ["paid-more", { payment: { amount: 150_000 } }],
  ["payer", { payment: { payer_name: "张三" } }],
  ["price", { "invoice-line": { unit_price: 120 } }],
  ["net-tax-gross", { order: { tax: 9_000 } }],
  ["tax-number", { invoice: { buyer_tax_number: "91440300MA5" } }],
  ["delivered-not-invoiced", { invoice: undefined, "invoice-line": undefined, payment: undefined }],
];

test("each document out of line is found, and of each deal only the sign that is wrong is told", async () => {
  const { findings } = await detectIn(documentMismatch, agreeing(...departures.map(([, change]) => change)));
  const told = findings.map(({ subject, facts }) => [
    subject.id,
    (facts.signs as { sign: string }[]).map(({ sign }) => sign),
  ]);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(departures.map(([sign], i) => [`O${i}`, [sign]])),
  );
  for (const { score } of findings) expect(score).toBeGreaterThanOrEqual(0.5);
});

test("one contract signed late, or terms a little longer, is paperwork; with another disagreement it counts", async () => {
  const late: Change = { contract: { signed_at: "2025-03-09" } };
  const longer: Change = { contract: { payment_terms_days: 45 } };
  expect((await detectIn(documentMismatch, agreeing(late, longer))).findings).toEqual([]);
  const { findings } = await detectIn(
    documentMismatch,
    agreeing({ ...late, payment: { payer_name: "张三" } }),
  );
  const signs = (findings[0]?.facts.signs ?? []) as { sign: string }[];
  expect(signs.map(({ sign }) => sign).sort()).toEqual(["order-before-contract", "payer"]);
});

test("two disagreements weigh more than one, and the chart lays the documents side by side", async () => {
  const one = await detectIn(documentMismatch, agreeing({ payment: { payer_name: "张三" } }));
  const two = await detectIn(
    documentMismatch,
    agreeing({ payment: { payer_name: "张三" }, delivery: undefined }),
  );
  expect(two.findings[0]?.score).toBeGreaterThan(one.findings[0]?.score ?? 1);
  expect(two.findings[0]?.amount).toBe(113_000n);
  expect(two.charts[0]?.rows.map((row) => "document" in row && row.document)).toEqual([
    "contract",
    "order",
    "order-line",
    "invoice",
    "payment",
  ]);
});

test("differences within two percent, part deliveries not yet billed and young documents are let pass", async () => {
  const within = await detectIn(
    documentMismatch,
    agreeing({ invoice: { net: 101_000, tax: 13_130, gross: 114_130 } }),
  );
  expect(within.findings).toEqual([]);
  const young = await detectIn(documentMismatch, agreeing({ delivery: undefined }), { asOf: "2025-04-10" });
  expect(young.findings).toEqual([]);
});

test("a disagreement of most documents is one finding about the data, not one a deal", async () => {
  const given = agreeing();
  const { findings } = await detectIn(documentMismatch, {
    ...given,
    order_lines: (given.order_lines ?? []).map((line) => ({ ...line, net: 250_000, unit_price: 100 })),
  });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: { kind: "data-set", id: "header-and-lines" }, score: 0.3 });
  expect(findings[0]?.sentence.en).toContain("40 of 40");
});

test("kinds of document that the data do not have are not asked for", async () => {
  const { orders, order_lines } = agreeing();
  expect(
    (await detectIn(documentMismatch, { orders: orders ?? [], order_lines: order_lines ?? [] })).findings,
  ).toEqual([]);
});

test("amounts in different currencies are not held against each other", async () => {
  const { findings } = await detectIn(
    documentMismatch,
    agreeing({
      invoice: { currency: "USD", net: 900_000, tax: 117_000, gross: 1_017_000 },
      payment: { currency: "JPY", amount: 9_000_000 },
    }),
  );
  expect(findings).toEqual([]);
});

test("the same lone disagreement of one customer in many deals is one finding about the customer", async () => {
  const treasury = {
    payment: { payer_name: "集团财务有限公司" },
    order: { customer_id: "C0" },
    invoice: { customer_id: "C0", buyer_name: "第0商贸公司", buyer_tax_number: "91310000" },
  };
  const changes = Array.from({ length: 4 }, () => ({
    ...treasury,
    delivery: { customer_id: "C0" },
    contract: { customer_id: "C0" },
  }));
  const { findings, charts } = await detectIn(documentMismatch, agreeing(...changes));
  const habit = findings.filter(({ subject }) => subject.kind === "customer");
  expect(habit).toHaveLength(1);
  expect(habit[0]).toMatchObject({ subject: { id: "C0" }, evidenceTotal: 4, facts: { deals: 4 } });
  expect(habit[0]?.sentence.en).toContain("4 deals of customer C0");
  expect(charts[findings.indexOf(habit[0] as (typeof findings)[number])]?.rows.length).toBe(8);
  expect(findings.filter(({ subject }) => subject.kind === "order")).toEqual([]);
});
