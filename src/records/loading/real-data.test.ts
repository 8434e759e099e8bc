import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { buildFacts } from "../facts/build-facts.ts";
import { createTables } from "../kinds/tables.ts";
import { guessMapping } from "../mapping/guess-mapping.ts";
import { parseMapping, writeMapping } from "../mapping/mapping-file.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { loadRecords } from "./load-records.ts";

const data = join(import.meta.dirname, "../../../../shared/data");

let warehouse: Warehouse;
beforeEach(async () => {
  warehouse = await openWarehouse();
  await createTables(warehouse);
});
afterEach(() => warehouse.close());

/** DuckDB's own reader stands in for ours: these tests are about what the columns mean. */
async function rawTable(file: number, path: string, delimiter: string): Promise<RawTable> {
  const name = `raw_${file}`;
  const read = sql`read_csv(${sql.lit(join(data, path))}, all_varchar = true, header = true, delim = ${sql.lit(delimiter)}, quote = '"')`;
  const described = await warehouse.all<{ column_name: string }>(sql`DESCRIBE SELECT * FROM ${read}`);
  const columns = described.map(({ column_name }) => column_name);
  await warehouse.run(
    sql`CREATE TABLE ${sql.ref(name)} AS SELECT ${sql.join(columns.map((column, i) => sql`${sql.ref(column)} AS ${sql.ref(`c${i}`)}`))} FROM ${read}`,
  );
  const counted = await warehouse.first<{ n: number }>(sql`SELECT count(*) AS n FROM ${sql.ref(name)}`);
  return {
    ...({ name, file, path, format: "csv", sha256: "", refused: 0, bytes: 0 } as const),
    columns: columns.map((column) => column.replace(/^\ufeff/, "")),
    rows: counted?.n ?? 0,
    sourceRow: (rowid) => rowid + 2,
  };
}

async function scan(files: readonly (readonly [string, string])[]) {
  const tables: RawTable[] = [];
  for (const [file, [path, delimiter]] of files.entries()) tables.push(await rawTable(file, path, delimiter));
  const guessed = await guessMapping(warehouse, tables);
  const saved = parseMapping(writeMapping(guessed.mapping), "saved.yaml");
  const loaded = await loadRecords(warehouse, tables, saved, { today: "2026-11-23" });
  await buildFacts(warehouse);
  return { ...guessed, ...loaded };
}

const columnsOf = (fields: object | undefined) =>
  Object.fromEntries(
    Object.entries(fields ?? {}).map(([field, from]) => [field, "column" in from ? from.column : undefined]),
  );
const counts = (table: string) => warehouse.first(sql`SELECT count(*) AS n FROM ${sql.ref(table)}`);

describe.skipIf(!existsSync(data))(
  "the real data sets beside the repository (skipped where ../shared/data is absent)",
  () => {
    test("online-retail is invoice lines, its cancellations are credit notes, its repeats are kept", async () => {
      const { mapping, questions, loaded, refusedTotal } = await scan([
        ["online-retail/online-retail.csv.gz", ","],
      ]);
      expect(questions).toEqual([]);
      expect(mapping.sources[0]?.kind).toBe("invoice-line");
      expect(columnsOf(mapping.sources[0]?.fields)).toEqual({
        invoice_id: "InvoiceNo",
        product_id: "StockCode",
        product_name: "Description",
        quantity: "Quantity",
        invoiced_at: "InvoiceDate",
        unit_price: "UnitPrice",
        customer_id: "CustomerID",
        region: "Country",
      });
      expect(mapping.sources[0]?.alsoKinds?.map(({ kind, when }) => [kind, when])).toEqual([
        ["credit-note", { column: "InvoiceNo", startsWith: "C" }],
      ]);
      expect(loaded.map(({ kind, rows }) => [kind, rows])).toEqual([
        ["invoice-line", 532_621],
        ["credit-note", 9_288],
      ]);
      expect(refusedTotal).toBe(0);
      const repeats = await warehouse.first(
        sql`SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM raw_0)) AS n FROM raw_0`,
      );
      expect(repeats).toEqual({ n: 5_268 });
      const negative = await warehouse.first(
        sql`SELECT count(*) AS n FROM sale_lines WHERE amount < 0 OR quantity < 0`,
      );
      expect(negative).toEqual({ n: 0 });
    });

    test("sales-reports is order lines; the inspection stays unmapped", async () => {
      const { mapping, loaded, refusedTotal } = await scan([["sales-reports/sales-reports.csv.gz", ","]]);
      expect(mapping.sources[0]).toMatchObject({ kind: "order-line", unmapped: ["inspection"] });
      expect(columnsOf(mapping.sources[0]?.fields)).toEqual({
        line_id: "report",
        seller_id: "salesperson",
        product_id: "product",
        quantity: "quantity",
        gross: "value",
      });
      expect([loaded[0]?.rows, refusedTotal, await counts("sale_lines")]).toEqual([
        401_146,
        0,
        { n: 401_146 },
      ]);
    });

    test("sap-sales joins its three files; who created an order stands in for its seller", async () => {
      const { mapping, notes, loaded, refusedTotal } = await scan([
        ["sap-sales/SalesOrders.csv", ";"],
        ["sap-sales/SalesOrderItems.csv", ";"],
        ["sap-sales/BusinessPartners.csv", ";"],
      ]);
      expect(mapping.sources.map(({ kind }) => kind)).toEqual(["order", "order-line", "customer"]);
      expect(columnsOf(mapping.sources[0]?.fields)).toMatchObject({
        ...{
          order_id: "SALESORDERID",
          customer_id: "PARTNERID",
          seller_id: "CREATEDBY",
          created_by: "CREATEDBY",
        },
        ...{
          created_at: "CREATEDAT",
          ordered_at: "CREATEDAT",
          net: "NETAMOUNT",
          tax: "TAXAMOUNT",
          gross: "GROSSAMOUNT",
          currency: "CURRENCY",
        },
      });
      expect(columnsOf(mapping.sources[1]?.fields)).toMatchObject({
        order_id: "SALESORDERID",
        line_no: "SALESORDERITEM",
        product_id: "PRODUCTID",
      });
      expect(columnsOf(mapping.sources[2]?.fields)).toMatchObject({
        customer_id: "PARTNERID",
        name: "COMPANYNAME",
      });
      expect(notes.map(({ en }) => en).join()).toContain("Ordered at lies after 2026-11-23 in 2238 rows");
      expect([loaded.reduce((sum, { rows }) => sum + rows, 0), refusedTotal]).toEqual([
        5_166 + 17_818 + 40,
        0,
      ]);
      const first = await warehouse.first(
        sql`SELECT order_id, CAST(ordered_at AS DATE) AS day, net, gross, currency FROM orders ORDER BY rid LIMIT 1`,
      );
      expect(first).toEqual({
        order_id: "200000000",
        day: "2015-01-01",
        net: 314213,
        gross: 359100,
        currency: "USD",
      });
      expect(await counts("sale_lines")).toEqual({ n: 17_818 });
      const joined = await warehouse.first(
        sql`SELECT count(*) AS n FROM orders JOIN customers USING (customer_id)`,
      );
      expect(joined).toEqual({ n: 5_166 });
    });
  },
);
