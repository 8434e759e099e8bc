import { z } from "zod";
import { minorDigits, type Sql, sql, type Warehouse } from "../../platform/index.ts";

/** The document that a source keeps its sales in. */
export interface SaleDocument {
  readonly kind: "order" | "invoice";
  readonly lines: "order_lines" | "invoice_lines";
  readonly header: "orders" | "invoices";
  readonly key: "order_id" | "invoice_id";
  readonly at: "ordered_at" | "invoiced_at";
  /** The customer's name, on the header. */
  readonly party: "customer_name" | "buyer_name";
  readonly hasHeaders: boolean;
  /** Whether a column has a value anywhere, in the headers or in the lines. */
  readonly fills: (table: "header" | "lines", column: string) => boolean;
  /** Minor units of a currency expression, as a power of ten. */
  readonly factor: (currency: Sql) => Sql;
  /** Documents dated after this ISO day have not happened yet. */
  readonly asOf: string | undefined;
}

const orders = {
  kind: "order",
  lines: "order_lines",
  header: "orders",
  key: "order_id",
  at: "ordered_at",
  party: "customer_name",
} as const;

const invoices = {
  kind: "invoice",
  lines: "invoice_lines",
  header: "invoices",
  key: "invoice_id",
  at: "invoiced_at",
  party: "buyer_name",
} as const;

/**
 * What the facts take from the whole of the data rather than from the rows at hand: kept with a baseline, so that a few
 * rows make the same facts as all of them.
 */
export const factShape = z.object({
  kind: z.enum(["order", "invoice"]),
  /** Columns that have a value anywhere. */
  header: z.array(z.string()),
  lines: z.array(z.string()),
  /** Currencies whose minor unit is not a hundredth. */
  unusual: z.array(z.string()),
  hasContractsOnly: z.boolean(),
  hasInvoices: z.boolean(),
});
export type FactShape = z.infer<typeof factShape>;

export async function readShape(warehouse: Warehouse): Promise<FactShape> {
  const hasOrders = (await exists(warehouse, "orders")) || (await exists(warehouse, "order_lines"));
  const document = hasOrders ? orders : invoices;
  const header = await filledColumns(warehouse, document.header);
  return {
    kind: document.kind,
    header: [...header],
    lines: [...(await filledColumns(warehouse, document.lines))],
    unusual: await unusualCurrencies(warehouse),
    hasContractsOnly: header.size === 0 && !(await exists(warehouse, document.lines)),
    hasInvoices: await exists(warehouse, "invoices"),
  };
}

export function saleDocument(shape: FactShape, asOf: string | undefined): SaleDocument {
  const filled = { header: new Set(shape.header), lines: new Set(shape.lines) };
  return {
    ...(shape.kind === "order" ? orders : invoices),
    hasHeaders: filled.header.size > 0,
    fills: (table, column) => filled[table].has(column),
    factor: minorFactor(shape.unusual),
    asOf,
  };
}

/** The columns of a table that have a value in any row. */
async function filledColumns(warehouse: Warehouse, table: string): Promise<Set<string>> {
  const columns = await warehouse.all<{ name: string }>(
    sql`SELECT column_name AS name FROM duckdb_columns() WHERE table_name = ${table}`,
  );
  const filled = new Set<string>();
  for (const { name } of columns) {
    const some = sql`SELECT 1 AS one FROM ${sql.ref(table)} WHERE ${sql.ref(name)} IS NOT NULL LIMIT 1`;
    if ((await warehouse.first(some)) !== undefined) filled.add(name);
  }
  return filled;
}

export async function exists(warehouse: Warehouse, table: string): Promise<boolean> {
  return (await warehouse.first(sql`SELECT 1 AS one FROM ${sql.ref(table)} LIMIT 1`)) !== undefined;
}

/** Only the currencies that occur are asked for their minor unit, so that most runs carry no case at all. */
async function unusualCurrencies(warehouse: Warehouse): Promise<string[]> {
  const tables = ["order_lines", "orders", "invoice_lines", "invoices", "credit_notes"];
  const codes = await warehouse.all<{ currency?: string }>(
    sql.join(
      tables.map((table) => sql`SELECT DISTINCT currency FROM ${sql.ref(table)}`),
      sql` UNION `,
    ) as Sql,
  );
  return codes.flatMap(({ currency }) =>
    currency !== undefined && minorDigits(currency) !== 2 ? [currency] : [],
  );
}

function minorFactor(unusual: readonly string[]): (currency: Sql) => Sql {
  if (unusual.length === 0) return () => sql`100`;
  const cases = unusual.map((code) => sql`WHEN ${sql.lit(code)} THEN ${sql.lit(10 ** minorDigits(code))}`);
  return (currency) => sql`CASE ${currency} ${sql.join(cases, sql` `)} ELSE 100 END`;
}

/** Whether something had happened by the day asked for; what has no date counts. */
export function happened(column: Sql, asOf: string | undefined): Sql {
  return asOf === undefined ? sql`true` : sql`coalesce(${column} < CAST(${sql.lit(asOf)} AS DATE) + 1, true)`;
}

/** A later step of a document (approval, change), unknown on a day before it. */
export function knownBy(value: Sql, at: Sql, asOf: string | undefined): Sql {
  return asOf === undefined ? value : sql`CASE WHEN ${happened(at, asOf)} THEN ${value} END`;
}

/** Quantity times unit price in minor units, in decimals throughout; NULL where it is no sensible number. */
export function extended(quantity: Sql, unitPrice: Sql, factor: Sql): Sql {
  return sql`TRY(CAST(round(${quantity} * ${unitPrice} * ${factor}, 0) AS BIGINT))`;
}

/** Minor units written for a currency not told (two digits), once the currency is known from elsewhere. */
export function rescaled(amount: Sql, own: Sql, known: Sql, { factor }: Pick<SaleDocument, "factor">): Sql {
  return sql`CASE WHEN ${factor(own)} = ${factor(known)} THEN ${amount} ELSE CAST(round(${amount} * ${factor(known)} / ${factor(own)}) AS BIGINT) END`;
}
