import { type Sql, sql } from "../platform/index.ts";
import type { Tables } from "./define-detector.ts";

/** One row: which documents the whole data have, besides the one at hand; a relation of the baseline. */
export const documentsThere = ({ sales, deliveries, billings, contracts }: Tables): Sql => sql`
  SELECT (SELECT min(doc_kind) FROM ${sales}) AS doc_kind, (SELECT count(*) FROM ${deliveries}) > 0 AS deliveries,
    (SELECT count(*) FROM ${billings}) > 0 AS billings, (SELECT count(*) FROM ${contracts}) > 0 AS contracts`;

/**
 * Common table expressions, one for each group of `Deals`: a row a sale joined with the documents that name it. Each joins
 * from the rarer document, so that kinds the data lack cost nothing; several documents of one kind are summed. `there` is
 * `documentsThere`.
 */
export function deals(tables: Tables, there: Sql): Sql {
  return sql`${documentsOfDeal(tables, there)}, ${groupsOfDeals(tables, there)}`;
}

function documentsOfDeal(
  { sales, billings, invoices, deliveries, payments, contracts, customers }: Tables,
  there: Sql,
): Sql {
  return sql`
    -- Where there are no orders, the invoices are the sales themselves, and nothing to compare them with.
    billed AS (SELECT * FROM ${billings} WHERE order_id IS NOT NULL AND (SELECT doc_kind FROM ${there}) <> 'invoice'),
    o AS (
      SELECT rid AS o_rid, doc_kind, doc_id, coalesce(sold_at, created_at) AS o_at, seller, customer AS o_customer, amount AS o_amount, gross AS o_gross, currency,
        billing_status AS o_billing, delivery_status AS o_delivery, contract_id AS o_contract, payment_terms_days AS o_terms, lines_amount AS l_amount
      FROM ${sales} WHERE NOT cancelled
    ), i AS (
      SELECT order_id AS doc_id, CAST(sum(amount) AS BIGINT) AS i_amount, CAST(sum(gross) AS BIGINT) AS i_gross, min(invoiced_at) AS i_at,
        arg_min(buyer_name, rid) AS i_buyer, min(rid) AS i_rid, min(currency) AS i_currency
      FROM billed GROUP BY order_id
    ), i_parties AS (
      SELECT rid AS i_rid, customer_id AS i_customer, buyer_tax_number AS i_tax_number FROM ${invoices} WHERE customer_id IS NOT NULL OR buyer_tax_number IS NOT NULL
    ), d AS (
      SELECT order_id AS doc_id, CAST(sum(quantity) AS DOUBLE) AS d_quantity, min(coalesce(shipped_at, delivered_at)) AS d_at,
        arg_min(customer_id, rid) AS d_customer, min(rid) AS d_rid
      FROM ${deliveries} WHERE order_id IS NOT NULL GROUP BY order_id
    ), p AS (
      SELECT coalesce(y.order_id, b.order_id) AS doc_id, CAST(sum(y.amount) AS BIGINT) AS p_amount, arg_min(y.payer_name, y.rid) AS p_payer, min(y.rid) AS p_rid, min(coalesce(y.currency, 'XXX')) AS p_currency
      FROM ${payments} y LEFT JOIN (SELECT doc_id, min(order_id) AS order_id FROM billed GROUP BY doc_id) b ON b.doc_id = CASE WHEN y.order_id IS NULL THEN y.invoice_id END
      WHERE y.amount > 0 AND coalesce(y.order_id, b.order_id) IS NOT NULL GROUP BY 1
    ), c AS (
      SELECT contract_id, min(rid) AS c_rid, arg_min(customer_id, rid) AS c_customer, arg_min(amount, rid) AS c_amount, min(signed_at) AS c_at, arg_min(payment_terms_days, rid) AS c_terms, min(coalesce(currency, 'XXX')) AS c_currency
      FROM ${contracts} GROUP BY contract_id
    ), drawn AS (
      SELECT contract_id, CAST(sum(gross) AS BIGINT) AS c_ordered, CAST(sum(amount) AS BIGINT) AS c_ordered_net, arg_max(rid, (coalesce(sold_at, created_at), rid)) AS c_last
      FROM ${sales} WHERE contract_id IS NOT NULL AND NOT cancelled AND doc_kind <> 'contract' GROUP BY contract_id
    ), who AS (
      SELECT customer_id, arg_min(name, rid) AS o_name, arg_min(tax_number, rid) AS o_tax_number FROM ${customers} WHERE customer_id IS NOT NULL GROUP BY customer_id
    )`;
}

function groupsOfDeals(
  { sale_lines, order_lines, orders, invoices, invoice_lines, deliveries }: Tables,
  there: Sql,
): Sql {
  return sql`
    sold AS (SELECT * FROM o),
    invoiced AS MATERIALIZED (
      SELECT o.*, i.* EXCLUDE (doc_id), v.* EXCLUDE (i_rid), w.* EXCLUDE (customer_id), d.d_rid, (SELECT deliveries FROM ${there}) AS has_deliveries
      FROM o JOIN i USING (doc_id) LEFT JOIN i_parties v USING (i_rid) LEFT JOIN who w ON w.customer_id = o.o_customer LEFT JOIN d ON d.doc_id = o.doc_id
    ), delivered AS MATERIALIZED (
      SELECT o.*, d.* EXCLUDE (doc_id), w.o_name, i.i_rid, i.i_amount, i.i_currency, l.l_quantity, (SELECT billings FROM ${there}) AND o.doc_kind <> 'invoice' AS has_invoices
      FROM o JOIN d USING (doc_id) LEFT JOIN who w ON w.customer_id = o.o_customer LEFT JOIN i ON i.doc_id = o.doc_id
      LEFT JOIN (SELECT doc_id, sum(quantity) AS l_quantity FROM ${sale_lines} WHERE doc_id IN (SELECT order_id FROM ${deliveries}) GROUP BY doc_id) l ON l.doc_id = o.doc_id
    ), contracted AS MATERIALIZED (
      SELECT o.*, c.*, n.* EXCLUDE (contract_id), w.o_name, (SELECT contracts FROM ${there}) AS has_contracts
      FROM (SELECT * FROM o WHERE o_contract IS NOT NULL AND doc_kind <> 'contract') o LEFT JOIN c ON c.contract_id = o.o_contract
      LEFT JOIN drawn n ON n.contract_id = o.o_contract LEFT JOIN who w ON w.customer_id = o.o_customer
    ), paid AS MATERIALIZED (
      SELECT o.*, p.* EXCLUDE (doc_id), w.o_name, i.i_gross, i.i_buyer
      FROM o JOIN p USING (doc_id) LEFT JOIN who w ON w.customer_id = o.o_customer LEFT JOIN i ON i.doc_id = o.doc_id
    ), priced AS MATERIALIZED (
      SELECT o.*, x.* EXCLUDE (doc_id) FROM o JOIN (
        SELECT doc_id, arg_max(a, gap) AS x_order_price, arg_max(b, gap) AS x_invoice_price, arg_max(product_id, gap) AS x_product, arg_max(rid, gap) AS x_rid
        FROM (
          SELECT q.order_id AS doc_id, q.product_id, CAST(q.unit_price AS DOUBLE) AS a, CAST(n.unit_price AS DOUBLE) AS b, n.rid,
            (abs(CAST(q.unit_price AS DOUBLE) - CAST(n.unit_price AS DOUBLE)), n.rid) AS gap
          FROM (
            SELECT v.rid, v.product_id, v.unit_price, coalesce(v.order_id, b.order_id) AS of_order
            FROM ${invoice_lines} v LEFT JOIN (SELECT doc_id, min(order_id) AS order_id FROM billed GROUP BY doc_id) b ON b.doc_id = v.invoice_id
            WHERE v.unit_price > 0
          ) n JOIN ${order_lines} q ON q.order_id = n.of_order AND q.product_id = n.product_id
          WHERE q.unit_price > 0
          -- An invoice line is held against that of the order's lines of its product which is nearest in price.
          QUALIFY row_number() OVER (PARTITION BY n.rid ORDER BY gap, q.rid) = 1
        ) GROUP BY doc_id
      ) x USING (doc_id)
    ), totalled AS (
      SELECT o.*, t.net + t.tax AS t_sum, t.gross AS t_gross FROM o JOIN ${orders} t ON t.rid = o.o_rid WHERE t.net + t.tax IS NOT NULL AND t.gross IS NOT NULL
      UNION ALL
      SELECT o.*, v.net + v.tax, v.gross FROM o JOIN ${invoices} v ON coalesce(v.order_id, v.invoice_id) = o.doc_id
      WHERE v.net + v.tax IS NOT NULL AND v.gross IS NOT NULL
    )`;
}
