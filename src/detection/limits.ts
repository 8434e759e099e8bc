import { sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

interface Known {
  limits: readonly number[];
  discountLimits: readonly number[];
  minRows: number;
}

const listOf = (numbers: readonly number[]) =>
  numbers.length === 0
    ? sql`CAST([] AS DOUBLE[])`
    : sql`[${sql.join(numbers.map((n) => sql`CAST(${n} AS DOUBLE)`))}]`;

/**
 * `observed`: counts per measure, seller and value: amounts in minor units to four digits, discounts and attainment in
 * hundredths of a per cent, less one so that a value at its limit lies under it. `limits`: those known, else those searched.
 */
export const observed = (p: Known, { sales, sale_lines, approvals, targets }: Tables) => sql`
    amounts AS (
      SELECT currency, seller, amount // unit * unit AS value, count(*) AS n, sum(amount) AS total, min(rid) AS rid FROM (
        SELECT currency, seller, amount, rid, CAST(power(10, greatest(0, length(CAST(amount AS VARCHAR)) - 4)) AS BIGINT) AS unit FROM ${sales} WHERE amount > 0 AND NOT cancelled
      ) GROUP BY ALL
    ), discounts AS (
      SELECT currency, seller, CAST(round(10000 * (1 - unit_price / list_price)) AS BIGINT) - 1 AS value, count(*) AS n, sum(amount) AS total, min(rid) AS rid
      FROM ${sale_lines} WHERE list_price > 0 AND unit_price > 0 AND unit_price < list_price GROUP BY ALL
    ), quotas AS (
      SELECT rid, employee_id AS seller, coalesce(currency, 'XXX') AS currency, amount, coalesce(starts_on, CAST(try_strptime(period || '-01', '%Y-%m-%d') AS DATE)) AS starts_on, ends_on FROM ${targets} WHERE amount > 0
    ), by_day AS (
      SELECT seller, CAST(sold_at AS DATE) AS day, sum(amount) AS amount FROM ${sales}
      WHERE NOT cancelled AND seller IN (SELECT seller FROM quotas) AND sold_at IS NOT NULL GROUP BY ALL
    ), attainment AS (
      SELECT q.currency, q.seller, 19999 - CAST(round(10000.0 * sum(d.amount) / q.amount) AS BIGINT) AS value, 1 AS n, 0 AS total, q.rid
      FROM quotas q JOIN by_day d ON d.seller = q.seller AND d.day BETWEEN q.starts_on AND coalesce(q.ends_on, last_day(q.starts_on)) GROUP BY q.rid, q.currency, q.seller, q.amount
    ), observed AS MATERIALIZED (
      SELECT 'amount' AS measure, * FROM amounts UNION ALL SELECT 'discount', * FROM discounts UNION ALL SELECT 'quota', * FROM attainment
    ), ranges AS (
      SELECT currency, quantile_cont(amount, 0.25) AS quarter, quantile_cont(amount, 0.5) AS low, quantile_cont(amount, 0.999) AS high FROM ${sales} WHERE amount > 0 GROUP BY currency HAVING count(*) >= ${p.minRows}
    ), approved AS (
      SELECT s.currency, quantile_cont(coalesce(a.amount, s.amount), 0.02) AS low FROM ${approvals} a JOIN ${sales} s ON s.doc_id = a.subject_id GROUP BY s.currency, a.level HAVING count(*) >= 20
    ), given AS (
      SELECT 'amount' AS measure, currency, CAST(round(major * minor_factor(currency)) AS BIGINT) AS bound FROM ranges, (SELECT unnest(${listOf(p.limits)}) AS major)
      UNION SELECT 'amount', a.currency, CAST(floor(a.low / power(10, floor(log10(a.low)) - 1)) * power(10, floor(log10(a.low)) - 1) AS BIGINT) FROM approved a JOIN ranges r USING (currency) WHERE a.low > r.quarter
      UNION SELECT 'discount', currency, CAST(round(10000 * share) AS BIGINT) FROM ranges, (SELECT unnest(${listOf(p.discountLimits)}) AS share)
      UNION SELECT DISTINCT 'quota', currency, 10000 FROM quotas
    ), limits AS (
      SELECT measure, currency, bound, true AS known FROM given
      UNION ALL
      SELECT 'amount', currency, bound, false FROM (
        SELECT currency, low, high, m * CAST(power(10, k) AS BIGINT) AS bound FROM ranges, (SELECT unnest([1, 2, 3, 5, 8]) AS m), (SELECT unnest(range(2, 14)) AS k)
      ) WHERE bound BETWEEN low AND high AND currency NOT IN (SELECT currency FROM given WHERE measure = 'amount')
      UNION ALL
      SELECT 'discount', currency, bound, false FROM ranges, (SELECT unnest([500, 1000, 1500, 2000, 2500, 3000]) AS bound)
      WHERE currency NOT IN (SELECT currency FROM given WHERE measure = 'discount')
    )`;
