import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { createTables } from "../kinds/tables.ts";
import type { Fields, Mapping } from "../mapping/mapping.ts";
import { type GivenTable, giveTables } from "./given-table.ts";
import { type LoadOptions, loadRecords } from "./load-records.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
  await createTables(warehouse);
});
afterEach(() => warehouse.close());

type Source = Mapping["sources"][number];

async function load(given: readonly GivenTable[], sources: readonly Source[], options: LoadOptions = {}) {
  const tables = await giveTables(warehouse, given);
  return loadRecords(
    warehouse,
    tables,
    { version: 1, sources: [...sources] },
    { today: "2026-11-23", ...options },
  );
}

/** Loads orders whose one column besides the number is read as `field`, and gives back what stands in the table. */
async function read(field: string, form: object, cells: readonly string[], more: Fields = {}) {
  const columns = [
    "no",
    "value",
    ...Object.values(more).flatMap((from) => ("column" in from ? [from.column] : [])),
  ];
  const rows = cells.map((cell, i) => [`SO-${i}`, ...cell.split("|")]);
  const result = await load(
    [{ path: "orders.csv", columns, rows }],
    [
      {
        file: "orders.csv",
        kind: "order",
        fields: { order_id: { column: "no" }, [field]: { column: "value", ...form }, ...more },
      },
    ],
  );
  const found = await warehouse.all<{ value: unknown; currency: string }>(
    sql`SELECT ${sql.ref(field)} AS value, currency FROM orders ORDER BY rid`,
  );
  return {
    values: found.map(({ value }) => value),
    currencies: found.map(({ currency }) => currency),
    result,
  };
}

test("amounts become minor units, rounded half away from zero", async () => {
  const { values } = await read("gross", {}, [
    "1234.5",
    "0.005",
    "-0.005",
    "1.004999",
    "123456789012.34",
    "9999999999999.99",
  ]);
  expect(values).toEqual([123450, 1, -1, 100, 12345678901234, 999999999999999]);
});

test("amounts are read however people write them", async () => {
  const cells = [
    "1,234.50",
    "¥1,234.50",
    "￥１２",
    "(1,234.50)",
    "5-",
    "−5",
    "US$ 12",
    "12 元",
    "1 234.5",
    "1'234.5",
    "12.5万",
    "3亿元",
    "1e3",
  ];
  const { values, result } = await read("gross", {}, cells);
  expect(result.refused).toEqual([]);
  expect(values).toEqual([
    123450, 123450, 1200, -123450, -500, -500, 1200, 1200, 123450, 123450, 12500000, 30000000000, 100000,
  ]);
});

test("a column with decimal commas takes points for thousands", async () => {
  const { values } = await read("gross", { decimal: "," }, ["1.234,5", "1.234", "4374,13", "-0,5", "12"]);
  expect(values).toEqual([123450, 123400, 437413, -50, 1200]);
});

test("an amount in the other decimal mark is refused rather than read a hundred times too large", async () => {
  const { values, result } = await read("gross", {}, ["12.50", "12,50"]);
  expect(values).toEqual([1250]);
  expect(result.refused.map(({ row, value }) => ({ row, value }))).toEqual([{ row: 3, value: "12,50" }]);
});

test("a unit in the mapping multiplies without rounding first", async () => {
  const { values } = await read("gross", { factor: 10_000 }, ["12.345678", "1,000"]);
  expect(values).toEqual([12345678, 1000000000]);
});

test("signs at the amounts tell the currency of each row, and its minor unit", async () => {
  const { values, currencies, result } = await read("gross", {}, ["¥10", "$10.5", "€1", "100 JPY", "7"]);
  expect(currencies).toEqual(["CNY", "USD", "EUR", "JPY", "XXX"]);
  expect(values).toEqual([1000, 1050, 100, 100, 700]);
  expect(result.notes.map(({ en }) => en).join()).toContain("several currencies (CNY, EUR, JPY, USD)");
});

test("a currency column is read in any of its names", async () => {
  const cells = ["1|RMB", "1|人民币", "1|￥", "1|usd", "1000|JPY", "1.234|KWD", "1|mystery", "1|"];
  const { values, currencies } = await read("gross", {}, cells, { currency: { column: "cur" } });
  expect(currencies).toEqual(["CNY", "CNY", "CNY", "USD", "JPY", "KWD", "XXX", "XXX"]);
  expect(values).toEqual([100, 100, 100, 100, 1000, 1234, 100, 100]);
});

test("a constant currency holds for every row", async () => {
  const { values, currencies } = await read("gross", {}, ["5", "6"], { currency: { constant: "JPY" } });
  expect([values, currencies]).toEqual([
    [5, 6],
    ["JPY", "JPY"],
  ]);
});

test("dates are read in every form a column may mix", async () => {
  const cells = [
    "2024-03-05",
    "2024/3/5 8:26",
    "2024年3月5日",
    "2024年3月5日 下午3:20",
    "2024.3.5",
    "20240305",
    "45356.3513888889",
    "5-Mar-24",
    "2024-03-05T08:26:00+08:00",
    "2024/3/5 上午8:26",
  ];
  const { values, result } = await read("ordered_at", { date: "y-m-d" }, cells);
  expect(result.refused).toEqual([]);
  const day = "2024-03-05 00:00:00";
  const morning = "2024-03-05 08:26:00";
  expect(values).toEqual([
    day,
    morning,
    day,
    "2024-03-05 15:20:00",
    day,
    day,
    morning,
    day,
    morning,
    morning,
  ]);
});

test.each([
  ["d/m/y", "2024-05-03 00:00:00"],
  ["m/d/y", "2024-03-05 00:00:00"],
])("3/5/2024 follows the form %s of its column", async (date, expected) => {
  const { values } = await read("ordered_at", { date }, ["3/5/2024", "3/5/24", "3-5-2024"]);
  expect(values).toEqual([expected, expected, expected]);
});

test("moments are put on the clock of the zone", async () => {
  expect((await read("ordered_at", { date: "epoch-ms", zone: "+08:00" }, ["1709598360000"])).values).toEqual([
    "2024-03-05 08:26:00",
  ]);
});

test("a pattern in the mapping is the only form taken", async () => {
  const { values, result } = await read("ordered_at", { date: "%d.%m.%y" }, ["05.03.24", "2024-03-05"]);
  expect(values).toEqual(["2024-03-05 00:00:00"]);
  expect(result.refusedTotal).toBe(1);
});

test("dates outside 1900–2200 and impossible days are refused, SAP's empty dates are not", async () => {
  const { values, result } = await read("ordered_at", { date: "y-m-d" }, [
    "1899-12-31",
    "2201-01-01",
    "2024-02-30",
    "00000000",
    "9999-12-31",
  ]);
  expect(values).toEqual([undefined, undefined]);
  expect(result.refused.map(({ value }) => value)).toEqual(["1899-12-31", "2201-01-01", "2024-02-30"]);
});

test("future dates are kept and told", async () => {
  const { values, result } = await read("ordered_at", { date: "y-m-d" }, ["2026-11-23 23:59", "2026-11-24"]);
  expect(values).toHaveLength(2);
  expect(result.notes[0]?.en).toBe("orders.csv: Ordered at lies after 2026-11-23 in 1 rows; they are kept.");
});

test("ids lose what spreadsheets added to them and keep their leading zeros", async () => {
  const { values } = await read("customer_id", {}, [
    "0017",
    "17850.0",
    " C1 ",
    "Ｃ００１",
    "'00123",
    '="00123"',
    "A.0",
    "1.01.001",
  ]);
  expect(values).toEqual(["0017", "17850", "C1", "C001", "00123", "00123", "A.0", "1.01.001"]);
});

test("words for nothing are nothing, in ids as in amounts", async () => {
  const words = ["-", "—", "N/A", "NULL", "无", "空", "#N/A", " - "];
  expect((await read("customer_id", {}, words)).values).toEqual(words.map(() => undefined));
  warehouse.close();
  warehouse = await openWarehouse();
  await createTables(warehouse);
  const { values, result } = await read("gross", {}, words);
  expect([values, result.refusedTotal]).toEqual([words.map(() => undefined), 0]);
});

test("rates are read as the column was decided; a percent sign always counts", async () => {
  const commission = (rate: "percent" | "fraction", cells: string[]) =>
    load(
      [{ path: "c.csv", columns: ["e", "a", "r"], rows: cells.map((cell) => ["E1", "1", cell]) }],
      [
        {
          kind: "commission",
          file: "c.csv",
          fields: { employee_id: { column: "e" }, amount: { column: "a" }, rate: { column: "r", rate } },
        },
      ],
    );
  await commission("percent", ["13", "13%", "0.5"]);
  await commission("fraction", ["0.13", "13%"]);
  const rates = await warehouse.all<{ rate: number }>(sql`SELECT round(rate, 9) AS rate FROM commissions`);
  expect(rates.map(({ rate }) => rate)).toEqual([0.13, 0.13, 0.005, 0.13, 0.13]);
});

test("a refused row is told by file, row, column, value and what was expected, and is not taken", async () => {
  const { values, result } = await read("gross", {}, ["1", "about ten", "3"]);
  expect(values).toEqual([100, 300]);
  expect(result.refused).toEqual([
    {
      path: "orders.csv",
      row: 3,
      column: "value",
      value: "about ten",
      expected: { zh: "订单金额：应为小于 10^16 的金额", en: "Gross amount: expected an amount under 10^16" },
    },
  ]);
  expect(result.loaded).toEqual([{ file: 0, kind: "order", rows: 2, firstRid: 1, lastRid: 3 }]);
});

test("a row without the id that its kind needs is refused", async () => {
  const result = await load(
    [{ path: "o.csv", columns: ["no"], rows: [["SO-1"], [""], ["无"]] }],
    [{ file: "o.csv", kind: "order", fields: { order_id: { column: "no" } } }],
  );
  expect(result.refused.map(({ row, column, expected }) => [row, column, expected.en])).toEqual([
    [3, "no", "expected a value: Order ID"],
    [4, "no", "expected a value: Order ID"],
  ]);
});

test("only the first refused rows are kept, all are counted", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => [`SO-${i}`, "x"]);
  const fields = { order_id: { column: "no" }, gross: { column: "value" } };
  const result = await load(
    [{ path: "o.csv", columns: ["no", "value"], rows }],
    [{ file: "o.csv", kind: "order", fields }],
    { refusedKept: 3 },
  );
  expect([result.refused.length, result.refusedTotal]).toEqual([3, 50]);
});

test("records that stand in two files of a kind are kept, and this is told", async () => {
  const file = (path: string, ...ids: string[]) => ({ path, columns: ["no"], rows: ids.map((id) => [id]) });
  const source = { kind: "order", fields: { order_id: { column: "no" } } } as const;
  const result = await load(
    [file("2024.csv", "SO-1", "SO-2"), file("all.csv", "SO-2", "SO-3"), file("2026.csv", "SO-9")],
    [
      { ...source, file: "2024.csv" },
      { ...source, file: "all.csv" },
      { ...source, file: "2026.csv" },
    ],
  );
  expect(result.loaded.map(({ rows }) => rows)).toEqual([2, 2, 1]);
  expect(result.notes).toEqual([
    {
      zh: "2024.csv、all.csv、2026.csv：有 1 个订单编号出现在不止一个文件中，各行都计入；如果是重复导出，请去掉其中一份。",
      en: "2024.csv, all.csv, 2026.csv: 1 values of Order ID stand in more than one of them, and every row counts; if they are exports that overlap, leave one out.",
    },
  ]);
});

test("strict stops at the first refused row with a sentence", async () => {
  const given = [{ path: "o.csv", columns: ["no", "value"], rows: [["SO-1", "x"]] }];
  const fields = { order_id: { column: "no" }, gross: { column: "value" } };
  await expect(load(given, [{ file: "o.csv", kind: "order", fields }], { strict: true })).rejects.toThrow(
    'o.csv, row 2, column "value": Gross amount: expected an amount under 10^16 (found: x)',
  );
});

test("rows that a rule routes become another kind and keep their numbers", async () => {
  const columns = ["InvoiceNo", "StockCode", "Quantity"];
  const rows = [
    ["536365", "A", "6"],
    ["C536379", "A", "-1"],
    ["536380", "B", "-3"],
  ];
  const result = await load(
    [{ path: "lines.csv", columns, rows }],
    [
      {
        file: "lines.csv",
        kind: "invoice-line",
        fields: {
          invoice_id: { column: "InvoiceNo" },
          product_id: { column: "StockCode" },
          quantity: { column: "Quantity" },
        },
        alsoKinds: [
          {
            kind: "credit-note",
            when: { column: "InvoiceNo", startsWith: "C" },
            fields: {
              credit_note_id: { column: "InvoiceNo" },
              product_id: { column: "StockCode" },
              quantity: { column: "Quantity" },
            },
          },
        ],
      },
    ],
  );
  expect(result.loaded.map(({ kind, rows: n }) => [kind, n])).toEqual([
    ["invoice-line", 2],
    ["credit-note", 1],
  ]);
  expect(
    await warehouse.all(sql`SELECT rid, "row", invoice_id, quantity FROM invoice_lines ORDER BY rid`),
  ).toEqual([
    { rid: 1, row: 2, invoice_id: "536365", quantity: 6 },
    { rid: 3, row: 4, invoice_id: "536380", quantity: -3 },
  ]);
  expect(await warehouse.all(sql`SELECT rid, "row", credit_note_id FROM credit_notes`)).toEqual([
    { rid: 2, row: 3, credit_note_id: "C536379" },
  ]);
});

test("exact repeats and repeated keys are all kept, and counted in a note", async () => {
  const rows = [["SO-1"], ["SO-1"], ["SO-2"]];
  const result = await load(
    [{ path: "o.csv", columns: ["no"], rows }],
    [{ file: "o.csv", kind: "order", fields: { order_id: { column: "no" } } }],
  );
  expect(result.loaded[0]?.rows).toBe(3);
  expect(result.notes.map(({ en }) => en)).toEqual([
    "o.csv: 1 row repeats the business key (Order ID) of an earlier row; all are kept.",
  ]);
});

test("names are looked up where exactly one record bears them", async () => {
  const customers = {
    path: "customers.csv",
    columns: ["id", "name"],
    rows: [
      ["C1", "华信"],
      ["C2", "明珠"],
      ["C3", "明珠"],
    ],
  };
  const orders = {
    path: "orders.csv",
    columns: ["no", "客户"],
    rows: [
      ["SO-1", "华信"],
      ["SO-2", "明珠"],
      ["SO-3", "新客"],
    ],
  };
  await load(
    [orders, customers],
    [
      {
        file: "customers.csv",
        kind: "customer",
        fields: { customer_id: { column: "id" }, name: { column: "name" } },
      },
      {
        file: "orders.csv",
        kind: "order",
        fields: { order_id: { column: "no" }, customer_id: { column: "客户", lookup: "customer" } },
      },
    ],
  );
  const found = await warehouse.all<{ customer_id: string }>(
    sql`SELECT customer_id FROM orders ORDER BY rid`,
  );
  expect(found.map(({ customer_id }) => customer_id)).toEqual(["C1", "明珠", "新客"]);
});

test.each([
  ["one stretch", [2, 3, 4, 5]],
  ["skipped rows", [2, 5, 6, 9]],
])("source rows are counted as the reader counts them: %s", async (_, numbers) => {
  const rows = numbers.map((n) => [`SO-${n}`]);
  await load(
    [{ path: "o.csv", columns: ["no"], rows, sourceRow: (rowid) => numbers[rowid] ?? 0 }],
    [{ file: "o.csv", kind: "order", fields: { order_id: { column: "no" } } }],
  );
  const found = await warehouse.all<{ row: number }>(sql`SELECT "row" FROM orders ORDER BY rid`);
  expect(found.map(({ row }) => row)).toEqual(numbers);
});

test("source rows are right where thousands of rows were skipped", async () => {
  const rows = Array.from({ length: 2_500 }, (_, i) => [`SO-${i * 2}`]);
  const lines = { path: "o.csv", columns: ["no"], rows, sourceRow: (rowid: number) => rowid * 2 + 2 };
  await load([lines], [{ file: "o.csv", kind: "order", fields: { order_id: { column: "no" } } }]);
  const wrong = await warehouse.all(
    sql`SELECT * FROM orders WHERE "row" <> CAST(substr(order_id, 4) AS INTEGER) + 2 OR rid <> "row" / 2`,
  );
  expect(wrong).toEqual([]);
  expect(await warehouse.first(sql`SELECT count(*) AS n FROM orders`)).toEqual({ n: 2_500 });
});
