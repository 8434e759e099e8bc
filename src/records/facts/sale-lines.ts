import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { exists, extended, happened, rescaled, type SaleDocument } from "./document.ts";
import { type Filling, fillTable } from "./fill-table.ts";

/**
 * `sale_lines`, and `negative_lines` of the same columns where reversals will be built of them. A line has its header's
 * seller, customer and date where it has none of its own; a header that stands twice counts once, so that no line is
 * multiplied.
 * Lines that need no header are a view of the kind's table: a copy of ten million rows is the price of a join only.
 */
export async function createSaleLines(
  warehouse: Warehouse,
  document: SaleDocument,
  filling: Filling,
  { hasReversals }: { readonly hasReversals: boolean },
): Promise<void> {
  const all = lines(document);
  if (document.hasHeaders) await fillTable(warehouse, { name: "all_lines", query: all, filling });
  else if (filling !== "again") await warehouse.run(sql`CREATE VIEW all_lines AS ${all}`);
  const negative = sql`coalesce(quantity < 0, false) OR coalesce(amount < 0, false)`;
  const query = sql`SELECT * FROM all_lines WHERE ${negative}`;
  if (hasReversals) await fillTable(warehouse, { name: "negative_lines", query, filling, isTemporary: true });
  if (filling === "again") return;
  const hasNegative = filling === "first" || (await exists(warehouse, "negative_lines"));
  const kept = hasNegative ? sql`WHERE NOT (${negative})` : sql``;
  await warehouse.run(sql`CREATE VIEW sale_lines AS SELECT * FROM all_lines ${kept}`);
}

function lines(document: SaleDocument): Sql {
  const { kind, at, party, hasHeaders, factor } = document;
  const isOrder = kind === "order";
  const ofHeader = (column: string) => (hasHeaders ? sql`h.${sql.ref(column)}` : sql`NULL`);
  const own = (column: string) => sql`coalesce(l.${sql.ref(column)}, ${ofHeader(column)})`;
  const onlyOrder = (value: Sql, type: string) => (isOrder ? value : sql`CAST(NULL AS ${sql.raw(type)})`);
  const written = sql`coalesce(l.currency, 'XXX')`;
  const currency = sql`coalesce(nullif(l.currency, 'XXX'), ${ofHeader("currency")}, 'XXX')`;
  const quantity = sql`CAST(l.quantity AS DOUBLE)`;
  const amount = rescaled(sql`coalesce(l.net, l.gross)`, written, currency, document);
  return sql`
    SELECT l.rid, ${sql.lit(`${kind}-line`)} AS doc_kind,
      ${isOrder ? sql`coalesce(l.order_id, l.line_id)` : sql`l.invoice_id`} AS doc_id, l.line_no,
      ${own(at)} AS sold_at, ${own("seller_id")} AS seller,
      coalesce(l.customer_id, ${ofHeader("customer_id")}, l.customer_name, ${ofHeader(party)}) AS customer,
      coalesce(l.product_id, l.product_name) AS product,
      ${onlyOrder(sql`l.category`, "VARCHAR")} AS category, ${own("region")} AS region,
      ${onlyOrder(isOrder ? own("channel") : sql`NULL`, "VARCHAR")} AS channel, ${quantity} AS quantity,
      coalesce(CAST(l.unit_price AS DOUBLE), coalesce(l.net, l.gross) / nullif(${quantity}, 0) / ${factor(written)}) AS unit_price,
      ${onlyOrder(sql`CAST(l.list_price AS DOUBLE)`, "DOUBLE")} AS list_price,
      ${onlyOrder(sql`CAST(l.cost AS DOUBLE)`, "DOUBLE")} AS cost,
      coalesce(${amount}, ${extended(sql`l.quantity`, sql`l.unit_price`, factor(currency))}) AS amount,
      ${currency} AS currency, ${own("legal_entity")} AS legal_entity
    FROM ${sql.ref(document.lines)} l ${hasHeaders ? headerJoin(document) : sql``}
    WHERE ${happened(own(at), document.asOf)}`;
}

function headerJoin({ header, key, at, party, kind }: SaleDocument): Sql {
  const columns = [
    key,
    at,
    party,
    "seller_id",
    "customer_id",
    "region",
    "currency",
    "legal_entity",
    ...(kind === "order" ? ["channel"] : []),
  ];
  return sql`LEFT JOIN (
      SELECT ${sql.join(columns.map((column) => sql.ref(column)))} FROM ${sql.ref(header)}
      WHERE rid IN (SELECT min(rid) FROM ${sql.ref(header)} WHERE ${sql.ref(key)} IS NOT NULL GROUP BY ${sql.ref(key)})
    ) h ON h.${sql.ref(key)} = l.${sql.ref(key)}`;
}
