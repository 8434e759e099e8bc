import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { happened, knownBy, rescaled, type SaleDocument } from "./document.ts";
import { facts } from "./facts.ts";

/** Status words of documents that were called off; 已关闭 is not among them, as ERPs also close what is fulfilled. */
const cancelledWords = "^((订单|单据)?已?(取消|作废|撤销|废弃)|交易关闭|无效|void(ed)?|cancel.*|invalid|x)$";

/** `sales`: orders or invoices with their headers, documents known from their lines alone, else contracts. */
export async function createSales(
  warehouse: Warehouse,
  document: SaleDocument,
  hasContractsOnly: boolean,
): Promise<void> {
  const source = hasContractsOnly
    ? fromContracts(document)
    : document.hasHeaders
      ? sql`${fromHeaders(document)} UNION ALL ${fromLines(document)}`
      : fromLines(document);
  await warehouse.run(sql`CREATE TABLE sales AS ${source}`);
}

type Columns = Partial<Record<keyof typeof facts.sales, Sql>>;

/** Every column of `sales` in its order and type; NULL where a source says nothing of it. */
function select(columns: Columns): Sql {
  const named = Object.entries(facts.sales).map(([name, type]) => {
    const value = columns[name as keyof Columns] ?? sql`NULL`;
    return sql`CAST(${value} AS ${sql.raw(type)}) AS ${sql.ref(name)}`;
  });
  return sql.join(named);
}

function fromHeaders(document: SaleDocument): Sql {
  const { kind, header, key, at, party, asOf } = document;
  const isOrder = kind === "order";
  const h = (column: string) => sql`h.${sql.ref(column)}`;
  const changed = (value: Sql) => knownBy(value, h("changed_at"), asOf);
  const orderOnly = (...columns: (keyof typeof facts.sales)[]): Columns =>
    isOrder ? Object.fromEntries(columns.map((column) => [column, h(column)])) : {};
  const currency = sql`coalesce(nullif(h.currency, 'XXX'), s.currency, 'XXX')`;
  const amount = (first: string, second: string) =>
    sql`coalesce(${rescaled(sql`coalesce(${h(first)}, ${h(second)})`, sql`coalesce(h.currency, 'XXX')`, currency, document)}, s.amount)`;
  const id = isOrder ? h(key) : sql`coalesce(h.invoice_id, h.invoice_number)`;
  return sql`
    SELECT ${select({
      rid: h("rid"),
      doc_kind: sql.lit(kind),
      doc_id: id,
      sold_at: h(at),
      created_at: h("created_at"),
      created_by: h("created_by"),
      ...(isOrder ? { approved_at: knownBy(h("approved_at"), h("approved_at"), asOf) } : {}),
      changed_at: changed(h("changed_at")),
      changed_by: changed(h("changed_by")),
      seller: sql`coalesce(h.seller_id, s.seller)`,
      customer: sql`coalesce(h.customer_id, ${h(party)}, s.customer)`,
      region: sql`coalesce(h.region, s.region)`,
      ...(isOrder ? { channel: sql`coalesce(h.channel, s.channel)` } : {}),
      amount: amount("net", "gross"),
      gross: amount("gross", "net"),
      currency,
      status: h("status"),
      cancelled: sql`coalesce(regexp_matches(lower(trim(h.status)), ${sql.lit(cancelledWords)}), false) AND ${happened(h("changed_at"), asOf)}`,
      period: h("period"),
      contract_id: h("contract_id"),
      ...orderOnly(
        "delivery_status",
        "billing_status",
        "opportunity_id",
        "payment_terms_days",
        "ship_to_address",
      ),
      ...orderOnly("ship_to_phone", "receiver_name", "device_id", "payer_account"),
      lines: sql`coalesce(s.lines, 0)`,
      lines_amount: sql`s.amount`,
      legal_entity: h("legal_entity"),
    })}
    FROM ${sql.ref(header)} h LEFT JOIN (
      SELECT l.*, f.rid AS header_rid FROM (${linesByDocument}) l
      JOIN (SELECT ${sql.ref(key)} AS doc_id, min(rid) AS rid FROM ${sql.ref(header)} GROUP BY ALL) f USING (doc_id)
    ) s ON s.header_rid = h.rid
    WHERE coalesce(h.net, h.gross, s.amount, 0) >= 0 AND ${happened(h(at), asOf)} ${isOrder ? sql`` : sql`AND h.red_letter_of IS NULL`}`;
}

/** One row a document; where its lines are in several currencies there is no sum. */
const linesByDocument = sql`
  SELECT doc_id, CASE WHEN min(currency) = max(currency) THEN TRY_CAST(sum(amount) AS BIGINT) END AS amount, min(currency) AS currency,
    count(*) AS lines, min(seller) AS seller, min(customer) AS customer, min(region) AS region, min(channel) AS channel
  FROM sale_lines WHERE doc_id IS NOT NULL GROUP BY doc_id`;

/** Documents that have lines and no header: their parties and dates are those of their lines, a row a currency. */
function fromLines({ kind, hasHeaders, header, key }: SaleDocument): Sql {
  const total = sql`TRY_CAST(sum(amount) AS BIGINT)`;
  const headless = hasHeaders
    ? sql`AND doc_id NOT IN (SELECT ${sql.ref(key)} FROM ${sql.ref(header)} WHERE ${sql.ref(key)} IS NOT NULL)`
    : sql``;
  const least = (column: string) => sql`min(${sql.ref(column)})`;
  return sql`
    SELECT ${select({
      rid: least("rid"),
      doc_kind: sql.lit(kind),
      doc_id: sql`doc_id`,
      sold_at: least("sold_at"),
      seller: least("seller"),
      customer: least("customer"),
      region: least("region"),
      channel: least("channel"),
      amount: total,
      gross: total,
      currency: sql`currency`,
      cancelled: sql`false`,
      lines: sql`count(*)`,
      legal_entity: least("legal_entity"),
    })}
    FROM sale_lines WHERE doc_id IS NOT NULL ${headless} GROUP BY doc_id, currency`;
}

function fromContracts({ asOf }: SaleDocument): Sql {
  const h = (column: string) => sql`h.${sql.ref(column)}`;
  const changed = (value: Sql) => knownBy(value, h("changed_at"), asOf);
  return sql`
    SELECT ${select({
      rid: h("rid"),
      doc_kind: sql`'contract'`,
      doc_id: h("contract_id"),
      sold_at: h("signed_at"),
      approved_at: knownBy(h("approved_at"), h("approved_at"), asOf),
      changed_at: changed(h("changed_at")),
      changed_by: changed(h("changed_by")),
      seller: h("seller_id"),
      customer: h("customer_id"),
      amount: h("amount"),
      gross: h("amount"),
      currency: sql`coalesce(h.currency, 'XXX')`,
      status: h("status"),
      cancelled: sql`coalesce(regexp_matches(lower(trim(h.status)), ${sql.lit(cancelledWords)}), false) AND ${happened(h("changed_at"), asOf)}`,
      contract_id: h("contract_id"),
      payment_terms_days: h("payment_terms_days"),
      lines: sql`0`,
      legal_entity: h("legal_entity"),
    })}
    FROM contracts h WHERE ${happened(h("signed_at"), asOf)}`;
}
