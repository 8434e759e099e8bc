import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, type Warehouse } from "../../platform/index.ts";
import { type GivenTable, giveTables } from "../loading/given-table.ts";
import { describeMapping } from "./describe-mapping.ts";
import { guessMapping } from "./guess-mapping.ts";
import { parseMapping, readMapping, saveMapping, sourceFor } from "./mapping-file.ts";

let warehouse: Warehouse;
let folder: string;
beforeEach(async () => {
  warehouse = await openWarehouse();
  folder = await mkdtemp(join(tmpdir(), "plumbline-mapping-"));
});
afterEach(async () => {
  warehouse.close();
  await rm(folder, { recursive: true });
});

const orders: GivenTable = {
  path: "/data/2024/订单.csv",
  columns: ["订单编号", "客户名称", "下单日期", "订单金额（万元）", "备用1"],
  rows: [
    ["SO-1", "北京华信科技有限公司", "5.3.2024", "1.234,5", "x"],
    ["SO-2", "上海明珠贸易有限公司", "6.3.2024", "12,5", "y"],
  ],
};

test("a guessed mapping is the same after it was saved and read", async () => {
  const tables = await giveTables(warehouse, [orders]);
  const { mapping } = await guessMapping(warehouse, tables);
  const path = join(folder, "mapping.yaml");
  await saveMapping(mapping, path);
  expect(await readMapping(path)).toEqual(mapping);
  expect((await guessMapping(warehouse, tables, await readMapping(path))).mapping).toEqual(mapping);
  expect(await readFile(path, "utf8")).toContain("订单金额（万元）");
});

test("the mapping says how each column is written and which are not used", async () => {
  const tables = await giveTables(warehouse, [orders]);
  const { mapping } = await guessMapping(warehouse, tables);
  expect(mapping.sources[0]?.fields).toMatchObject({
    ordered_at: { column: "下单日期", date: "d/m/y" },
    gross: { column: "订单金额（万元）", decimal: ",", factor: 10_000 },
    currency: { constant: "CNY" },
  });
  expect(mapping.sources[0]?.unmapped).toEqual(["备用1"]);
  const described = describeMapping(mapping);
  expect(described.map(({ field, column, form }) => [field, column, form])).toContainEqual([
    "gross",
    "订单金额（万元）",
    "0,00 ×10000",
  ]);
  expect(described.at(-1)).toMatchObject({
    field: "",
    fieldTitle: { zh: "未用，保留在原始行" },
    column: "备用1",
  });
});

const source = (yaml: string) => `version: 1\nsources:\n  - ${yaml}\n`;

test.each([
  ["not yaml", "version: [1", /^m\.yaml: .*at line/],
  ["no version", "sources: []", /^m\.yaml: version: /],
  ["an unknown kind", source("kind: orders"), /^m\.yaml: sources\[0\]\.kind: .*order-line/],
  [
    "an unknown field",
    source("{ kind: order, fields: { amount: { column: A } } }"),
    /sources\[0\]\.fields\.amount: order has no field amount; expected one of order_id, /,
  ],
  [
    "a bad factor",
    source("{ kind: order, fields: { gross: { column: A, factor: 3 } } }"),
    /sources\[0\]\.fields\.gross/,
  ],
  [
    "a bad date form",
    source("{ kind: order, fields: { ordered_at: { column: A, date: dmy } } }"),
    /sources\[0\]\.fields\.ordered_at/,
  ],
  ["an unknown key", source("{ kind: order, colums: [] }"), /sources\[0\]: .*colums/],
  [
    "a rule without a test",
    source("{ kind: order, alsoKinds: [{ kind: credit-note, when: { column: A }, fields: {} }] }"),
    /alsoKinds\[0\]\.when: expected \{column, startsWith\}/,
  ],
])("a mapping with %s is refused with its place", (_, text, message) => {
  expect(() => parseMapping(text, "m.yaml")).toThrow(message);
});

test("a mapping that cannot be opened is refused by name", async () => {
  await expect(readMapping(join(folder, "none.yaml"))).rejects.toThrow(
    "none.yaml: the mapping cannot be read (ENOENT)",
  );
});

test("a column that the file does not have is refused with those it has", async () => {
  const tables = await giveTables(warehouse, [orders]);
  const given = parseMapping(
    source("{ file: 订单.csv, kind: order, fields: { order_id: { column: 单号 } } }"),
    "m.yaml",
  );
  await expect(guessMapping(warehouse, tables, given)).rejects.toThrow(
    "mapping: sources[0].fields.order_id.column: /data/2024/订单.csv has no column 单号; expected one of 订单编号, ",
  );
});

test.each([
  ["订单.csv", true],
  ["2024/*.csv", true],
  ["订?.csv", true],
  ["单.csv", false],
  ["2023/*.csv", false],
])("the glob %s speaks of the file: %s", async (file, isMatch) => {
  const [table] = await giveTables(warehouse, [orders]);
  const mapping = parseMapping(source(`{ file: "${file}", kind: order }`), "m.yaml");
  expect(table && sourceFor(mapping, table) !== undefined).toBe(isMatch);
});

test("a source without a file name speaks of the table with its header", async () => {
  const [table] = await giveTables(warehouse, [orders]);
  const all = `{ kind: order, fields: { order_id: { column: 订单编号 } }, unmapped: [客户名称, 下单日期, 订单金额（万元）, 备用1] }`;
  const some = "{ kind: order, fields: { order_id: { column: 订单编号 } } }";
  expect(table && sourceFor(parseMapping(source(all), "m.yaml"), table)?.kind).toBe("order");
  expect(table && sourceFor(parseMapping(source(some), "m.yaml"), table)).toBeUndefined();
});

test("a source that no file answers to is told, and refused where all are such", async () => {
  const tables = await giveTables(warehouse, [orders]);
  const other = "{ file: orders.csv, kind: order }";
  const { notes } = await guessMapping(
    warehouse,
    tables,
    parseMapping(`${source(other)}\n  - { file: 订单.csv, kind: order }`, "m.yaml"),
    "m.yaml",
  );
  const told = "m.yaml: it speaks of orders.csv (order), which is not among the files given.";
  expect(notes.map(({ en }) => en)).toContain(told);
  await expect(
    guessMapping(warehouse, tables, parseMapping(source(other), "m.yaml"), "m.yaml"),
  ).rejects.toThrow(told);
});

test.each([
  [
    "matches",
    '{ file: 订单.csv, kind: order, alsoKinds: [{ kind: credit-note, when: { column: 订单编号, matches: "([" }, fields: {} }] }',
    /alsoKinds\[0\]\.when\.matches: the pattern cannot be read/,
  ],
  [
    "date",
    '{ file: 订单.csv, kind: order, fields: { ordered_at: { column: 下单日期, date: "%Q" } } }',
    /fields\.ordered_at\.date: the pattern cannot be read/,
  ],
])("a pattern that cannot be read is refused with its place: %s", async (_, text, message) => {
  const tables = await giveTables(warehouse, [orders]);
  await expect(
    guessMapping(warehouse, tables, parseMapping(source(text), "m.yaml"), "m.yaml"),
  ).rejects.toThrow(message);
});

test("what is not clear stands in the saved mapping as a draft, and completes it", async () => {
  const tables = await giveTables(warehouse, [
    {
      path: "sums.csv",
      columns: ["金额", "备注"],
      rows: [
        ["5", "a"],
        ["6.5", "b"],
      ],
    },
  ]);
  const { mapping, questions } = await guessMapping(warehouse, tables);
  const file = join(folder, "draft.yaml");
  await saveMapping(
    mapping,
    file,
    questions.map(({ draft }) => draft),
  );
  const drafted = (await readFile(file, "utf8")).replace(/^# {2}/gm, "  ").replaceAll("???", "备注");
  expect(parseMapping(drafted, "m.yaml").sources).toMatchObject([
    { file: "sums.csv", fields: { amount: { column: "金额" } } },
  ]);
});

test("a kind alone is enough to have the rest guessed, and none leaves the table out", async () => {
  const tables = await giveTables(warehouse, [
    { path: "x.csv", columns: ["col1", "客户编号"], rows: [["a", "b"]] },
  ]);
  expect((await guessMapping(warehouse, tables)).questions).toHaveLength(1);
  const asPayment = parseMapping(source("{ file: x.csv, kind: customer }"), "m.yaml");
  const guessed = await guessMapping(warehouse, tables, asPayment);
  expect([guessed.questions, guessed.mapping.sources[0]?.fields]).toMatchObject([
    [],
    { customer_id: { column: "客户编号" } },
  ]);
  const none = await guessMapping(
    warehouse,
    tables,
    parseMapping(source("{ file: x.csv, kind: none }"), "m.yaml"),
  );
  expect([none.questions, none.mapping.sources[0]?.kind]).toEqual([[], "none"]);
});
