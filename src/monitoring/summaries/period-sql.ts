import { type Sql, sql } from "../../platform/index.ts";
import { yearBefore } from "./movements.ts";

/** Days further back than this are told by week and month only. */
const daysKept = 120;

/** Rows of `summary_sales`, everybody's together (seller NULL) and each seller's own. */
export function salesByPeriod(asOf: string): Sql {
  const grains = ["month", "week", "day"].map((grain) => {
    const recent = grain === "day" ? sql`AND moment >= CAST(${asOf} AS DATE) - ${sql.lit(daysKept)}` : sql``;
    return sql`
      SELECT ${sql.lit(grain)} AS grain, CAST(date_trunc(${sql.lit(grain)}, moment) AS DATE) AS starts_on, seller, legal_entity, currency, ${totals}
      FROM moved WHERE moment < CAST(${asOf} AS DATE) + 1 ${recent}
      GROUP BY GROUPING SETS ((1, 2, seller, legal_entity, currency), (1, 2, legal_entity, currency))`;
  });
  return sql.join([...grains, years(asOf)], sql` UNION ALL `);
}

/** The twelve months up to the run's day, and the twelve before. */
function years(asOf: string): Sql {
  const [last, before] = [yearBefore(asOf, 1), yearBefore(asOf, 2)];
  return sql`
    SELECT 'year', CASE WHEN moment >= ${last} THEN ${last} ELSE ${before} END AS begins, seller, legal_entity, currency, ${totals}
    FROM moved WHERE moment >= ${before} AND moment < CAST(${asOf} AS DATE) + 1
    GROUP BY GROUPING SETS ((begins, seller, legal_entity, currency), (begins, legal_entity, currency))`;
}

const totals = sql`CAST(sum(sold) AS BIGINT) AS sales, CAST(sum(returned) AS BIGINT) AS returns, sum(documents) AS documents, sum(reversals) AS reversals`;

/** Rows of `summary_group`: where the sales of the last twelve months were made, and what came there in the year before. */
export function salesByGroup(asOf: string): Sql {
  const recent = sql`moment >= ${yearBefore(asOf, 1)}`;
  const sums = sql`coalesce(CAST(sum(sold) FILTER (${recent}) AS BIGINT), 0) AS sales, coalesce(CAST(sum(sold) FILTER (NOT ${recent}) AS BIGINT), 0) AS sales_before,
    count(DISTINCT doc_id) FILTER (${recent}) AS documents`;
  const sets = sql`GROUP BY GROUPING SETS ((1, 2, seller, legal_entity, currency), (1, 2, legal_entity, currency))`;
  const range = sql`moment >= ${yearBefore(asOf, 2)} AND moment < CAST(${asOf} AS DATE) + 1`;
  return sql`
    WITH places AS (SELECT customer_id, min(region) AS place FROM customers WHERE customer_id IS NOT NULL GROUP BY 1),
    goods AS (SELECT product_id, min(category) AS goods FROM products WHERE product_id IS NOT NULL GROUP BY 1),
    whole AS (
      SELECT m.*, coalesce(m.region, p.place) AS sold_in FROM moved m LEFT JOIN places p ON p.customer_id = m.customer WHERE documents = 1 AND ${range}
    ), lines AS (
      SELECT coalesce(l.category, g.goods) AS goods, l.sold_at AS moment, l.doc_id, coalesce(l.seller, '') AS seller, coalesce(l.legal_entity, '') AS legal_entity,
        l.currency, coalesce(l.amount, 0) AS sold
      FROM sale_lines l LEFT JOIN goods g ON g.product_id = l.product WHERE l.sold_at IS NOT NULL
    )
    SELECT 'region' AS dimension, sold_in AS name, seller, legal_entity, currency, ${sums} FROM whole WHERE sold_in IS NOT NULL ${sets}
    UNION ALL
    SELECT 'channel', channel, seller, legal_entity, currency, ${sums} FROM whole WHERE channel IS NOT NULL ${sets}
    UNION ALL
    SELECT 'category', goods, seller, legal_entity, currency, ${sums} FROM lines WHERE goods IS NOT NULL AND ${range} ${sets}`;
}

/** Rows of `summary_month`. */
export function partiesByMonth(asOf: string): Sql {
  const month = sql`CAST(date_trunc('month', moment) AS DATE) AS starts_on`;
  const both = (columns: Sql, from: string, where: Sql) => sql`
    SELECT 'seller' AS kind, seller AS id, seller, ${month}, ${columns} FROM ${sql.ref(from)} WHERE seller <> '' AND ${where}
    UNION ALL SELECT 'customer', customer, seller, ${month}, ${columns} FROM ${sql.ref(from)} WHERE customer IS NOT NULL AND ${where}`;
  const known = sql`moment < CAST(${asOf} AS DATE) + 1`;
  const visits = sql`SELECT v.*, p.currency FROM (${both(sql`1 AS visits`, "visited", known)}) v JOIN parties p USING (kind, id)`;
  return sql`
    WITH priced AS (
      SELECT coalesce(seller, '') AS seller, customer, sold_at AS moment, currency, list_price * quantity AS at_list, unit_price * quantity AS as_sold
      FROM sale_lines WHERE list_price > 0 AND unit_price > 0 AND quantity > 0 AND sold_at IS NOT NULL
    ), told AS (
      SELECT kind, id, seller, starts_on, currency, sold, returned, 0 AS paid, documents, reversals, 0 AS visits, 0.0 AS listed, 0.0 AS priced
      FROM (${both(sql`currency, sold, returned, documents, reversals`, "moved", known)})
      UNION ALL SELECT kind, id, seller, starts_on, currency, 0, 0, amount, 0, 0, 0, 0, 0 FROM (${both(sql`currency, amount`, "paid", known)})
      UNION ALL SELECT kind, id, seller, starts_on, currency, 0, 0, 0, 0, 0, visits, 0, 0 FROM (${visits})
      UNION ALL SELECT kind, id, seller, starts_on, currency, 0, 0, 0, 0, 0, 0, at_list, as_sold FROM (${both(sql`currency, at_list, as_sold`, "priced", known)})
    )
    SELECT t.kind, t.id, t.seller, t.currency, t.starts_on, CAST(sum(sold) AS BIGINT) AS sales, CAST(sum(returned) AS BIGINT) AS returns, CAST(sum(paid) AS BIGINT) AS payments,
      sum(documents) AS documents, sum(reversals) AS reversals, sum(visits) AS visits, CAST(sum(listed) AS DOUBLE) AS listed, CAST(sum(priced) AS DOUBLE) AS priced
    FROM told t SEMI JOIN parties p USING (kind, id) GROUP BY t.kind, t.id, t.seller, t.currency, t.starts_on`;
}
