import { sql, type Warehouse } from "../../platform/index.ts";

/**
 * Tables that all summaries start from. `moved`: every sale and everything that was taken back, by when and by whom;
 * `parties`: sellers and customers with whatever peers are told by; `paid`: payments with the sale they settle.
 * Calling it again makes them anew.
 */
export async function prepareMovements(warehouse: Warehouse, asOf: string): Promise<void> {
  const upTo = (at: string) => sql`${sql.ref(at)} < CAST(${asOf} AS DATE) + 1`;
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE moved AS
    SELECT coalesce(sold_at, created_at) AS moment, doc_id, coalesce(seller, '') AS seller, customer, region, channel, currency,
      coalesce(legal_entity, '') AS legal_entity, coalesce(amount, 0) AS sold, 0 AS returned, 1 AS documents, 0 AS reversals, cancelled
    FROM sales WHERE coalesce(sold_at, created_at) IS NOT NULL AND ${upTo("sold_at")} IS NOT FALSE
    UNION ALL
    SELECT reversed_at, doc_id, coalesce(seller, ''), customer, NULL, NULL, currency, coalesce(legal_entity, ''), 0, coalesce(amount, 0), 0, 1, false
    FROM reversals WHERE reversed_at IS NOT NULL`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE paid AS
    WITH documents AS (SELECT doc_id, any_value(seller) AS seller, any_value(customer) AS customer, min(coalesce(sold_at, created_at)) AS moment FROM sales GROUP BY doc_id),
    billed AS (SELECT doc_id, min(order_id) AS order_id FROM billings WHERE order_id IS NOT NULL GROUP BY doc_id)
    SELECT y.paid_at AS moment, coalesce(d.seller, '') AS seller, coalesce(y.customer_id, d.customer) AS customer, d.moment AS sold_at,
      y.amount, coalesce(y.currency, 'XXX') AS currency
    FROM payments y LEFT JOIN billed b ON b.doc_id = y.invoice_id LEFT JOIN documents d ON d.doc_id = coalesce(y.order_id, b.order_id, y.invoice_id)
    WHERE y.amount > 0 AND ${upTo("paid_at")}`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE visited AS
    SELECT started_at AS moment, coalesce(employee_id, '') AS seller, customer_id AS customer FROM activities
    WHERE started_at IS NOT NULL AND ${upTo("started_at")}`);
  await prepareParties(warehouse, asOf);
}

/** Everybody who sold or bought. `seller` is whose figures a customer's are: its owner, else who sells to it most. */
async function prepareParties(warehouse: Warehouse, asOf: string): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE parties AS
    WITH sides AS (
      SELECT 'seller' AS kind, seller AS id, * FROM moved WHERE seller <> ''
      UNION ALL SELECT 'customer', customer, * FROM moved WHERE customer IS NOT NULL
    ), by_currency AS (
      SELECT kind, id, currency, sum(sold) AS sold FROM sides GROUP BY ALL
    ), main AS (
      SELECT kind, id, arg_max(currency, (sold, currency)) AS currency FROM by_currency GROUP BY ALL
    ), spread AS (
      SELECT kind, id, mode(region) AS region, CAST(min(moment) AS DATE) AS first_on, CAST(max(moment) AS DATE) AS last_on,
        arg_max(seller, sold) AS leading, list_sort(list_distinct(list(seller) FILTER (seller <> ''))) AS sellers
      FROM sides GROUP BY ALL
    ), recent AS (
      SELECT s.kind, s.id, CAST(sum(sold) FILTER (is_recent) AS BIGINT) AS sales, CAST(sum(sold) FILTER (NOT is_recent) AS BIGINT) AS sales_before,
        CAST(sum(returned) FILTER (is_recent) AS BIGINT) AS returns, sum(documents) FILTER (is_recent) AS documents
      FROM (SELECT *, moment >= ${yearBefore(asOf, 1)} AS is_recent FROM sides WHERE moment >= ${yearBefore(asOf, 2)}) s JOIN main USING (kind, id, currency)
      GROUP BY ALL
    ), named AS (
      SELECT 'seller' AS kind, employee_id AS id, min(name) AS name, min(region) AS region, min(department) AS team, min(manager_id) AS manager, NULL AS keeper
      FROM employees WHERE employee_id IS NOT NULL GROUP BY employee_id
      UNION ALL
      SELECT 'customer', customer_id, min(name), min(region), min(category), NULL, arg_min(owner_id, rid)
      FROM customers WHERE customer_id IS NOT NULL GROUP BY customer_id
    )
    SELECT m.kind, m.id, n.name, coalesce(n.region, s.region) AS region, n.team, n.manager,
      CASE m.kind WHEN 'seller' THEN m.id ELSE coalesce(n.keeper, s.leading, '') END AS seller, s.sellers, m.currency,
      coalesce(r.sales, 0) AS sales,
      -- Where the data do not reach back two years there is nothing to compare with.
      CASE WHEN (SELECT min(moment) FROM moved) < ${yearBefore(asOf, 2)} + INTERVAL 31 DAY THEN coalesce(r.sales_before, 0) END AS sales_before, coalesce(r.returns, 0) AS returns,
      coalesce(r.documents, 0) AS documents, s.first_on, s.last_on
    FROM main m JOIN spread s USING (kind, id) LEFT JOIN recent r USING (kind, id) LEFT JOIN named n USING (kind, id)`);
}

/** The day so many years before the run's, exclusive: from there on twelve months count. */
export const yearBefore = (asOf: string, years: number) =>
  sql`CAST(CAST(${asOf} AS DATE) + 1 - to_years(${years}) AS DATE)`;
