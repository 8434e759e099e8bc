import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { happened, knownBy, rescaled, type SaleDocument } from "./document.ts";
import { facts } from "./facts.ts";
import { type Filling, fillTable } from "./fill-table.ts";

/** Status words of documents that were called off; 已关闭 is not among them, as ERPs also close what is fulfilled. */
const cancelledWords = "^((订单|单据)?已?(取消|作废|撤销|废弃)|交易关闭|无效|void(ed)?|cancel.*|invalid|x)$";

/** `sales`: orders or invoices with their headers, documents known from their lines alone, else contracts. */
export async function createSales(
  warehouse: Warehouse,
  document: SaleDocument,
  hasContractsOnly: boolean,
  filling: Filling,
): Promise<void> {
  const sources = hasContractsOnly
    ? [fromContracts(document)]
    : document.hasHeaders
      ? [fromHeaders(document), fromLines(document)]
      : [fromLines(document)];
  const known = new Set(sources.flatMap(({ columns }) => Object.keys(columns)));
  const rows = sources.map(({ columns, from }) => sql`SELECT ${select(columns, known)} ${from}`);
  const query = sql`${sql.join(rows, sql` UNION ALL `)}`;
  await fillTable(warehouse, { name: "sale_rows", query, filling });
  if (filling === "again") return;
  await warehouse.run(sql`CREATE VIEW sales AS SELECT ${everyColumn(known)} FROM sale_rows`);
}

interface Source {
  readonly columns: Columns;
  readonly from: Sql;
}

type Columns = Partial<Record<keyof typeof facts.sales, Sql>>;

/** The columns of which any source says something, in their order and type. */
function select(columns: Columns, known: ReadonlySet<string>): Sql {
  const named = Object.entries(facts.sales).flatMap(([name, type]) => {
    if (!known.has(name)) return [];
    const value = columns[name as keyof Columns] ?? sql`NULL`;
    return [sql`CAST(${value} AS ${sql.raw(type)}) AS ${sql.ref(name)}`];
  });
  return sql.join(named);
}

/** Every column of `sales`; what no source says is NULL in the view and takes no memory. */
function everyColumn(known: ReadonlySet<string>): Sql {
  const named = Object.entries(facts.sales).map(([name, type]) =>
    known.has(name) ? sql.ref(name) : sql`CAST(NULL AS ${sql.raw(type)}) AS ${sql.ref(name)}`,
  );
  return sql.join(named);
}

/** Without the columns that say nothing. */
function said(columns: { readonly [Name in keyof Columns]: Sql | undefined }): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function fromHeaders(document: SaleDocument): Source {
  const { kind, header, key, at, party, asOf, fills } = document;
  const isOrder = kind === "order";
  const h = (column: string) => sql`h.${sql.ref(column)}`;
  const written = (column: string) => (fills("header", column) ? h(column) : undefined);
  const changed = (column: string) =>
    fills("header", column) ? knownBy(h(column), h("changed_at"), asOf) : undefined;
  const orWithLines = (own: string, ofLines: string) =>
    fills("header", own) || fills("lines", own) ? sql`coalesce(${h(own)}, s.${sql.ref(ofLines)})` : undefined;
  const currency = sql`coalesce(nullif(h.currency, 'XXX'), s.currency, 'XXX')`;
  const amount = (first: string, second: string) =>
    sql`coalesce(${rescaled(sql`coalesce(${h(first)}, ${h(second)})`, sql`coalesce(h.currency, 'XXX')`, currency, document)}, s.amount)`;
  const onlyOrder = (column: string) => (isOrder ? written(column) : undefined);
  const columns = said({
    rid: h("rid"),
    doc_kind: sql.lit(kind),
    doc_id: isOrder ? h(key) : sql`coalesce(h.invoice_id, h.invoice_number)`,
    sold_at: h(at),
    created_at: written("created_at"),
    created_by: written("created_by"),
    approved_at: onlyOrder("approved_at") && knownBy(h("approved_at"), h("approved_at"), asOf),
    changed_at: changed("changed_at"),
    changed_by: changed("changed_by"),
    seller: orWithLines("seller_id", "seller"),
    customer: sql`coalesce(h.customer_id, ${h(party)}, s.customer)`,
    region: orWithLines("region", "region"),
    channel: isOrder ? orWithLines("channel", "channel") : undefined,
    amount: amount("net", "gross"),
    gross: amount("gross", "net"),
    currency,
    status: written("status"),
    cancelled: isCancelled(h("status"), h("changed_at"), asOf),
    delivery_status: onlyOrder("delivery_status"),
    billing_status: onlyOrder("billing_status"),
    period: written("period"),
    contract_id: written("contract_id"),
    opportunity_id: onlyOrder("opportunity_id"),
    payment_terms_days: onlyOrder("payment_terms_days"),
    ship_to_address: onlyOrder("ship_to_address"),
    ship_to_phone: onlyOrder("ship_to_phone"),
    receiver_name: onlyOrder("receiver_name"),
    device_id: onlyOrder("device_id"),
    payer_account: onlyOrder("payer_account"),
    lines: sql`coalesce(s.lines, 0)`,
    lines_amount: sql`s.amount`,
    legal_entity: written("legal_entity"),
  });
  const from = sql`
    FROM ${sql.ref(header)} h LEFT JOIN (
      SELECT l.*, f.rid AS header_rid FROM (${linesByDocument}) l
      JOIN (SELECT ${sql.ref(key)} AS doc_id, min(rid) AS rid FROM ${sql.ref(header)} GROUP BY ALL) f USING (doc_id)
    ) s ON s.header_rid = h.rid
    WHERE coalesce(h.net, h.gross, s.amount, 0) >= 0 AND ${happened(h(at), asOf)} ${isOrder ? sql`` : sql`AND h.red_letter_of IS NULL`}`;
  return { columns, from };
}

const isCancelled = (status: Sql, changedAt: Sql, asOf: string | undefined) =>
  sql`coalesce(regexp_matches(lower(trim(${status})), ${sql.lit(cancelledWords)}), false) AND ${happened(changedAt, asOf)}`;

/** One row a document; where its lines are in several currencies there is no sum. */
const linesByDocument = sql`
  SELECT doc_id, CASE WHEN min(currency) = max(currency) THEN TRY_CAST(sum(amount) AS BIGINT) END AS amount, min(currency) AS currency,
    count(*) AS lines, min(seller) AS seller, min(customer) AS customer, min(region) AS region, min(channel) AS channel
  FROM sale_lines WHERE doc_id IS NOT NULL GROUP BY doc_id`;

/** Documents that have lines and no header: their parties and dates are those of their lines, a row a currency. */
function fromLines({ kind, hasHeaders, header, key, at, fills }: SaleDocument): Source {
  const total = sql`TRY_CAST(sum(amount) AS BIGINT)`;
  const headless = hasHeaders
    ? sql`AND doc_id NOT IN (SELECT ${sql.ref(key)} FROM ${sql.ref(header)} WHERE ${sql.ref(key)} IS NOT NULL)`
    : sql``;
  const least = (column: string, ...of: string[]) =>
    of.length === 0 || of.some((own) => fills("lines", own)) ? sql`min(${sql.ref(column)})` : undefined;
  const columns = said({
    rid: least("rid"),
    // A line that names no document is one: a report of a sale, a point-of-sale row.
    doc_kind: sql.lit(fills("lines", key) ? kind : `${kind}-line`),
    doc_id: sql`doc_id`,
    sold_at: least("sold_at", at),
    seller: least("seller", "seller_id"),
    customer: least("customer", "customer_id", "customer_name"),
    region: least("region", "region"),
    channel: least("channel", "channel"),
    amount: total,
    gross: total,
    currency: sql`currency`,
    cancelled: sql`false`,
    lines: sql`count(*)`,
    legal_entity: least("legal_entity", "legal_entity"),
  });
  return {
    columns,
    from: sql`FROM sale_lines WHERE doc_id IS NOT NULL ${headless} GROUP BY doc_id, currency`,
  };
}

function fromContracts({ asOf }: SaleDocument): Source {
  const h = (column: string) => sql`h.${sql.ref(column)}`;
  const changed = (value: Sql) => knownBy(value, h("changed_at"), asOf);
  const columns: Columns = {
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
    cancelled: isCancelled(h("status"), h("changed_at"), asOf),
    contract_id: h("contract_id"),
    payment_terms_days: h("payment_terms_days"),
    lines: sql`0`,
    legal_entity: h("legal_entity"),
  };
  return { columns, from: sql`FROM contracts h WHERE ${happened(h("signed_at"), asOf)}` };
}
