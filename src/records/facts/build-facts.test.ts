import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { TableName } from "../kinds/kinds.ts";
import { createTables } from "../kinds/tables.ts";
import { buildFacts } from "./build-facts.ts";
import { facts } from "./facts.ts";

let warehouse: Warehouse;
let rid = 0;
beforeEach(async () => {
  warehouse = await openWarehouse();
  await createTables(warehouse);
  rid = 0;
});
afterEach(() => warehouse.close());

type Row = Readonly<Record<string, string | number>>;

/** Rids count up from 1 in the order the rows are given. */
async function given(tables: Partial<Record<TableName, readonly Row[]>>, asOf?: string) {
  for (const [table, rows] of Object.entries(tables)) {
    for (const row of rows) {
      const names = ["rid", ...Object.keys(row)].map((name) => sql.ref(name));
      const values: Sql[] = [++rid, ...Object.values(row)].map((value) => sql.lit(value));
      await warehouse.run(
        sql`INSERT INTO ${sql.ref(table)} (${sql.join(names)}) VALUES (${sql.join(values)})`,
      );
    }
  }
  await buildFacts(warehouse, asOf);
}

const all = (table: string, columns: string) =>
  warehouse.all(sql`SELECT ${sql.raw(columns)} FROM ${sql.ref(table)} ORDER BY rid, currency`);

test("every fact table has the declared columns and types, whatever the input", async () => {
  await given({});
  for (const [table, columns] of Object.entries(facts)) {
    const described = await warehouse.all<{ column_name: string; column_type: string }>(
      sql`DESCRIBE ${sql.ref(table)}`,
    );
    expect(
      Object.fromEntries(described.map(({ column_name, column_type }) => [column_name, column_type])),
    ).toEqual(columns);
  }
});

test("the types are the same for invoices as for orders", async () => {
  await given({
    invoices: [{ invoice_id: "I-1", net: 100 }],
    invoice_lines: [{ invoice_id: "I-1", product_id: "P", quantity: 1, net: 100 }],
    credit_notes: [{ credit_note_id: "C-1", amount: 5 }],
  });
  for (const [table, columns] of Object.entries(facts)) {
    const described = await warehouse.all<{ column_name: string; column_type: string }>(
      sql`DESCRIBE ${sql.ref(table)}`,
    );
    expect(
      Object.fromEntries(described.map(({ column_name, column_type }) => [column_name, column_type])),
    ).toEqual(columns);
  }
});

test("lines take date, seller, customer and currency from their header, and the header its amount from them", async () => {
  await given({
    orders: [
      {
        order_id: "SO-1",
        ordered_at: "2024-03-05 08:26:00",
        seller_id: "E1",
        customer_id: "C1",
        region: "East",
        currency: "CNY",
      },
    ],
    order_lines: [
      { order_id: "SO-1", line_no: "1", product_id: "P1", quantity: 2, unit_price: 1.255 },
      {
        order_id: "SO-1",
        line_no: "2",
        product_id: "P2",
        quantity: 4,
        net: 1000,
        currency: "CNY",
        seller_id: "E2",
      },
    ],
  });
  expect(
    await all(
      "sale_lines",
      "rid, doc_kind, doc_id, line_no, CAST(sold_at AS VARCHAR) AS sold_at, seller, customer, product, quantity, unit_price, amount, currency",
    ),
  ).toEqual([
    {
      rid: 2,
      doc_kind: "order-line",
      doc_id: "SO-1",
      line_no: "1",
      sold_at: "2024-03-05 08:26:00",
      seller: "E1",
      customer: "C1",
      product: "P1",
      quantity: 2,
      unit_price: 1.255,
      amount: 251,
      currency: "CNY",
    },
    {
      rid: 3,
      doc_kind: "order-line",
      doc_id: "SO-1",
      line_no: "2",
      sold_at: "2024-03-05 08:26:00",
      seller: "E2",
      customer: "C1",
      product: "P2",
      quantity: 4,
      unit_price: 2.5,
      amount: 1000,
      currency: "CNY",
    },
  ]);
  expect(
    await all("sales", "rid, doc_kind, doc_id, seller, customer, amount, gross, currency, cancelled, lines"),
  ).toEqual([
    {
      rid: 1,
      doc_kind: "order",
      doc_id: "SO-1",
      seller: "E1",
      customer: "C1",
      amount: 1251,
      gross: 1251,
      currency: "CNY",
      cancelled: false,
      lines: 2,
    },
  ]);
});

test("lines alone make one sale a document", async () => {
  await given({
    order_lines: [
      { order_id: "SO-1", line_no: "1", quantity: 1, gross: 100, seller_id: "E1", ordered_at: "2024-03-06" },
      { order_id: "SO-1", line_no: "2", quantity: 1, gross: 50, seller_id: "E1", ordered_at: "2024-03-05" },
      { order_id: "SO-2", line_no: "1", quantity: 1, gross: 7, seller_id: "E2" },
    ],
  });
  expect(
    await all("sales", "rid, doc_id, CAST(sold_at AS DATE) AS day, seller, amount, lines, currency"),
  ).toEqual([
    { rid: 1, doc_id: "SO-1", day: "2024-03-05", seller: "E1", amount: 150, lines: 2, currency: "XXX" },
    { rid: 3, doc_id: "SO-2", day: undefined, seller: "E2", amount: 7, lines: 1, currency: "XXX" },
  ]);
});

test("lines without an order are sales of their own", async () => {
  await given({
    order_lines: [
      { line_id: "1", quantity: 1, gross: 100, seller_id: "v1" },
      { line_id: "2", quantity: 1, gross: 200, seller_id: "v1" },
    ],
  });
  expect(await all("sales", "doc_id, amount")).toEqual([
    { doc_id: "1", amount: 100 },
    { doc_id: "2", amount: 200 },
  ]);
});

test("documents that only their lines know stand beside those with headers", async () => {
  await given({
    orders: [{ order_id: "SO-1", net: 100 }],
    order_lines: [
      { order_id: "SO-1", net: 100, quantity: 1 },
      { order_id: "SO-9", net: 30, quantity: 1, seller_id: "E1" },
    ],
  });
  expect(await all("sales", "rid, doc_id, amount, seller")).toEqual([
    { rid: 1, doc_id: "SO-1", amount: 100, seller: undefined },
    { rid: 3, doc_id: "SO-9", amount: 30, seller: "E1" },
  ]);
});

test("invoice lines alone make sales, billings, and reversals of the credit notes", async () => {
  await given({
    invoice_lines: [
      {
        invoice_id: "536365",
        product_id: "A",
        quantity: 6,
        unit_price: 2.55,
        customer_id: "17850",
        invoiced_at: "2010-12-01 08:26:00",
      },
      {
        invoice_id: "536365",
        product_id: "A",
        quantity: 6,
        unit_price: 2.55,
        customer_id: "17850",
        invoiced_at: "2010-12-01 08:26:00",
      },
      { invoice_id: "536380", product_id: "B", quantity: -3, unit_price: 0, invoiced_at: "2010-12-01" },
    ],
    credit_notes: [
      {
        credit_note_id: "C536379",
        product_id: "A",
        quantity: -1,
        unit_price: 2.55,
        credited_at: "2010-12-02",
      },
    ],
  });
  expect(await all("sales", "doc_kind, doc_id, customer, amount, lines, currency")).toEqual([
    { doc_kind: "invoice", doc_id: "536365", customer: "17850", amount: 3060, lines: 2, currency: "XXX" },
  ]);
  expect(await all("billings", "doc_id, amount, currency")).toEqual([
    { doc_id: "536365", amount: 3060, currency: "XXX" },
  ]);
  expect(await all("reversals", "rid, form, doc_id, quantity, amount, currency")).toEqual([
    { rid: 4, form: "credit-note", doc_id: "C536379", quantity: 1, amount: 255, currency: "XXX" },
  ]);
});

test("negative lines are reversals and no sales; adjustments without value are neither", async () => {
  await given({
    order_lines: [
      { order_id: "SO-1", quantity: 5, net: 500, product_id: "P" },
      {
        order_id: "SO-2",
        quantity: -2,
        net: -200,
        product_id: "P",
        seller_id: "E1",
        ordered_at: "2024-03-05",
      },
      { order_id: "SO-3", quantity: -9, net: 0, product_id: "P" },
      { order_id: "SO-4", quantity: -1, net: 40, product_id: "P" },
    ],
  });
  expect(await all("sale_lines", "rid, amount, currency")).toEqual([
    { rid: 1, amount: 500, currency: "XXX" },
  ]);
  expect(await all("reversals", "rid, form, doc_id, seller, quantity, amount, currency")).toEqual([
    {
      rid: 2,
      form: "negative-line",
      doc_id: "SO-2",
      seller: "E1",
      quantity: 2,
      amount: 200,
      currency: "XXX",
    },
    {
      rid: 4,
      form: "negative-line",
      doc_id: "SO-4",
      seller: undefined,
      quantity: 1,
      amount: 40,
      currency: "XXX",
    },
  ]);
});

test("a negative order without lines is a reversal and no sale", async () => {
  await given({ orders: [{ order_id: "SO-1", net: -100, customer_id: "C1" }] });
  expect(await all("sales", "rid, currency")).toEqual([]);
  expect(await all("reversals", "rid, form, doc_id, customer, amount, currency")).toEqual([
    { rid: 1, form: "negative-line", doc_id: "SO-1", customer: "C1", amount: 100, currency: "XXX" },
  ]);
});

test("a header that stands twice does not multiply lines, and its lines count once", async () => {
  await given({
    orders: [
      { order_id: "SO-1", seller_id: "E1" },
      { order_id: "SO-1", seller_id: "E2", net: 900 },
    ],
    order_lines: [{ order_id: "SO-1", quantity: 1, net: 100 }],
  });
  expect(await all("sale_lines", "rid, seller, amount, currency")).toEqual([
    { rid: 3, seller: "E1", amount: 100, currency: "XXX" },
  ]);
  expect(await all("sales", "rid, seller, amount, lines, currency")).toEqual([
    { rid: 1, seller: "E1", amount: 100, lines: 1, currency: "XXX" },
    { rid: 2, seller: "E2", amount: 900, lines: 0, currency: "XXX" },
  ]);
});

test("red letters take back the sale whose invoice they name, and bill nothing", async () => {
  await given({
    orders: [{ order_id: "SO-1", net: 1000, seller_id: "E1", customer_id: "C1" }],
    invoices: [
      {
        invoice_id: "KP1",
        invoice_number: "23456789",
        order_id: "SO-1",
        net: 1000,
        gross: 1130,
        invoiced_at: "2024-03-05",
      },
      {
        invoice_id: "KP2",
        invoice_number: "23456790",
        red_letter_of: "23456789",
        net: -1000,
        gross: -1130,
        invoiced_at: "2024-04-02",
      },
    ],
  });
  expect(await all("billings", "rid, doc_id, amount, gross, currency")).toEqual([
    { rid: 2, doc_id: "KP1", amount: 1000, gross: 1130, currency: "XXX" },
  ]);
  expect(await all("reversals", "rid, form, doc_id, sale_id, seller, customer, amount, currency")).toEqual([
    {
      rid: 3,
      form: "red-letter",
      doc_id: "KP2",
      sale_id: "SO-1",
      seller: "E1",
      customer: "C1",
      amount: 1000,
      currency: "XXX",
    },
  ]);
});

test("where invoices are the sales, a red letter leads to the invoice, known by its number alone", async () => {
  await given({
    invoices: [
      { invoice_number: "23456789", buyer_name: "华信", seller_id: "E1", net: 1000 },
      { invoice_number: "23456790", red_letter_of: "23456789", net: -1000 },
    ],
  });
  expect(await all("sales", "rid, doc_kind, doc_id, customer, amount, currency")).toEqual([
    { rid: 1, doc_kind: "invoice", doc_id: "23456789", customer: "华信", amount: 1000, currency: "XXX" },
  ]);
  expect(await all("reversals", "rid, sale_id, seller, customer, amount, currency")).toEqual([
    { rid: 2, sale_id: "23456789", seller: "E1", customer: "华信", amount: 1000, currency: "XXX" },
  ]);
});

test.each(["已取消", "作废", "Cancelled", "VOID", "X", "交易关闭"])(
  "an order with the status %s is cancelled and a reversal",
  async (status) => {
    await given({ orders: [{ order_id: "SO-1", net: 100, status, changed_at: "2024-03-09" }] });
    expect(await all("sales", "cancelled, currency")).toEqual([{ cancelled: true, currency: "XXX" }]);
    expect(
      await all("reversals", "form, sale_id, CAST(reversed_at AS DATE) AS day, amount, currency"),
    ).toEqual([{ form: "cancelled", sale_id: "SO-1", day: "2024-03-09", amount: 100, currency: "XXX" }]);
  },
);

test.each(["已关闭", "已审核", "C", "Closed"])("an order with the status %s stands", async (status) => {
  await given({ orders: [{ order_id: "SO-1", net: 100, status }] });
  expect(await all("reversals", "rid, currency")).toEqual([]);
});

test("currencies are never added up", async () => {
  await given({
    orders: [{ order_id: "SO-1" }],
    order_lines: [
      { order_id: "SO-1", quantity: 1, net: 100, currency: "CNY" },
      { order_id: "SO-1", quantity: 1, net: 100, currency: "USD" },
      { order_id: "SO-2", quantity: 1, net: 1, currency: "CNY" },
      { order_id: "SO-2", quantity: 1, net: 2, currency: "USD" },
    ],
  });
  expect(await all("sales", "doc_id, amount, currency")).toEqual([
    { doc_id: "SO-1", amount: undefined, currency: "CNY" },
    { doc_id: "SO-2", amount: 1, currency: "CNY" },
    { doc_id: "SO-2", amount: 2, currency: "USD" },
  ]);
});

test("amounts of lines whose header tells a currency without decimals are in that currency's units", async () => {
  await given({
    orders: [{ order_id: "SO-1", currency: "JPY" }],
    order_lines: [
      { order_id: "SO-1", line_no: "1", quantity: 2, net: 100_000, currency: "XXX" },
      { order_id: "SO-1", line_no: "2", quantity: 2, unit_price: 500 },
    ],
  });
  expect(await all("sale_lines", "line_no, unit_price, amount, currency")).toEqual([
    { line_no: "1", unit_price: 500, amount: 1000, currency: "JPY" },
    { line_no: "2", unit_price: 500, amount: 1000, currency: "JPY" },
  ]);
  expect(await all("sales", "amount, currency")).toEqual([{ amount: 2000, currency: "JPY" }]);
});

test("as of a past day, what happened later is not there and not known", async () => {
  await given(
    {
      orders: [
        {
          order_id: "SO-1",
          ordered_at: "2024-03-05 23:00:00",
          net: 1,
          approved_at: "2024-03-06",
          status: "已取消",
          changed_at: "2024-04-01",
          changed_by: "E9",
        },
        { order_id: "SO-2", ordered_at: "2024-03-06 00:00:00", net: 2 },
      ],
      order_lines: [
        { order_id: "SO-1", quantity: 1, net: 1 },
        { order_id: "SO-2", quantity: 1, net: 2 },
      ],
      invoices: [{ invoice_id: "I-1", net: 1, invoiced_at: "2024-03-06" }],
      credit_notes: [{ credit_note_id: "CN-1", order_id: "SO-1", amount: 1, credited_at: "2024-03-06" }],
    },
    "2024-03-05",
  );
  expect(await all("sales", "doc_id, cancelled, approved_at, changed_at, changed_by, currency")).toEqual([
    {
      doc_id: "SO-1",
      cancelled: false,
      approved_at: undefined,
      changed_at: undefined,
      changed_by: undefined,
      currency: "XXX",
    },
  ]);
  expect(await all("sale_lines", "doc_id, currency")).toEqual([{ doc_id: "SO-1", currency: "XXX" }]);
  expect(await all("billings", "rid, currency")).toEqual([]);
  expect(await all("reversals", "rid, currency")).toEqual([]);
});

test("contracts are the sales of a company that has nothing else", async () => {
  await given({
    contracts: [
      { contract_id: "HT-1", signed_at: "2024-03-05", amount: 500, currency: "CNY", status: "作废" },
    ],
  });
  expect(await all("sales", "doc_kind, doc_id, amount, currency, cancelled")).toEqual([
    { doc_kind: "contract", doc_id: "HT-1", amount: 500, currency: "CNY", cancelled: true },
  ]);
});

test("an invoice without an amount is billed with the sum of its lines", async () => {
  await given({
    invoices: [{ invoice_id: "I-1", invoiced_at: "2024-03-05" }],
    invoice_lines: [
      { invoice_id: "I-1", product_id: "P", quantity: 1, net: 100, gross: 113, currency: "CNY" },
      { invoice_id: "I-1", product_id: "Q", quantity: 3, unit_price: 2, currency: "CNY" },
    ],
  });
  expect(await all("billings", "amount, gross, currency")).toEqual([
    { amount: 700, gross: 713, currency: "CNY" },
  ]);
});

test("figures beyond any company are left without an amount instead of stopping the run", async () => {
  await given({
    order_lines: [{ order_id: "SO-1", quantity: 99_999_999_999_999, unit_price: 999_999_999_999 }],
  });
  expect(await all("sale_lines", "amount, currency")).toEqual([{ amount: undefined, currency: "XXX" }]);
});
