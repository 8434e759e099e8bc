import { amountAtRisk, type Finding } from "../../detection/index.ts";
import { sql, type Warehouse } from "../../platform/index.ts";
import type { ReportData } from "./report-data.ts";

const dated: readonly [table: string, column: string][] = [
  ["orders", "ordered_at"],
  ["order_lines", "ordered_at"],
  ["invoices", "invoiced_at"],
  ["invoice_lines", "invoiced_at"],
  ["credit_notes", "credited_at"],
  ["deliveries", "delivered_at"],
  ["payments", "paid_at"],
  ["activities", "started_at"],
];

const futureShare = 0.01;

/**
 * The day a scan speaks of: the latest on which anything happened, today at most. Where more than 1 % of the rows lie
 * after today the data are dated ahead as a whole (a sample, a plan, a wrong clock), and their own last day counts.
 * `undefined` where nothing is dated.
 */
export async function latestDay(warehouse: Warehouse, today: string): Promise<string | undefined> {
  const days = dated.map(
    ([table, column]) =>
      sql`SELECT max(${sql.ref(column)}) AS latest, max(${sql.ref(column)}) FILTER (${sql.ref(column)} < CAST(${today} AS DATE) + 1) AS past,
        count(${sql.ref(column)}) AS n, count(*) FILTER (${sql.ref(column)} >= CAST(${today} AS DATE) + 1) AS ahead FROM ${sql.table(table)}`,
  );
  const row = await warehouse.first<{ past?: string; latest?: string; ahead: number }>(sql`
    SELECT CAST(max(past) AS DATE) AS past, CAST(max(latest) AS DATE) AS latest, sum(ahead) / greatest(sum(n), 1) AS ahead
    FROM (${sql.join(days, sql` UNION ALL `)})`);
  return row && (row.ahead > futureShare ? row.latest : (row.past ?? row.latest));
}

export async function totalsOf(
  warehouse: Warehouse,
  findings: readonly Finding[],
): Promise<ReportData["totals"]> {
  const counts = await warehouse.first<{
    documents: number;
    sellers: number;
    customers: number;
    from?: string;
    to?: string;
  }>(sql`
    SELECT count(*) AS documents, count(DISTINCT seller) AS sellers, count(DISTINCT customer) AS customers,
      CAST(min(sold_at) AS DATE) AS "from", CAST(max(sold_at) AS DATE) AS "to"
    FROM sales`);
  const lines = await warehouse.first<{ lines: number; products: number }>(
    sql`SELECT count(*) AS lines, count(DISTINCT product) AS products FROM sale_lines`,
  );
  const amounts = await warehouse.all<{
    currency: string;
    sales: number | bigint;
    reversals: number | bigint;
  }>(sql`
    SELECT currency, sum(sold) AS sales, sum(reversed) AS reversals
    FROM (
      SELECT currency, coalesce(amount, 0) AS sold, 0 AS reversed FROM sales
      UNION ALL
      SELECT currency, 0, coalesce(amount, 0) FROM reversals
    )
    GROUP BY currency ORDER BY sales DESC, currency`);
  const atRisk = new Map(amountAtRisk(findings).map(({ amount, currency }) => [currency, amount]));
  return {
    documents: counts?.documents ?? 0,
    lines: lines?.lines ?? 0,
    sellers: counts?.sellers ?? 0,
    customers: counts?.customers ?? 0,
    products: lines?.products ?? 0,
    ...(counts?.from === undefined ? {} : { from: counts.from }),
    ...(counts?.to === undefined ? {} : { to: counts.to }),
    amounts: amounts.map(({ currency, sales, reversals }) => ({
      currency,
      sales: BigInt(sales),
      reversals: BigInt(reversals),
      atRisk: atRisk.get(currency) ?? 0n,
    })),
  };
}

export async function monthsOf(warehouse: Warehouse): Promise<ReportData["months"]> {
  const rows = await warehouse.all<{
    month: string;
    currency: string;
    sales: number | bigint;
    reversals: number | bigint;
  }>(sql`
    SELECT strftime(moment, '%Y-%m') AS month, currency, sum(sold) AS sales, sum(reversed) AS reversals
    FROM (
      SELECT sold_at AS moment, currency, coalesce(amount, 0) AS sold, 0 AS reversed FROM sales
      UNION ALL
      SELECT reversed_at, currency, 0, coalesce(amount, 0) FROM reversals
    )
    WHERE moment IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows.map(({ month, currency, sales, reversals }) => ({
    month,
    currency,
    sales: BigInt(sales),
    reversals: BigInt(reversals),
  }));
}
