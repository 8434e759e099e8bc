import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

/**
 * A query of `currency, approval_limit`: amounts from which on a further approval was asked, read off the approvals.
 * Levels are ordered by the smallest amounts they saw; a limit lies between what stayed below the level (98th percentile)
 * and what reached it (2nd percentile), at the roundest number there. Levels that overlap, or saw fewer than ten
 * documents, show no limit. `documents` is a query of `doc_id, amount, currency`.
 */
export function limitsShownBy({ approvals }: Tables, documents: Sql): Sql {
  return sql`
    WITH asked AS (
      SELECT d.doc_id, d.amount, d.currency, CASE WHEN a.subject_id IS NOT NULL THEN coalesce(a.level, '·') END AS level
      FROM (${documents}) d LEFT JOIN ${approvals} a ON a.subject_id = d.doc_id
      WHERE (SELECT count(*) FROM ${approvals}) > 0
    ), ranked AS (
      SELECT currency, level, row_number() OVER (PARTITION BY currency ORDER BY quantile_disc(amount, 0.02), level) AS level_rank
      FROM asked WHERE level IS NOT NULL GROUP BY currency, level
    ), reached AS (
      SELECT a.currency, a.doc_id, any_value(a.amount) AS amount, max(coalesce(r.level_rank, 0)) AS top
      FROM asked a LEFT JOIN ranked r ON r.currency = a.currency AND r.level = a.level GROUP BY a.currency, a.doc_id
    ), bounds AS (
      SELECT l.currency, l.level_rank,
        quantile_disc(r.amount, 0.98) FILTER (r.top < l.level_rank) AS below,
        quantile_disc(r.amount, 0.02) FILTER (r.top >= l.level_rank) AS above
      FROM ranked l JOIN reached r ON r.currency = l.currency
      GROUP BY l.currency, l.level_rank
      HAVING count(*) FILTER (r.top < l.level_rank) >= 10 AND count(*) FILTER (r.top >= l.level_rank) >= 10
    ), rounded AS (
      SELECT currency, level_rank, below, share,
        CAST(floor(above / (share * power(10, floor(log10(above))))) * share * power(10, floor(log10(above))) AS BIGINT) AS approval_limit
      FROM bounds, (SELECT unnest([1, 0.5, 0.1, 0.05, 0.01, 0.001]) AS share) WHERE below < above AND above > 0
    )
    SELECT DISTINCT currency, arg_max(approval_limit, share) FILTER (approval_limit > below) AS approval_limit
    FROM rounded GROUP BY currency, level_rank HAVING count(*) FILTER (approval_limit > below) > 0`;
}
