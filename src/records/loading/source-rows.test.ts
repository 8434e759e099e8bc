import { afterEach, beforeEach, expect, test } from "vitest";
import { openWarehouse, type Warehouse } from "../../platform/index.ts";
import { createTables } from "../kinds/tables.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { type GivenTable, giveTables } from "./given-table.ts";
import { loadRecords } from "./load-records.ts";
import { rowidOf } from "./source-row-sql.ts";
import { sourceRowsOf } from "./source-rows.ts";

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
  await createTables(warehouse);
});
afterEach(() => warehouse.close());

async function rowsOf(given: readonly GivenTable[], sources: Mapping["sources"], rids: readonly number[]) {
  const tables = await giveTables(warehouse, given);
  await loadRecords(warehouse, tables, { version: 1, sources });
  return sourceRowsOf(warehouse, tables, rids);
}

const lines: GivenTable = {
  path: "lines.csv",
  columns: ["InvoiceNo", "StockCode", "note"],
  rows: [
    ["536365", "A", "first"],
    ["536365", "A", ""],
    ["536366", "B", "third"],
    ["536365", "A", "fourth"],
  ],
};
const asLines: Mapping["sources"][number] = {
  file: "lines.csv",
  kind: "invoice-line",
  fields: { invoice_id: { column: "InvoiceNo" }, product_id: { column: "StockCode" } },
  unmapped: ["note"],
};

test("a record leads to its file, row and the source's own cells, unmapped ones too", async () => {
  expect(await rowsOf([lines], [asLines], [3])).toEqual([
    {
      rid: 3,
      kind: "invoice-line",
      id: "invoice-line:536366/B",
      file: "lines.csv",
      row: 4,
      values: { InvoiceNo: "536366", StockCode: "B", note: "third" },
    },
  ]);
});

test("exact repeats are told apart by their occurrence, in the order asked", async () => {
  const rows = await rowsOf([lines], [asLines], [4, 1, 2, 99]);
  expect(rows.map(({ id, row, values }) => [id, row, values.note])).toEqual([
    ["invoice-line:536365/A#3", 5, "fourth"],
    ["invoice-line:536365/A", 2, "first"],
    ["invoice-line:536365/A#2", 3, undefined],
  ]);
});

test("a record without its key goes by its own number, and without any by its row", async () => {
  const reports: GivenTable = {
    path: "r.csv",
    columns: ["report", "product"],
    rows: [
      ["77", "P1"],
      ["", "P1"],
    ],
  };
  const fields = { line_id: { column: "report" }, product_id: { column: "product" } };
  const rows = await rowsOf([reports], [{ file: "r.csv", kind: "order-line", fields }], [1, 2]);
  expect(rows.map(({ id }) => id)).toEqual(["order-line:77", "order-line:row-3"]);
});

test("records of several files are led back each to its own", async () => {
  const other = { ...lines, path: "more.csv" };
  const rows = await rowsOf([lines, other], [asLines, { ...asLines, file: "more.csv" }], [1, 5, 7]);
  expect(rows.map(({ id, file, row }) => [id, file, row])).toEqual([
    ["invoice-line:536365/A", "lines.csv", 2],
    ["invoice-line:536365/A#4", "more.csv", 2],
    ["invoice-line:536366/B#2", "more.csv", 4],
  ]);
});

test("a source row leads back to its rowid, and a skipped one to none", () => {
  const numbers = [2, 3, 7, 8, 12];
  const table = { rows: numbers.length, sourceRow: (rowid: number) => numbers[rowid] ?? 0 };
  expect([2, 7, 12, 5, 13].map((row) => rowidOf(table, row))).toEqual([0, 2, 4, undefined, undefined]);
});
