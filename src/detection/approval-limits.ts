import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

/**
 * A query of `currency, doc_kind, approval_limit`: amounts from which on a further approval was asked, read off the
 * approvals. For each kind of document and level of approval, and each round amount T, the share of documents with that
 * approval is compared in the octaves above and below T: where it is 0.8 or more above and 0.3 or less below, with ten
 * documents on either side, T is a limit; of neighbouring candidates the one that parts the two best. Approvals for
 * other reasons (a special price on a small order) stay below the 0.3. `documents` is a query of
 * `doc_id, doc_kind, amount, currency`.
 */
export function limitsShownBy({ approvals }: Tables, documents: Sql): Sql {
  return sql`
    WITH levels AS (
      SELECT DISTINCT subject_id AS doc_id, coalesce(level, '·') AS level FROM ${approvals} WHERE subject_id IS NOT NULL
    ), sold AS (
      SELECT doc_id, any_value(doc_kind) AS doc_kind, any_value(amount) AS amount, any_value(currency) AS currency
      FROM (${documents}) WHERE (SELECT count(*) FROM levels) > 0 GROUP BY doc_id
    ), asked AS (
      SELECT DISTINCT s.doc_kind, s.currency, l.level FROM sold s JOIN levels l USING (doc_id)
    ), candidates AS (
      SELECT CAST(step * power(10, magnitude) AS BIGINT) AS approval_limit FROM (SELECT unnest([1, 2, 3, 5, 8]) AS step), (SELECT unnest(range(4, 12)) AS magnitude)
    ), counted AS (
      SELECT a.doc_kind, a.currency, a.level, c.approval_limit,
        count(*) FILTER (s.amount >= c.approval_limit) AS above, count(*) FILTER (s.amount < c.approval_limit) AS below,
        count(l.doc_id) FILTER (s.amount >= c.approval_limit) AS above_asked, count(l.doc_id) FILTER (s.amount < c.approval_limit) AS below_asked
      FROM asked a JOIN sold s ON s.doc_kind = a.doc_kind AND s.currency = a.currency
      JOIN candidates c ON s.amount >= c.approval_limit / 2 AND s.amount < c.approval_limit * 2
      LEFT JOIN levels l ON l.doc_id = s.doc_id AND l.level = a.level
      GROUP BY ALL
    ), parting AS (
      SELECT *, above_asked / above - below_asked / below AS parted FROM counted
      WHERE above >= 10 AND below >= 10 AND above_asked >= 0.8 * above AND below_asked <= 0.3 * below
    )
    SELECT DISTINCT currency, doc_kind, approval_limit FROM parting
    QUALIFY row_number() OVER (PARTITION BY doc_kind, currency, level ORDER BY parted DESC, approval_limit) = 1`;
}
