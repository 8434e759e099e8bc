/**
 * What detectors read first: the sale, its lines, what was billed and what was taken back, whichever documents the
 * source keeps. Each row's `rid` is that of a source record, so evidence always leads to a row somebody wrote.
 */
export const facts = {
  /** One row a line sold; returns and cancellations are in `reversals`. Unit price in major units; amount net where known. */
  sale_lines: {
    rid: "BIGINT",
    doc_kind: "VARCHAR", // order-line | invoice-line
    doc_id: "VARCHAR",
    line_no: "VARCHAR",
    sold_at: "TIMESTAMP",
    seller: "VARCHAR",
    customer: "VARCHAR",
    product: "VARCHAR",
    category: "VARCHAR",
    region: "VARCHAR",
    channel: "VARCHAR",
    quantity: "DOUBLE",
    unit_price: "DOUBLE",
    list_price: "DOUBLE",
    cost: "DOUBLE",
    amount: "BIGINT",
    currency: "VARCHAR",
    legal_entity: "VARCHAR",
  },
  /**
   * One row a sale document: the order, else the invoice, else the contract; built from its lines where it has no header.
   * A header that stands twice in the source stands twice here; its lines count for the first only.
   */
  sales: {
    rid: "BIGINT",
    doc_kind: "VARCHAR", // order | invoice | contract
    doc_id: "VARCHAR",
    sold_at: "TIMESTAMP",
    created_at: "TIMESTAMP",
    created_by: "VARCHAR",
    approved_at: "TIMESTAMP",
    changed_at: "TIMESTAMP",
    changed_by: "VARCHAR",
    seller: "VARCHAR",
    customer: "VARCHAR",
    region: "VARCHAR",
    channel: "VARCHAR",
    amount: "BIGINT",
    gross: "BIGINT",
    currency: "VARCHAR",
    status: "VARCHAR",
    cancelled: "BOOLEAN",
    delivery_status: "VARCHAR",
    billing_status: "VARCHAR",
    period: "VARCHAR",
    contract_id: "VARCHAR",
    opportunity_id: "VARCHAR",
    payment_terms_days: "BIGINT",
    ship_to_address: "VARCHAR",
    ship_to_phone: "VARCHAR",
    receiver_name: "VARCHAR",
    device_id: "VARCHAR",
    payer_account: "VARCHAR",
    lines: "BIGINT",
    lines_amount: "BIGINT", // sum of the lines, where the document has both header and lines
    legal_entity: "VARCHAR",
  },
  /** Invoices that bill (no red letters), built from their lines where they have no header; amounts net where known. */
  billings: {
    rid: "BIGINT",
    doc_id: "VARCHAR",
    invoice_number: "VARCHAR",
    order_id: "VARCHAR",
    contract_id: "VARCHAR",
    invoiced_at: "TIMESTAMP",
    due_on: "DATE",
    seller: "VARCHAR",
    customer: "VARCHAR",
    buyer_name: "VARCHAR",
    amount: "BIGINT",
    gross: "BIGINT",
    currency: "VARCHAR",
    period: "VARCHAR",
    legal_entity: "VARCHAR",
  },
  /** Credit notes, returns, red letters, negative lines and cancelled documents; quantity and amount are positive. */
  reversals: {
    rid: "BIGINT",
    form: "VARCHAR", // credit-note | red-letter | negative-line | cancelled
    doc_id: "VARCHAR",
    sale_id: "VARCHAR", // the reversed document, where the source names it
    reversed_at: "TIMESTAMP",
    seller: "VARCHAR",
    customer: "VARCHAR",
    product: "VARCHAR",
    quantity: "DOUBLE",
    amount: "BIGINT",
    currency: "VARCHAR",
    reason: "VARCHAR",
    legal_entity: "VARCHAR",
  },
} as const;

type Facts = typeof facts;
export type FactName = keyof Facts;
export type FactColumn<Name extends FactName> = Extract<keyof Facts[Name], string>;

const ofSales = ["order", "order-line", "invoice", "invoice-line", "contract"];
const sources: Readonly<Record<string, ReadonlySet<string>>> = {
  sale_lines: new Set(ofSales),
  sales: new Set(ofSales),
  billings: new Set(ofSales),
  reversals: new Set([...ofSales, "credit-note"]),
} satisfies Record<FactName, ReadonlySet<string>>;

/** Kinds of records that a fact table is built of; none for any other table. */
export const factSources = (table: string): ReadonlySet<string> => sources[table] ?? new Set();
