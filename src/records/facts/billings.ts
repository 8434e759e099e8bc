import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { extended, happened, type SaleDocument } from "./document.ts";
import { type Filling, fillTable } from "./fill-table.ts";

/** `billings`: what was billed, with the sum of its lines where the invoice itself names no amount. */
export async function createBillings(
  warehouse: Warehouse,
  document: SaleDocument,
  hasInvoices: boolean,
  filling: Filling,
): Promise<void> {
  const query = hasInvoices ? fromHeaders(document) : fromLines(document);
  await fillTable(warehouse, { name: "billings", query, filling });
}

function fromHeaders(document: SaleDocument): Sql {
  return sql`
    SELECT h.rid, coalesce(h.invoice_id, h.invoice_number) AS doc_id, h.invoice_number, h.order_id, h.contract_id, h.invoiced_at, h.due_on,
      h.seller_id AS seller, coalesce(h.customer_id, h.buyer_name) AS customer, h.buyer_name,
      coalesce(h.net, h.gross, l.amount) AS amount, coalesce(h.gross, h.net, l.gross) AS gross,
      coalesce(nullif(h.currency, 'XXX'), l.currency, 'XXX') AS currency, h.period, h.legal_entity
    FROM invoices h
    LEFT JOIN (${lineSums(document)}) l ON l.invoice_id = h.invoice_id
    WHERE h.red_letter_of IS NULL AND coalesce(h.net, h.gross, l.amount, 0) >= 0 AND ${happened(sql`h.invoiced_at`, document.asOf)}`;
}

function fromLines(document: SaleDocument): Sql {
  return sql`
    SELECT rid, invoice_id AS doc_id, invoice_id AS invoice_number, order_id, CAST(NULL AS VARCHAR) AS contract_id, invoiced_at,
      CAST(NULL AS DATE) AS due_on, seller, customer, buyer_name, amount, gross, currency, CAST(NULL AS VARCHAR) AS period, legal_entity
    FROM (${lineSums(document)})`;
}

/** One row an invoice and currency; negative lines took back and bill nothing. */
function lineSums({ factor, asOf }: SaleDocument): Sql {
  const currency = sql`coalesce(currency, 'XXX')`;
  const product = extended(sql`quantity`, sql`unit_price`, factor(currency));
  return sql`
    SELECT invoice_id, ${currency} AS currency, min(rid) AS rid, min(order_id) AS order_id, min(invoiced_at) AS invoiced_at, min(seller_id) AS seller,
      min(coalesce(customer_id, customer_name)) AS customer, min(customer_name) AS buyer_name,
      TRY_CAST(sum(coalesce(net, gross, ${product})) AS BIGINT) AS amount,
      TRY_CAST(sum(coalesce(gross, net, ${product})) AS BIGINT) AS gross, min(legal_entity) AS legal_entity
    FROM invoice_lines
    WHERE coalesce(quantity >= 0, true) AND coalesce(net, gross, unit_price, 0) >= 0 AND ${happened(sql`invoiced_at`, asOf)}
    GROUP BY ALL`;
}
