import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { literalOf, quotedLiteralOf } from "./array-literals.ts";
import { measures } from "./measures.ts";
import { yearBefore } from "./movements.ts";

/** Peers are enough from so many on, the party itself among them. */
const fewestPeers = 9;
const quantiles = 120;

/** `figures`: a row a party and measure, from `parties` and the facts. */
export async function prepareFigures(warehouse: Warehouse, asOf: string): Promise<void> {
  const recent = sql`moment >= ${yearBefore(asOf, 1)} AND moment < CAST(${asOf} AS DATE) + 1`;
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE recent AS
    SELECT p.kind, p.id, m.* FROM moved m JOIN parties p ON p.id = m.seller AND p.kind = 'seller' AND p.currency = m.currency WHERE ${recent}
    UNION ALL SELECT p.kind, p.id, m.* FROM moved m JOIN parties p ON p.id = m.customer AND p.kind = 'customer' AND p.currency = m.currency WHERE ${recent}`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE recent_lines AS
    WITH usual AS (
      SELECT product, currency, median(unit_price) AS usual FROM sale_lines WHERE unit_price > 0 AND product IS NOT NULL AND sold_at >= ${yearBefore(asOf, 1)}
      GROUP BY ALL HAVING count(*) >= 5
    ), lines AS (
      SELECT l.seller, l.customer, l.currency, l.quantity, l.unit_price, l.list_price, u.usual, l.sold_at AS moment
      FROM sale_lines l LEFT JOIN usual u USING (product, currency) WHERE l.unit_price > 0 AND l.quantity > 0
    )
    SELECT p.kind, p.id, l.* FROM lines l JOIN parties p ON p.id = l.seller AND p.kind = 'seller' AND p.currency = l.currency WHERE ${recent}
    UNION ALL SELECT p.kind, p.id, l.* FROM lines l JOIN parties p ON p.id = l.customer AND p.kind = 'customer' AND p.currency = l.currency WHERE ${recent}`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE figures (measure VARCHAR, kind VARCHAR, id VARCHAR, value DOUBLE, cases BIGINT, is_thin BOOLEAN)`);
  const asked = queries(asOf);
  for (const { id, fewest } of measures) {
    await warehouse.run(sql`
      INSERT INTO figures SELECT ${id}, kind, id, value, cases, cases < ${fewest}
      FROM (SELECT kind, id, CAST(value AS DOUBLE) AS value, CAST(cases AS BIGINT) AS cases FROM (${asked[id]})) WHERE isfinite(value)`);
  }
  await prepareComparison(warehouse);
}

/** Each gives `kind, id, value, cases`. */
function queries(asOf: string): Record<(typeof measures)[number]["id"], Sql> {
  const counted = sql`sold > 0 AND NOT cancelled`;
  const lateInQuarter = sql`CAST(moment AS DATE) > last_day(date_trunc('quarter', moment) + INTERVAL 2 MONTH) - 5`;
  return {
    sales: sql`SELECT kind, id, sum(sold) AS value, count(*) AS cases FROM recent WHERE ${counted} GROUP BY ALL`,
    "typical-order": sql`SELECT kind, id, median(sold) AS value, count(*) AS cases FROM recent WHERE ${counted} GROUP BY ALL`,
    "return-rate": sql`
      SELECT kind, id, sum(returned) / nullif(sum(sold), 0) AS value, sum(documents) AS cases FROM recent GROUP BY ALL`,
    discount: sql`
      SELECT kind, id, 1 - sum(unit_price * quantity) / sum(list_price * quantity) AS value, count(*) AS cases
      FROM recent_lines WHERE list_price > 0 GROUP BY ALL`,
    "price-index": sql`
      SELECT kind, id, sum(unit_price * quantity) / sum(usual * quantity) AS value, count(*) AS cases
      FROM recent_lines WHERE usual > 0 GROUP BY ALL`,
    "quarter-end": sql`
      SELECT kind, id, coalesce(sum(sold) FILTER (${lateInQuarter}), 0) / sum(sold) AS value, count(*) AS cases FROM recent WHERE ${counted} GROUP BY ALL`,
    "new-customers": sql`
      SELECT 'seller' AS kind, r.id, count(DISTINCT r.customer) FILTER (p.first_on >= ${yearBefore(asOf, 1)}) / count(DISTINCT r.customer) AS value,
        count(DISTINCT r.customer) AS cases
      FROM recent r JOIN parties p ON p.kind = 'customer' AND p.id = r.customer
      WHERE r.kind = 'seller' AND ${counted} AND (SELECT min(moment) FROM moved) < ${yearBefore(asOf, 1)} - INTERVAL 90 DAY GROUP BY r.id`,
    "top-customer": sql`
      SELECT 'seller' AS kind, id, max(sold) / sum(sold) AS value, sum(n) AS cases
      FROM (SELECT id, customer, sum(sold) AS sold, count(*) AS n FROM recent WHERE kind = 'seller' AND customer IS NOT NULL AND ${counted} GROUP BY ALL) GROUP BY id`,
    "payment-days": sql`
      SELECT kind, id, median(date_diff('day', sold_at, moment)) AS value, count(*) AS cases FROM (
        SELECT 'seller' AS kind, seller AS id, sold_at, moment FROM paid UNION ALL SELECT 'customer', customer, sold_at, moment FROM paid
      ) SEMI JOIN parties USING (kind, id) WHERE sold_at IS NOT NULL AND moment >= ${yearBefore(asOf, 1)} GROUP BY kind, id`,
    "visits-per-order": sql`
      SELECT kind, id, coalesce(v.visits, 0) / o.orders AS value, o.orders AS cases FROM (
        SELECT kind, id, sum(documents) AS orders FROM recent GROUP BY ALL HAVING sum(documents) > 0
      ) o LEFT JOIN (
        SELECT kind, id, count(*) AS visits FROM (
          SELECT 'seller' AS kind, seller AS id, moment FROM visited UNION ALL SELECT 'customer', customer, moment FROM visited
        ) WHERE moment >= ${yearBefore(asOf, 1)} GROUP BY kind, id
      ) v USING (kind, id) WHERE (SELECT count(*) FROM visited) > 0`,
  };
}

const levels = sql`(VALUES (1, 'narrow'), (2, 'broad'), (3, 'all')) AS l(narrowness, level)`;

/**
 * `placed`: each comparable figure at each level at which it can be compared; `peers`: the groups that are large enough,
 * with their spread; `compared`: each figure beside the narrowest such group. Thin figures neither compare nor are compared.
 */
async function prepareComparison(warehouse: Warehouse): Promise<void> {
  const moneyMeasures = sql.join(
    measures.filter(({ form }) => form === "money").map(({ id }) => sql.lit(id)),
  );
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE placed AS
    SELECT f.measure, f.kind, f.id, f.value, l.narrowness, l.level,
      concat_ws(' · ', CASE WHEN f.measure IN (${moneyMeasures}) THEN nullif(p.currency, 'XXX') END,
        CASE l.level WHEN 'broad' THEN p.broad WHEN 'narrow' THEN concat_ws(' · ', p.region, p.team) END) AS place
    FROM figures f JOIN (
      -- Sellers of a region sell alike; customers of a category buy alike wherever they are.
      SELECT *, CASE kind WHEN 'seller' THEN region ELSE coalesce(team, region) END AS broad FROM parties
    ) p USING (kind, id), ${levels}
    WHERE NOT f.is_thin AND (l.level <> 'broad' OR p.broad IS NOT NULL) AND (l.level <> 'narrow' OR (p.region IS NOT NULL AND p.team IS NOT NULL AND p.region <> p.team))`);
  const steps = Array.from({ length: quantiles }, (_, i) => (i / (quantiles - 1)).toFixed(5)).join(", ");
  const rounded = sql`CASE WHEN x = 0 THEN 0 ELSE round(x, CAST(2 - floor(log10(abs(x))) AS INTEGER)) END`;
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE peers AS
    SELECT measure, kind, level, place, n, median, deviation,
      list_transform(CASE WHEN n <= ${quantiles} THEN all_values ELSE at_quantiles END, lambda x: ${rounded}) AS "values"
    FROM (
      SELECT measure, kind, level, place, count(*) AS n, median(value) AS median, median_deviation(value) AS deviation,
        list_sort(list(value)) AS all_values, quantile_disc(value, [${sql.raw(steps)}]) AS at_quantiles
      FROM placed GROUP BY ALL HAVING count(*) >= ${fewestPeers}
    )`);
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE compared AS
    SELECT * FROM (
      SELECT p.*, g.n, g.median, g.deviation,
        (percent_rank() OVER upwards + 1 - percent_rank() OVER downwards) / 2 AS percentile
      FROM placed p JOIN peers g USING (measure, kind, level, place)
      WINDOW upwards AS (PARTITION BY p.measure, p.kind, p.level, p.place ORDER BY p.value),
        downwards AS (PARTITION BY p.measure, p.kind, p.level, p.place ORDER BY p.value DESC)
    ) QUALIFY row_number() OVER (PARTITION BY measure, kind, id ORDER BY narrowness) = 1`);
}

/** Rows of `summary_peers`. */
export const peerGroups = sql`SELECT kind, measure, level, place, ${literalOf(sql`"values"`)} AS "values" FROM peers`;

/** Rows of `summary_party`. */
export const partiesWithFigures = sql`
  SELECT p.kind, p.id, p.name, p.region, p.team, p.manager, p.seller, ${quotedLiteralOf(sql`p.sellers`)} AS sellers, p.currency, p.sales, p.sales_before, p.returns,
    p.documents, p.first_on, p.last_on, lower(concat_ws(' ', p.id, p.name)) AS search, coalesce(CAST(f.figures AS VARCHAR), '[]') AS figures
  FROM parties p LEFT JOIN (
    SELECT kind, id, to_json(list({'measure': measure, 'value': f.value, 'cases': f.cases, 'isThin': f.is_thin, 'level': c.level, 'place': c.place,
      'peers': c.n, 'median': c.median, 'deviation': c.deviation, 'percentile': c.percentile})) AS figures
    FROM figures f LEFT JOIN compared c USING (measure, kind, id) GROUP BY ALL
  ) f USING (kind, id)`;
