import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { GuessedTable, ProfiledTable } from "./guess-table.ts";
import type { Fields, SourceMapping, When } from "./mapping.ts";

type AlsoKind = NonNullable<SourceMapping["alsoKinds"]>[number];

/** Documents of which some rows may take back what others sold. */
const takenBackFrom = new Set(["order", "order-line", "invoice-line"]);
const returnWord = /退货|退款|退单|红字|红冲|贷项|冲销|\breturn|credit|refund/i;

/** Rows of a sales table that are credit notes: by a prefix of their number, or by a word in a type column. */
export async function guessRouting(
  warehouse: Warehouse,
  input: ProfiledTable,
  guess: GuessedTable,
  fields: Fields,
): Promise<AlsoKind | undefined> {
  const creditNote = kindNamed("credit-note");
  if (!creditNote || !takenBackFrom.has(guess.kind.name)) return undefined;
  const when = (await prefixRule(warehouse, input, guess)) ?? wordRule(input);
  return when && { kind: "credit-note", when, fields: creditNoteFields(fields, creditNote) };
}

/** A few letters before the number that stand, nearly always and nearly only, on rows of negative quantity or amount. */
async function prefixRule(
  warehouse: Warehouse,
  { table, profiles }: ProfiledTable,
  { fields }: GuessedTable,
): Promise<When | undefined> {
  const id = fields.get("invoice_id") ?? fields.get("order_id");
  const measure = fields.get("quantity") ?? fields.get("net") ?? fields.get("gross");
  const column = id && table.columns[id.column];
  if (!id || !measure || column === undefined || (profiles[measure.column]?.negatives ?? 0) === 0)
    return undefined;
  const rows = await warehouse.all<{ prefix: string; n: number; negative: number }>(sql`
    SELECT regexp_extract(${cell(id.column)}, '^\\s*([A-Za-z]{0,4})[-_ ]?\\d', 1) AS prefix, count(*) AS n,
      count_if(regexp_matches(${cell(measure.column)}, '^\\s*[-(−]|-\\s*$')) AS negative
    FROM ${sql.ref(table.name)} WHERE ${cell(id.column)} IS NOT NULL GROUP BY ALL ORDER BY n DESC LIMIT 50`);
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  const found = rows.find(
    ({ prefix, n, negative }) => prefix !== "" && n < 0.4 * total && negative >= 0.95 * n && n > 0,
  );
  const others = rows.filter((row) => row !== found);
  const negativeElsewhere =
    others.reduce((sum, { negative }) => sum + negative, 0) / Math.max(1, total - (found?.n ?? 0));
  return found && negativeElsewhere < 0.1 ? { column, startsWith: found.prefix } : undefined;
}

function wordRule({ table, profiles }: ProfiledTable): When | undefined {
  for (const { index, counts, distinct, wordy } of profiles) {
    if (distinct < 2 || distinct > 20 || wordy < 0.9) continue;
    const words = [...counts.keys()].filter((value) => returnWord.test(value));
    const column = table.columns[index];
    if (column !== undefined && words.length > 0 && words.length < distinct)
      return { column, equals: words.map((word) => word.trim()).sort() };
  }
  return undefined;
}

const renamed: Readonly<Record<string, string>> = {
  invoice_id: "credit_note_id",
  order_id: "credit_note_id",
  invoiced_at: "credited_at",
  ordered_at: "credited_at",
  gross: "amount",
  net: "amount",
};

/** What the row says as a sale it says as a credit note under other names; its own number is no longer the sale's. */
function creditNoteFields(fields: Fields, creditNote: Kind): Fields {
  const taken: Fields = {};
  for (const [field, from] of Object.entries(fields)) {
    const name = renamed[field] ?? field;
    if (name in creditNote.fields && !(name in taken && field === "gross")) taken[name] = from;
  }
  return taken;
}

const cell = (index: number): Sql => sql.ref(`c${index}`);
