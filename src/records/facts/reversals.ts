import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { extended, happened, type SaleDocument } from "./document.ts";
import { type Filling, fillTable } from "./fill-table.ts";

/** `reversals`: whatever takes a sale back, with the parties of the sale where the reversal itself names none. */
export async function createReversals(
  warehouse: Warehouse,
  document: SaleDocument,
  filling: Filling,
): Promise<void> {
  const forms = [
    creditNotes(document),
    redLetters(document),
    negativeLines,
    ...(document.kind === "order" ? [negativeOrders] : []),
    cancelled,
  ];
  const query = sql`
    WITH taken_back AS (${sql.join(forms, sql` UNION ALL `)})
    SELECT r.rid, r.form, r.doc_id, r.sale_id, r.reversed_at, coalesce(r.seller, s.seller) AS seller, coalesce(r.customer, s.customer) AS customer,
      r.product, r.quantity, r.amount, r.currency, r.reason, r.legal_entity
    FROM taken_back r
    LEFT JOIN (
      SELECT doc_id, min(seller) AS seller, min(customer) AS customer FROM sales
      WHERE doc_id IN (SELECT sale_id FROM taken_back) GROUP BY doc_id
    ) s ON s.doc_id = r.sale_id
    WHERE ${happened(sql`r.reversed_at`, document.asOf)}`;
  await fillTable(warehouse, { name: "reversals", query, filling });
  if (filling === "once") await warehouse.run(sql`DROP TABLE negative_lines`);
}

function creditNotes({ kind, factor }: SaleDocument): Sql {
  const currency = sql`coalesce(currency, 'XXX')`;
  const sale = kind === "order" ? sql`coalesce(order_id, invoice_id)` : sql`coalesce(invoice_id, order_id)`;
  return sql`
    SELECT rid, 'credit-note' AS form, credit_note_id AS doc_id, ${sale} AS sale_id, credited_at AS reversed_at, seller_id AS seller,
      customer_id AS customer, coalesce(product_id, product_name) AS product, abs(CAST(quantity AS DOUBLE)) AS quantity,
      abs(coalesce(amount, ${extended(sql`quantity`, sql`unit_price`, factor(currency))})) AS amount, ${currency} AS currency, reason, legal_entity
    FROM credit_notes`;
}

/** A red letter names the number of the invoice it takes back, which leads to the sale. */
function redLetters({ kind }: SaleDocument): Sql {
  const sale = kind === "order" ? sql`coalesce(i.order_id, o.order_id)` : sql`o.doc_id`;
  return sql`
    SELECT i.rid, 'red-letter', coalesce(i.invoice_id, i.invoice_number), coalesce(${sale}, i.red_letter_of), i.invoiced_at, i.seller_id,
      coalesce(i.customer_id, i.buyer_name), NULL, NULL, abs(coalesce(i.net, i.gross)), coalesce(i.currency, 'XXX'), NULL, i.legal_entity
    FROM invoices i
    LEFT JOIN (
      SELECT number, min(order_id) AS order_id, min(doc_id) AS doc_id FROM (
        SELECT unnest([invoice_id, invoice_number]) AS number, order_id, coalesce(invoice_id, invoice_number) AS doc_id FROM invoices WHERE red_letter_of IS NULL
      ) WHERE number IS NOT NULL GROUP BY number
    ) o ON o.number = i.red_letter_of
    WHERE i.red_letter_of IS NOT NULL OR coalesce(i.net, i.gross) < 0`;
}

/** A negative quantity without a value is a stock adjustment and takes nothing back. */
const negativeLines = sql`
  SELECT rid, 'negative-line', doc_id, NULL, sold_at, seller, customer, product, abs(quantity), abs(amount), currency, NULL, legal_entity
  FROM negative_lines WHERE amount <> 0`;

/** Negative orders that have no lines to say the same. */
const negativeOrders = sql`
  SELECT h.rid, 'negative-line', h.order_id, NULL, h.ordered_at, h.seller_id, coalesce(h.customer_id, h.customer_name), NULL, NULL,
    abs(coalesce(h.net, h.gross)), coalesce(h.currency, 'XXX'), NULL, h.legal_entity
  FROM orders h WHERE coalesce(h.net, h.gross) < 0 AND NOT EXISTS (SELECT 1 FROM negative_lines l WHERE l.doc_id = h.order_id)`;

const cancelled = sql`
  SELECT rid, 'cancelled', doc_id, doc_id, coalesce(changed_at, sold_at), seller, customer, NULL, NULL, amount, currency, status, legal_entity
  FROM sales WHERE cancelled`;
