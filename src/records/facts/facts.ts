import { type Sql, sql, type Warehouse } from "../../platform/index.ts";

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
  /** One row a sale document: the order, else the invoice, else the contract; built from lines where there is no header. */
  sales: {
    rid: "BIGINT",
    doc_kind: "VARCHAR", // order | invoice | contract | order-line
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
  /** Invoices that bill (no red letters); amounts net where known. */
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

/** Status words of documents that were called off. */
const cancelledWords = "^(已?取消|已?作废|已?关闭|已?撤销|废弃|无效|void(ed)?|cancel.*|invalid|x)$";

const exists = async (warehouse: Warehouse, table: string): Promise<boolean> =>
  (await warehouse.first(sql`SELECT 1 AS one FROM ${sql.ref(table)} LIMIT 1`)) !== undefined;

/** Minor units of a currency as a power of ten, in SQL. Mirrors `minorDigits`. */
const minorFactor = (currency: Sql) =>
  sql`CASE WHEN ${currency} IN ('JPY','KRW','VND','CLP','ISK','XAF','XOF','XPF') THEN 1 WHEN ${currency} IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1000 ELSE 100 END`;

/** Builds the fact tables from the kind tables. Run once, after loading; documents dated after `asOf` stay out. */
export async function buildFacts(warehouse: Warehouse, asOf?: string): Promise<void> {
  const hasOrders = (await exists(warehouse, "orders")) || (await exists(warehouse, "order_lines"));
  const document = hasOrders
    ? { lines: "order_lines", header: "orders", key: "order_id", at: "ordered_at", kind: "order" }
    : { lines: "invoice_lines", header: "invoices", key: "invoice_id", at: "invoiced_at", kind: "invoice" };
  const hasHeaders = await exists(warehouse, document.header);
  await createLines(warehouse, document, hasHeaders, asOf);
  await createSales(warehouse, document, hasHeaders, asOf);
  await createBillings(warehouse, asOf);
  await createReversals(warehouse, asOf);
}

interface Document {
  readonly lines: string;
  readonly header: string;
  readonly key: string;
  readonly at: string;
  readonly kind: string;
}

const until = (column: Sql, asOf: string | undefined) =>
  asOf === undefined ? sql`true` : sql`coalesce(${column} < CAST(${asOf} AS DATE) + 1, true)`;

/** Lines with their header's seller, customer and date where they have none of their own; a repeated header id counts once. */
async function createLines(
  warehouse: Warehouse,
  doc: Document,
  hasHeaders: boolean,
  asOf: string | undefined,
) {
  const isOrder = doc.kind === "order";
  const header = (column: string, own: Sql) =>
    hasHeaders ? sql`coalesce(${own}, h.${sql.ref(column)})` : own;
  const join = hasHeaders
    ? sql`LEFT JOIN (SELECT * FROM ${sql.ref(doc.header)} QUALIFY row_number() OVER (PARTITION BY ${sql.ref(doc.key)} ORDER BY rid) = 1) h ON h.${sql.ref(doc.key)} = l.${sql.ref(doc.key)}`
    : sql``;
  const currency = sql`coalesce(${header("currency", sql`l.currency`)}, 'XXX')`;
  await warehouse.run(sql`
    CREATE TEMP TABLE line_facts AS
    SELECT l.rid, ${`${doc.kind}-line`} AS doc_kind, ${isOrder ? sql`coalesce(l.order_id, l.line_id)` : sql`l.invoice_id`} AS doc_id, l.line_no,
      ${header(doc.at, sql`l.${sql.ref(doc.at)}`)} AS sold_at,
      ${header("seller_id", sql`l.seller_id`)} AS seller,
      coalesce(${header("customer_id", sql`l.customer_id`)}, l.customer_name${hasHeaders && isOrder ? sql`, h.customer_name` : sql``}) AS customer,
      coalesce(l.product_id, l.product_name) AS product,
      ${isOrder ? sql`l.category` : sql`CAST(NULL AS VARCHAR)`} AS category,
      ${header("region", sql`l.region`)} AS region,
      ${isOrder ? header("channel", sql`l.channel`) : sql`CAST(NULL AS VARCHAR)`} AS channel,
      CAST(l.quantity AS DOUBLE) AS quantity,
      coalesce(CAST(l.unit_price AS DOUBLE), coalesce(l.net, l.gross) / nullif(CAST(l.quantity AS DOUBLE), 0) / ${minorFactor(currency)}) AS unit_price,
      ${isOrder ? sql`CAST(l.list_price AS DOUBLE)` : sql`CAST(NULL AS DOUBLE)`} AS list_price,
      ${isOrder ? sql`CAST(l.cost AS DOUBLE)` : sql`CAST(NULL AS DOUBLE)`} AS cost,
      coalesce(l.net, l.gross, CAST(round(CAST(l.quantity AS DOUBLE) * CAST(l.unit_price AS DOUBLE) * ${minorFactor(currency)}) AS BIGINT)) AS amount,
      ${currency} AS currency,
      ${header("legal_entity", sql`l.legal_entity`)} AS legal_entity
    FROM ${sql.ref(doc.lines)} l ${join}
    WHERE ${until(header(doc.at, sql`l.${sql.ref(doc.at)}`), asOf)}`);
  await warehouse.run(
    sql`CREATE TABLE sale_lines AS SELECT * FROM line_facts WHERE coalesce(quantity >= 0, true) AND coalesce(amount >= 0, true)`,
  );
}

async function createSales(
  warehouse: Warehouse,
  doc: Document,
  hasHeaders: boolean,
  asOf: string | undefined,
) {
  const isOrder = doc.kind === "order";
  const orderOnly = (column: string, type = "VARCHAR") =>
    isOrder ? sql`h.${sql.ref(column)}` : sql`CAST(NULL AS ${sql.raw(type)})`;
  const fromHeaders = sql`
    SELECT h.rid, ${doc.kind} AS doc_kind, h.${sql.ref(doc.key)} AS doc_id, h.${sql.ref(doc.at)} AS sold_at, h.created_at, h.created_by,
      ${orderOnly("approved_at", "TIMESTAMP")} AS approved_at, h.changed_at, h.changed_by, h.seller_id AS seller,
      coalesce(h.customer_id, ${isOrder ? sql`h.customer_name` : sql`h.buyer_name`}) AS customer, h.region, ${orderOnly("channel")} AS channel,
      coalesce(h.net, h.gross, s.amount) AS amount, coalesce(h.gross, h.net, s.amount) AS gross, coalesce(h.currency, s.currency, 'XXX') AS currency,
      h.status, coalesce(regexp_matches(lower(trim(h.status)), ${cancelledWords}), false) AS cancelled,
      ${orderOnly("delivery_status")} AS delivery_status, ${orderOnly("billing_status")} AS billing_status, h.period, h.contract_id,
      ${orderOnly("opportunity_id")} AS opportunity_id, ${orderOnly("payment_terms_days", "BIGINT")} AS payment_terms_days,
      ${orderOnly("ship_to_address")} AS ship_to_address, ${orderOnly("ship_to_phone")} AS ship_to_phone, ${orderOnly("receiver_name")} AS receiver_name,
      ${orderOnly("device_id")} AS device_id, ${orderOnly("payer_account")} AS payer_account, coalesce(s.lines, 0) AS lines, s.amount AS lines_amount, h.legal_entity
    FROM ${sql.ref(doc.header)} h
    LEFT JOIN (SELECT doc_id, CAST(sum(amount) AS BIGINT) AS amount, min(currency) AS currency, count(*) AS lines FROM sale_lines GROUP BY doc_id) s
      ON s.doc_id = h.${sql.ref(doc.key)}
    WHERE coalesce(h.net, h.gross, s.amount, 0) >= 0 AND ${until(sql`h.${sql.ref(doc.at)}`, asOf)} ${isOrder ? sql`` : sql`AND h.red_letter_of IS NULL`}`;
  // A document known from its lines alone takes its parties and date from them.
  const none = (name: string, type: string) => sql`CAST(NULL AS ${sql.raw(type)}) AS ${sql.ref(name)}`;
  const fromLines = sql`
    SELECT min(rid) AS rid, ${doc.kind} AS doc_kind, doc_id, min(sold_at) AS sold_at, ${none("created_at", "TIMESTAMP")}, ${none("created_by", "VARCHAR")},
      ${none("approved_at", "TIMESTAMP")}, ${none("changed_at", "TIMESTAMP")}, ${none("changed_by", "VARCHAR")}, min(seller) AS seller, min(customer) AS customer,
      min(region) AS region, min(channel) AS channel, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(amount) AS BIGINT) AS gross, currency,
      ${none("status", "VARCHAR")}, false AS cancelled, ${none("delivery_status", "VARCHAR")}, ${none("billing_status", "VARCHAR")}, ${none("period", "VARCHAR")},
      ${none("contract_id", "VARCHAR")}, ${none("opportunity_id", "VARCHAR")}, ${none("payment_terms_days", "BIGINT")}, ${none("ship_to_address", "VARCHAR")},
      ${none("ship_to_phone", "VARCHAR")}, ${none("receiver_name", "VARCHAR")}, ${none("device_id", "VARCHAR")}, ${none("payer_account", "VARCHAR")},
      count(*) AS lines, ${none("lines_amount", "BIGINT")}, min(legal_entity) AS legal_entity
    FROM sale_lines WHERE doc_id IS NOT NULL GROUP BY doc_id, currency`;
  const fromContracts = sql`
    SELECT h.rid, 'contract' AS doc_kind, h.contract_id AS doc_id, h.signed_at AS sold_at, ${none("created_at", "TIMESTAMP")}, ${none("created_by", "VARCHAR")},
      h.approved_at, h.changed_at, h.changed_by, h.seller_id AS seller, h.customer_id AS customer, ${none("region", "VARCHAR")}, ${none("channel", "VARCHAR")},
      h.amount, h.amount AS gross, coalesce(h.currency, 'XXX') AS currency, h.status, false AS cancelled, ${none("delivery_status", "VARCHAR")},
      ${none("billing_status", "VARCHAR")}, ${none("period", "VARCHAR")}, h.contract_id, ${none("opportunity_id", "VARCHAR")}, h.payment_terms_days,
      ${none("ship_to_address", "VARCHAR")}, ${none("ship_to_phone", "VARCHAR")}, ${none("receiver_name", "VARCHAR")}, ${none("device_id", "VARCHAR")},
      ${none("payer_account", "VARCHAR")}, 0 AS lines, ${none("lines_amount", "BIGINT")}, h.legal_entity
    FROM contracts h WHERE ${until(sql`h.signed_at`, asOf)}`;
  const hasLines = await exists(warehouse, "sale_lines");
  const source = hasHeaders ? fromHeaders : hasLines ? fromLines : fromContracts;
  await warehouse.run(sql`CREATE TABLE sales AS ${source}`);
}

async function createBillings(warehouse: Warehouse, asOf: string | undefined) {
  const source = (await exists(warehouse, "invoices"))
    ? sql`
      SELECT rid, invoice_id AS doc_id, invoice_number, order_id, contract_id, invoiced_at, due_on, seller_id AS seller, coalesce(customer_id, buyer_name) AS customer,
        buyer_name, coalesce(net, gross) AS amount, coalesce(gross, net) AS gross, coalesce(currency, 'XXX') AS currency, period, legal_entity
      FROM invoices WHERE red_letter_of IS NULL AND coalesce(net, gross, 0) >= 0 AND ${until(sql`invoiced_at`, asOf)}`
    : sql`
      SELECT min(rid) AS rid, invoice_id AS doc_id, invoice_id AS invoice_number, min(order_id) AS order_id, CAST(NULL AS VARCHAR) AS contract_id, min(invoiced_at) AS invoiced_at,
        CAST(NULL AS DATE) AS due_on, min(seller_id) AS seller, min(coalesce(customer_id, customer_name)) AS customer, min(customer_name) AS buyer_name,
        CAST(sum(coalesce(net, gross, round(CAST(quantity AS DOUBLE) * CAST(unit_price AS DOUBLE) * 100))) AS BIGINT) AS amount,
        CAST(sum(coalesce(gross, net, round(CAST(quantity AS DOUBLE) * CAST(unit_price AS DOUBLE) * 100))) AS BIGINT) AS gross,
        min(coalesce(currency, 'XXX')) AS currency, CAST(NULL AS VARCHAR) AS period, min(legal_entity) AS legal_entity
      FROM invoice_lines WHERE coalesce(quantity > 0, true) AND ${until(sql`invoiced_at`, asOf)} GROUP BY invoice_id`;
  await warehouse.run(sql`CREATE TABLE billings AS ${source}`);
}

async function createReversals(warehouse: Warehouse, asOf: string | undefined) {
  await warehouse.run(sql`
    CREATE TABLE reversals AS
    WITH taken_back AS (
      SELECT rid, 'credit-note' AS form, credit_note_id AS doc_id, coalesce(order_id, invoice_id) AS sale_id, credited_at AS reversed_at, seller_id AS seller,
        customer_id AS customer, coalesce(product_id, product_name) AS product, abs(CAST(quantity AS DOUBLE)) AS quantity,
        abs(coalesce(amount, CAST(round(CAST(quantity AS DOUBLE) * CAST(unit_price AS DOUBLE) * ${minorFactor(sql`coalesce(currency, 'XXX')`)}) AS BIGINT))) AS amount,
        coalesce(currency, 'XXX') AS currency, reason, legal_entity
      FROM credit_notes
      UNION ALL
      SELECT rid, 'red-letter', invoice_id, coalesce(order_id, red_letter_of), invoiced_at, seller_id, coalesce(customer_id, buyer_name), NULL, NULL,
        abs(coalesce(net, gross)), coalesce(currency, 'XXX'), NULL, legal_entity
      FROM invoices WHERE red_letter_of IS NOT NULL OR coalesce(net, gross) < 0
      UNION ALL
      SELECT rid, 'negative-line', doc_id, NULL, sold_at, seller, customer, product, abs(quantity), abs(amount), currency, NULL, legal_entity
      FROM line_facts WHERE amount < 0
      UNION ALL
      SELECT rid, 'cancelled', doc_id, doc_id, coalesce(changed_at, sold_at), seller, customer, NULL, NULL, amount, currency, status, legal_entity
      FROM sales WHERE cancelled
    )
    SELECT r.rid, r.form, r.doc_id, r.sale_id, r.reversed_at, coalesce(r.seller, s.seller) AS seller, coalesce(r.customer, s.customer) AS customer,
      r.product, r.quantity, r.amount, r.currency, r.reason, r.legal_entity
    FROM taken_back r
    LEFT JOIN (SELECT doc_id, min(seller) AS seller, min(customer) AS customer FROM sales GROUP BY doc_id) s ON s.doc_id = r.sale_id
    WHERE ${until(sql`r.reversed_at`, asOf)}`);
  await warehouse.run(sql`DROP TABLE line_facts`);
}
