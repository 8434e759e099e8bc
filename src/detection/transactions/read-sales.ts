import { minorDigits, sql, type Warehouse } from "../../platform/index.ts";
import type { DocumentedTransactions } from "./prepared.ts";
import type { Party, PartyKind, Transactions } from "./transactions.ts";

/** What the facts of a warehouse sold, a line a row; a document without lines is a row of its own. */
export interface Sales extends DocumentedTransactions {
  /** By code of the document. */
  readonly documentNames: readonly { readonly kind: string; readonly id: string }[];
  /** Older ones that are more than can be ranked at once. */
  readonly leftOut: number;
}

/** More would take more memory than the machine of a company has. */
const mostRows = 2_000_000;

const texts = ["seller", "customer", "product", "channel", "currency", "document"] as const;
const figures = ["quantity", "amount", "unitPrice", "listPrice", "cost", "time"] as const;

/** The newest transactions, in the order of their records; ids are those of the versions. */
export async function readSales(warehouse: Warehouse, most = mostRows): Promise<Sales> {
  const all = sql`
    SELECT rid, replace(doc_kind, '-line', '') AS kind, doc_id, seller, customer, product, coalesce(channel, region, category) AS channel,
      quantity, amount, unit_price, list_price, cost, sold_at, currency FROM sale_lines
    UNION ALL
    SELECT rid, doc_kind, doc_id, seller, customer, NULL, coalesce(channel, region), NULL, amount, NULL, NULL, NULL, sold_at, currency
    FROM sales WHERE lines = 0`;
  const counted = await warehouse.first<{ n: number }>(sql`SELECT count(*) AS n FROM (${all})`);
  const total = Number(counted?.n ?? 0);
  const rows = Math.min(total, most);
  const columns = {
    texts: texts.map(() => ({ codes: new Int32Array(rows).fill(-1), names: new Map<string, number>() })),
    figures: figures.map(() => new Float64Array(rows).fill(Number.NaN)),
  };
  const ids: string[] = [];
  const newest = sql`SELECT * FROM (${all}) ORDER BY sold_at DESC NULLS LAST, rid DESC LIMIT ${most}`;
  const query = sql`
    SELECT CAST(rid AS VARCHAR), seller, customer, product, channel, currency,
      CASE WHEN doc_id IS NOT NULL THEN kind || chr(31) || doc_id END,
      quantity, CAST(amount AS DOUBLE), unit_price, list_price, cost, epoch_ms(sold_at) FROM (${newest}) ORDER BY rid`;
  for await (const chunk of warehouse.columns(query)) {
    for (let i = 0; i < chunk.rows; i++) readRow(chunk.columns, i, columns, ids);
  }
  const document = columns.texts[texts.indexOf("document")];
  return {
    ids,
    documents: document?.codes ?? new Int32Array(rows).fill(-1),
    documentNames: Array.from(document?.names.keys() ?? [], (key) => {
      const [kind = "", id = ""] = key.split("\u001f");
      return { kind, id };
    }),
    transactions: finish(columns, rows),
    leftOut: total - rows,
  };
}

interface Columns {
  readonly texts: readonly { readonly codes: Int32Array; readonly names: Map<string, number> }[];
  readonly figures: readonly Float64Array[];
}

function readRow(columns: readonly (readonly unknown[])[], i: number, into: Columns, ids: string[]): void {
  const row = ids.length;
  ids.push(String(columns[0]?.[i]));
  for (const [at, { codes, names }] of into.texts.entries()) {
    const value = columns[1 + at]?.[i];
    if (value === null || value === undefined) continue;
    const text = String(value);
    const code = names.get(text) ?? names.size;
    names.set(text, code);
    codes[row] = code;
  }
  for (const [at, values] of into.figures.entries()) {
    const value = columns[1 + texts.length + at]?.[i];
    if (value !== null && value !== undefined) values[row] = Number(value);
  }
}

function finish({ texts: named, figures: numbers }: Columns, rows: number): Transactions {
  const columnOf = (name: (typeof texts)[number]) => named[texts.indexOf(name)];
  const party = (kind: PartyKind): [PartyKind, Party][] => {
    const column = columnOf(kind);
    return column && column.names.size > 0
      ? [[kind, { codes: column.codes, names: [...column.names.keys()] }]]
      : [];
  };
  const currency = columnOf("currency");
  const currencies = [...(currency?.names.keys() ?? [])];
  const digits = currencies.map(minorDigits);
  const take = (name: (typeof figures)[number]) => {
    const values = numbers[figures.indexOf(name)];
    if (!values?.some((value) => !Number.isNaN(value))) return {};
    if (name !== "amount") return { [name]: values };
    return { amount: values.map((value, row) => value / 10 ** (digits[currency?.codes[row] ?? -1] ?? 2)) };
  };
  const time = numbers[figures.indexOf("time")];
  const day = 86_400_000;
  return {
    rows,
    parties: Object.fromEntries((["product", "seller", "customer", "channel"] as const).flatMap(party)),
    ...Object.assign({}, ...figures.map(take)),
    ...(time?.some((ms) => !Number.isNaN(ms)) ? { hasHours: time.some((ms) => ms % day > 0) } : {}),
    ...(currency && currencies.length > 1 ? { currency: currency.codes } : {}),
    currencies,
  };
}
