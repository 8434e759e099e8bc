import { type Sql, sql, type Warehouse } from "../platform/index.ts";
import type { Finding, SubjectKind } from "./finding.ts";
import type { DocumentRef, Population } from "./rank-subjects.ts";

/** How many lines each seller and customer has, and to which document each evidence record belongs. */
export async function readPopulation(
  warehouse: Warehouse,
  findings: readonly Finding[],
): Promise<Population> {
  return {
    sellers: await countBy(warehouse, "seller"),
    customers: await countBy(warehouse, "customer"),
    typicalAmounts: await typicalAmounts(warehouse),
    documentOf: await documentsOf(warehouse, new Set(findings.flatMap(({ evidence }) => evidence))),
  };
}

async function countBy(warehouse: Warehouse, column: "seller" | "customer"): Promise<Map<string, number>> {
  const source = (await warehouse.first(sql`SELECT 1 AS one FROM sale_lines LIMIT 1`))
    ? "sale_lines"
    : "sales";
  const rows = await warehouse.all<{ id: string; n: number }>(
    sql`SELECT ${sql.ref(column)} AS id, count(*) AS n FROM ${sql.table(source)} WHERE ${sql.ref(column)} IS NOT NULL GROUP BY 1`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function typicalAmounts(warehouse: Warehouse): Promise<Map<string, number>> {
  const rows = await warehouse.all<{ currency: string; typical: number }>(
    sql`SELECT currency, median(amount) AS typical FROM sales WHERE amount > 0 GROUP BY currency`,
  );
  return new Map(rows.map(({ currency, typical }) => [currency, typical]));
}

// Documents that follow an order lead back to it, so that a faked delivery counts against the order it pretends to fill.
const followers: readonly [table: string, column: string][] = [
  ["deliveries", "order_id"],
  ["payments", "order_id"],
  ["invoices", "order_id"],
  ["receivables", "order_id"],
  ["credit_notes", "order_id"],
  ["commissions", "order_id"],
  ["approvals", "subject_id"],
  ["changes", "subject_id"],
];

async function documentsOf(
  warehouse: Warehouse,
  rids: ReadonlySet<number>,
): Promise<Map<number, DocumentRef>> {
  const documents = new Map<number, DocumentRef>();
  if (rids.size === 0) return documents;
  await warehouse.run(sql`CREATE TEMP TABLE IF NOT EXISTS evidence_rids (rid BIGINT)`);
  const list = [...rids].sort((a, b) => a - b);
  for (let i = 0; i < list.length; i += 10_000) {
    const batch = JSON.stringify(list.slice(i, i + 10_000));
    await warehouse.run(sql`INSERT INTO evidence_rids SELECT unnest(CAST(${batch} AS BIGINT[]))`);
  }
  const add = async (query: Sql) => {
    const rows = await warehouse.all<{ rid: number; kind: SubjectKind; id: string }>(query);
    for (const { rid, kind, id } of rows) documents.set(rid, { kind, id });
  };
  for (const [table, column] of followers) {
    await add(sql`
      SELECT f.rid, 'order' AS kind, f.${sql.ref(column)} AS id FROM ${sql.table(table)} f
      SEMI JOIN evidence_rids e ON e.rid = f.rid SEMI JOIN sales s ON s.doc_id = f.${sql.ref(column)} AND s.doc_kind = 'order'`);
  }
  await add(sql`
    SELECT l.rid, replace(l.doc_kind, '-line', '') AS kind, l.doc_id AS id FROM sale_lines l
    SEMI JOIN evidence_rids e ON e.rid = l.rid WHERE l.doc_id IS NOT NULL`);
  await add(
    sql`SELECT s.rid, s.doc_kind AS kind, s.doc_id AS id FROM sales s SEMI JOIN evidence_rids e ON e.rid = s.rid`,
  );
  await warehouse.run(sql`DELETE FROM evidence_rids`);
  return documents;
}
