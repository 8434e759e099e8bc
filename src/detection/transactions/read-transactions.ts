import { minorDigits, Refusal, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { type Mapping, type RawTable, rawColumnSql, type TypedRows, typedRows } from "../../records/index.ts";
import { fieldsOfHeader, withHeader } from "./join-header.ts";
import { type LabelWords, labelOf, refuseUnknownLabels } from "./label-words.ts";
import { readWords } from "./read-words.ts";
import { type Labels, type Party, type PartyKind, type Transactions, unlabelled } from "./transactions.ts";

/** Which fields of the kinds play which part, the first that a table has. */
const parts = {
  product: ["product_id", "product_name", "product"],
  seller: ["seller_id", "owner_id", "employee_id", "created_by"],
  customer: ["customer_id", "customer_name", "buyer_name", "payer_name", "payee_name"],
  channel: ["channel", "region", "category"],
  quantity: ["quantity"],
  amount: ["gross", "net", "amount", "base_amount"],
  unitPrice: ["unit_price"],
  listPrice: ["list_price"],
  cost: ["cost"],
  time: [
    "ordered_at",
    "invoiced_at",
    "paid_at",
    "signed_at",
    "occurred_at",
    "credited_at",
    "shipped_at",
    "created_at",
  ],
  currency: ["currency"],
} as const;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];
const texts = ["product", "seller", "customer", "channel", "currency"] as const;
const figures = ["quantity", "amount", "unitPrice", "listPrice", "cost", "time"] as const;
/** What a line may take from the head of its document. */
const ofHeader = new Set<Part>(["seller", "customer", "channel", "time", "currency"]);

export interface ReadTransactions {
  /** By row, as the files write it. */
  readonly ids: readonly string[];
  readonly labels: Labels | undefined;
  readonly transactions: Transactions;
}

export interface ReadRequest {
  readonly id: string;
  readonly labels?: LabelWords;
}

/** Every row of the tables that have the id column, in the order of the files. Refuses what leaves a row without its own id. */
export async function readTransactions(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  mapping: Mapping,
  request: ReadRequest,
): Promise<ReadTransactions> {
  const ranked = tables.filter(({ columns }) => columns.includes(request.id));
  if (ranked.length === 0) throw readWords.noIdColumn(request.id, tables);
  const typed = new Map<RawTable, TypedRows>();
  for (const table of tables) {
    const rows = await typedRows(warehouse, table, mapping);
    if (rows) typed.set(table, rows);
  }
  const total = ranked.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) throw readWords.noRows(ranked);
  const collected = makeColumns(total, request);
  for (const table of ranked) {
    const own = typed.get(table);
    if (own === undefined) throw readWords.notMapped(table);
    if (request.labels && !table.columns.includes(request.labels.column))
      throw readWords.noLabelColumn(request.labels.column, table);
    await readTable(warehouse, table, own, typed, request, collected);
  }
  refuseUnknownLabels(collected.unknownLabels, request.labels);
  requireOwnIds(collected.ids, request.id);
  return {
    ids: collected.ids,
    labels: request.labels ? collected.labels : undefined,
    transactions: finish(collected, total),
  };
}

interface Columns {
  readonly ids: string[];
  readonly labels: Int8Array;
  readonly unknownLabels: Map<string, number>;
  readonly texts: Record<(typeof texts)[number], { codes: Int32Array; names: Map<string, number> }>;
  readonly figures: Record<(typeof figures)[number], Float64Array>;
  readonly found: Set<Part>;
}

function makeColumns(rows: number, { labels }: ReadRequest): Columns {
  return {
    ids: [],
    labels: labels ? new Int8Array(rows).fill(unlabelled) : new Int8Array(0),
    unknownLabels: new Map(),
    texts: Object.fromEntries(
      texts.map((name) => [name, { codes: new Int32Array(rows).fill(-1), names: new Map<string, number>() }]),
    ) as Columns["texts"],
    figures: Object.fromEntries(
      figures.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]),
    ) as Columns["figures"],
    found: new Set(),
  };
}

async function readTable(
  warehouse: Warehouse,
  table: RawTable,
  own: TypedRows,
  typed: ReadonlyMap<RawTable, TypedRows>,
  { id, labels }: ReadRequest,
  into: Columns,
): Promise<void> {
  const fieldOf = new Map(partNames.map((part) => [part, firstOf(parts[part], own.fields.keys())]));
  const lacking = partNames.filter((part) => ofHeader.has(part) && fieldOf.get(part) === undefined);
  const header = fieldsOfHeader(
    own,
    typed,
    lacking.flatMap((part) => [...parts[part]]),
  );
  const taken = new Map(lacking.map((part) => [part, header && firstOf(parts[part], header.fields)]));
  const column = (part: Part): Sql => {
    const field = fieldOf.get(part);
    const fromHeader = taken.get(part);
    if (field === undefined && fromHeader === undefined) return sql`NULL`;
    into.found.add(part);
    const value = field === undefined ? sql.ref(`header.${fromHeader}`) : sql.ref(`own.${field}`);
    if (part === "time") return sql`epoch_ms(CAST(${value} AS TIMESTAMP))`;
    return (texts as readonly string[]).includes(part) ? value : sql`CAST(${value} AS DOUBLE)`;
  };
  const selected = [...texts, ...figures].map((part) => column(part));
  const label = labels ? rawColumnSql(table, labels.column) : sql`NULL`;
  const query = sql`SELECT ${sql.join([...selected, sql`raw.raw_id`, sql`raw.raw_label`])}
    FROM (SELECT rowid AS raw_row, ${rawColumnSql(table, id)} AS raw_id, ${label} AS raw_label FROM ${sql.ref(table.name)}) AS raw
    JOIN (${own.query}) AS own USING (raw_row) ${header ? withHeader(header) : sql``} ORDER BY raw.raw_row`;
  const offset = into.ids.length;
  let row = offset;
  for await (const chunk of warehouse.columns(query)) {
    for (let i = 0; i < chunk.rows; i++) readRow(chunk.columns, i, row++, labels, into);
  }
  if (row - offset !== table.rows)
    throw new Error(`${table.path}: ${table.rows} rows, but ${row - offset} came back`);
}

function readRow(
  columns: readonly (readonly unknown[])[],
  i: number,
  row: number,
  labels: LabelWords | undefined,
  into: Columns,
): void {
  for (const [at, name] of texts.entries()) {
    const value = columns[at]?.[i];
    if (value === null || value === undefined) continue;
    const { codes, names } = into.texts[name];
    const text = String(value);
    let code = names.get(text);
    if (code === undefined) {
      code = names.size;
      names.set(text, code);
    }
    codes[row] = code;
  }
  for (const [at, name] of figures.entries()) {
    const value = columns[texts.length + at]?.[i];
    if (value !== null && value !== undefined) into.figures[name][row] = Number(value);
  }
  const after = texts.length + figures.length;
  into.ids.push(String(columns[after]?.[i] ?? ""));
  if (labels) {
    const text = String(columns[after + 1]?.[i] ?? "").trim();
    const label = labelOf(text, labels);
    if (label === undefined) into.unknownLabels.set(text, (into.unknownLabels.get(text) ?? 0) + 1);
    else into.labels[row] = label;
  }
}

function finish({ texts: named, figures: numbers, found }: Columns, rows: number): Transactions {
  const party = (kind: PartyKind): [PartyKind, Party][] =>
    found.has(kind) ? [[kind, { codes: named[kind].codes, names: [...named[kind].names.keys()] }]] : [];
  const currencies = [...named.currency.names.keys()];
  const digits = currencies.map(minorDigits);
  const inMajor = (values: Float64Array) =>
    values.map((value, row) => value / 10 ** (digits[named.currency.codes[row] as number] ?? 2));
  const take = (name: (typeof figures)[number]) =>
    found.has(name) && numbers[name].some((value) => !Number.isNaN(value))
      ? { [name]: name === "amount" ? inMajor(numbers[name]) : numbers[name] }
      : {};
  const day = 86_400_000;
  return {
    rows,
    parties: Object.fromEntries((["product", "seller", "customer", "channel"] as const).flatMap(party)),
    ...Object.assign({}, ...figures.map(take)),
    ...(found.has("time") ? { hasHours: numbers.time.some((ms) => ms % day > 0) } : {}),
    ...(currencies.length > 1 ? { currency: named.currency.codes } : {}),
    currencies,
  };
}

function firstOf(wanted: readonly string[], present: Iterable<string>): string | undefined {
  const there = new Set(present);
  return wanted.find((name) => there.has(name));
}

/** A ranking names rows by their id: one that is missing or stands twice would name two. */
function requireOwnIds(ids: readonly string[], column: string): void {
  const seen = new Map<string, number>();
  const problems: Refusal[] = [];
  for (const [row, id] of ids.entries()) {
    const first = seen.get(id);
    if (id === "") problems.push(readWords.emptyId(column, row));
    else if (first !== undefined) problems.push(readWords.repeatedId(column, id, first, row));
    else seen.set(id, row);
    if (problems.length === 3) break;
  }
  if (problems.length > 0)
    throw new Refusal(
      "invalid",
      problems.flatMap((problem) => problem.problems),
    );
}
