import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { type GivenTable, giveTables } from "../loading/given-table.ts";
import { guessMapping } from "./guess-mapping.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
});
afterEach(() => warehouse.close());

const guess = async (...given: GivenTable[]) => guessMapping(warehouse, await giveTables(warehouse, given));

/** A long table whose second column says the same everywhere but in one row, which lies outside the sampled blocks. */
async function guessLong(columns: readonly [string, string], common: string, telling: string) {
  const [table] = await giveTables(warehouse, [{ path: "orders.csv", columns, rows: [] }]);
  await warehouse.run(
    sql`INSERT INTO raw_0 SELECT 'SO-' || i, CASE WHEN i = 110000 THEN ${telling} ELSE ${common} END FROM range(120000) AS t(i)`,
  );
  return guessMapping(warehouse, table ? [{ ...table, rows: 120_000 }] : []);
}

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const customers: GivenTable = {
  path: "customers.csv",
  columns: ["客户编号", "客户名称", "电话"],
  rows: numbers.map((n) => [`K${1000 + n}`, `第${n}贸易有限公司`, `1380000${1000 + n}`]),
};
const orders = (column: string, cell: (n: number) => string): GivenTable => ({
  path: "orders.csv",
  columns: ["订单编号", column, "下单时间", "订单金额"],
  rows: numbers.map((n) => [`SO-${n}`, cell(n), "2024-03-05", "100"]),
});

test("客户 that holds codes of the customer file is the customer's id", async () => {
  const { mapping } = await guess(
    customers,
    orders("客户", (n) => `K${1000 + n}`),
  );
  expect(mapping.sources[1]?.fields?.customer_id).toMatchObject({ column: "客户" });
});

test("客户 that holds names of the customer file is the name, and leads to the id", async () => {
  const { mapping } = await guess(
    customers,
    orders("客户", (n) => `第${n}贸易有限公司`),
  );
  expect(mapping.sources[1]?.fields).toMatchObject({
    customer_name: { column: "客户" },
    customer_id: { column: "客户", lookup: "customer" },
  });
});

test("客户 without a customer file is told by what it holds", async () => {
  const codes = await guess(orders("客户", (n) => `K${1000 + n}`));
  expect(codes.mapping.sources[0]?.fields?.customer_id).toMatchObject({ column: "客户" });
  const names = await guess(orders("客户", (n) => `第${n}贸易有限公司`));
  expect(names.mapping.sources[0]?.fields?.customer_name).toMatchObject({ column: "客户" });
});

test("a column of unknown name that holds another table's ids refers to it", async () => {
  const { mapping } = await guess(
    customers,
    orders("XK7", (n) => `K${1000 + n}`),
  );
  expect(mapping.sources[1]?.fields?.customer_id).toMatchObject({ column: "XK7", confidence: 0.6 });
});

test("a payment file that names its customers is led to their ids", async () => {
  const payments: GivenTable = {
    path: "回款.csv",
    columns: ["回款编号", "客户", "回款日期", "回款金额"],
    rows: numbers.map((n) => [`HK-${n}`, `第${n}贸易有限公司`, "2024-03-05", "100"]),
  };
  const { mapping } = await guess(customers, payments);
  expect(mapping.sources[1]?.fields?.customer_id).toMatchObject({ column: "客户", lookup: "customer" });
});

test.each([
  ["13/5/2024", "d/m/y", "decided from the whole column"],
  ["5/13/2024", "m/d/y", "decided from the whole column"],
  ["5/5/2024", "d/m/y", "please check"],
])("one %s tells how the other dates of its column are read", async (telling, date, note) => {
  const { mapping, notes } = await guessLong(["order no", "order date"], "3/5/2024", telling);
  expect(mapping.sources[0]?.fields?.ordered_at).toMatchObject({ date });
  expect(notes.map(({ en }) => en).join()).toContain(note);
});

test.each([
  ["1,234", ".", "1,234,567"],
  ["1,234", ",", "12,5"],
  ["1.234", ",", "1.234.567"],
  ["1.234", ".", "12.5"],
])(
  "%s is read with the decimal mark %s where %s stands in the same column",
  async (common, decimal, telling) => {
    const rows = Array.from({ length: 120_000 }, (_, i) => [`SO-${i}`, i === 110_000 ? telling : common]);
    const { mapping } = await guess({ path: "orders.csv", columns: ["order no", "total amount"], rows });
    expect(mapping.sources[0]?.fields?.gross).toMatchObject(
      decimal === "," ? { decimal } : { column: "total amount" },
    );
    expect(mapping.sources[0]?.fields?.gross).not.toMatchObject({ decimal: decimal === "," ? "." : "," });
  },
);

test("1,234 alone takes the decimal mark of the columns beside it", async () => {
  const rows = numbers.map((n) => [`SO-${n}`, "1,234", "4374,13"]);
  const { mapping } = await guess({
    path: "orders.csv",
    columns: ["order no", "total amount", "net amount"],
    rows,
  });
  expect(mapping.sources[0]?.fields?.gross).toMatchObject({ decimal: "," });
});

test("rows with a prefix that only negative quantities bear are credit notes", async () => {
  const rows = numbers.map((n) =>
    n % 4 === 0 ? [`R${n}`, `P${n}`, "-2", "5"] : [`10${n}`, `P${n}`, "3", "5"],
  );
  const { mapping, notes } = await guess({
    path: "lines.csv",
    columns: ["InvoiceNo", "StockCode", "Quantity", "UnitPrice"],
    rows,
  });
  expect(mapping.sources[0]?.alsoKinds).toMatchObject([
    {
      kind: "credit-note",
      when: { column: "InvoiceNo", startsWith: "R" },
      fields: { credit_note_id: { column: "InvoiceNo" }, quantity: { column: "Quantity" } },
    },
  ]);
  expect(notes.map(({ zh }) => zh)).toContain(
    "lines.csv：InvoiceNo 以 R 开头的行按退货与贷项处理，不计为负的销售。",
  );
});

test("a prefix on sales as well as on returns routes nothing", async () => {
  const rows = numbers.map((n) => [`R${n}`, `P${n}`, n % 4 === 0 ? "-2" : "3", "5"]);
  const { mapping } = await guess({
    path: "lines.csv",
    columns: ["InvoiceNo", "StockCode", "Quantity", "UnitPrice"],
    rows,
  });
  expect(mapping.sources[0]?.alsoKinds).toBeUndefined();
});

test("rows that a type column calls returns are credit notes", async () => {
  const rows = numbers.map((n) => [`SO-${n}`, `P${n}`, "3", "15", n % 4 === 0 ? "销售退货单" : "销售订单"]);
  const { mapping } = await guess({
    path: "销售明细.csv",
    columns: ["单据编号", "物料编码", "数量", "金额", "单据类型"],
    rows,
  });
  expect(mapping.sources[0]?.alsoKinds).toMatchObject([
    { kind: "credit-note", when: { column: "单据类型", equals: ["销售退货单"] } },
  ]);
});

test("an order without a seller takes who made it, and says so", async () => {
  const rows = numbers.map((n) => [`SO-${n}`, `U${n}`, "2024-03-05", "100"]);
  const { mapping, notes } = await guess({
    path: "orders.csv",
    columns: ["order no", "created by", "created at", "total amount"],
    rows,
  });
  expect(mapping.sources[0]?.fields).toMatchObject({
    seller_id: { column: "created by", confidence: 0.5 },
    ordered_at: { column: "created at" },
  });
  expect(notes.map(({ en }) => en)).toContain(
    "orders.csv: there is no column for Seller; Created by (created by) stands in for it.",
  );
});

test("a table that nothing tells is asked for, with its columns", async () => {
  const { mapping, questions } = await guess({
    path: "x.csv",
    columns: ["a1", "b2", "c3"],
    rows: [["1", "2", "3"]],
  });
  expect(mapping.sources).toEqual([]);
  expect(questions).toMatchObject([{ table: "x.csv", columns: ["a1", "b2", "c3"] }]);
  expect(questions[0]?.message.en).toMatch(
    /^It is not clear what x\.csv holds\..*Its columns: a1, b2, c3\.$/,
  );
  expect(questions[0]?.message.zh).toContain("现有列：a1、b2、c3");
});

test("a payment file without an amount is asked for the amount", async () => {
  const { questions } = await guess({
    path: "回款记录.csv",
    columns: ["回款编号", "回款日期", "收款方式", "备注"],
    rows: [["HK1", "2024-03-05", "银行转账", "x"]],
  });
  expect(questions[0]?.message.en).toContain(
    "looks like payment, but no column was found for amount (Amount)",
  );
});

test("an empty sheet is not asked about", async () => {
  const { mapping, questions } = await guess({
    path: "book.xlsx",
    member: "Sheet3",
    columns: ["column_1"],
    rows: [],
  });
  expect([mapping.sources, questions]).toEqual([[], []]);
});

test("rates above one are percentages, and that is told", async () => {
  const rows = numbers.map((n) => [`E${n}`, "100", String(n)]);
  const { mapping, notes } = await guess({
    path: "commissions.csv",
    columns: ["employee", "commission amount", "commission rate"],
    rows,
  });
  expect(mapping.sources[0]?.fields?.rate).toMatchObject({ rate: "percent" });
  expect(notes.map(({ en }) => en).join()).toContain("Rate is read as a percentage");
});

test("two files of one name are told apart by their paths", async () => {
  const first = { ...customers, path: "a/customers.csv" };
  const { mapping } = await guess(first, { ...customers, path: "b/customers.csv" });
  expect(mapping.sources.map(({ file }) => file)).toEqual(["a/customers.csv", "b/customers.csv"]);
});
