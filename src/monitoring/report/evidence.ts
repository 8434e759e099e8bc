import type { Finding } from "../../detection/index.ts";
import { sql, type Warehouse } from "../../platform/index.ts";
import { type RawTable, sourceRowsOf } from "../../records/index.ts";
import type { EvidenceRow } from "./report-data.ts";

/** The source rows behind every finding, so that each claim can be looked up where it was written. */
export async function evidenceOf(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  findings: readonly Finding[],
): Promise<Map<number, EvidenceRow>> {
  const rids = [...new Set(findings.flatMap(({ evidence }) => evidence))];
  const rows = await sourceRowsOf(warehouse, tables, rids);
  return new Map(
    rows.map(({ rid, id, kind, file, row, values }) => [
      rid,
      { recordId: id, kind, path: file, row, values },
    ]),
  );
}

/** Names of parties and products by `kind:id`; only those that differ from the id itself. */
export async function namesOf(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.all<{ key: string; name: string }>(sql`
    SELECT 'seller:' || employee_id AS key, min(name) AS name FROM employees WHERE name <> employee_id GROUP BY 1
    UNION ALL
    SELECT 'customer:' || customer_id, min(name) FROM customers WHERE name <> customer_id GROUP BY 1
    UNION ALL
    SELECT 'product:' || product_id, min(name) FROM products WHERE name <> product_id GROUP BY 1`);
  return new Map(rows.map(({ key, name }) => [key, name]));
}
