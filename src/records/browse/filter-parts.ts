import { lexeme, searchQuery } from "../../desk/index.ts";
import { type Bilingual, Refusal, type Sql, sql } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import type { Filter } from "./browse-input.ts";
import { amountField, fieldNamed, isNumber, isTime, timeField } from "./main-fields.ts";
import { filledTerm, hasValueTerms, isWholeKey, isWholeValue, valueTerm } from "./record-terms.ts";

/** What one filter asks, taken apart by what answers it. */
interface FilterParts {
  /** For a tsquery. */
  readonly terms: readonly string[];
  readonly indexed: readonly Sql[];
  readonly scanned: readonly Sql[];
  readonly words: readonly string[];
}

const nothing: FilterParts = { terms: [], indexed: [], scanned: [], words: [] };

export async function filterParts(kind: Kind, { field: name, op, value }: Filter): Promise<FilterParts> {
  const field = fieldNamed(kind, name);
  const stored = sql`v.fields->>${sql.lit(name)}`;
  if (op === "empty") return { ...nothing, terms: [`!${lexeme(filledTerm(name))}`] };
  if (op === "filled") return { ...nothing, terms: [lexeme(filledTerm(name))] };
  if (op === "contains") return containsParts(stored, value);
  if (isTime(field) && op === "is" && value.length === 10) {
    const [from, to] = [rangePart(kind, name, "from", value), rangePart(kind, name, "to", value)];
    return {
      ...nothing,
      indexed: [...from.indexed, ...to.indexed],
      scanned: [...from.scanned, ...to.scanned],
    };
  }
  if (op === "from" || op === "to") return rangePart(kind, name, op, value);
  return isPart(kind, name, value);
}

function isPart(kind: Kind, name: string, value: string): FilterParts {
  const stored = sql`v.fields->>${sql.lit(name)}`;
  if (isWholeKey(kind, name)) return { ...nothing, indexed: [sql`n.key = ${value}`] };
  if (hasValueTerms(kind, name)) {
    const whole = isWholeValue(name, value);
    return {
      ...nothing,
      terms: [lexeme(valueTerm(name, value))],
      scanned: whole ? [] : [sql`${stored} = ${value}`],
    };
  }
  const field = fieldNamed(kind, name);
  if (isNumber(field)) {
    refuseUnless(isDecimal(value), field, value, aNumber);
    return name === amountField(kind)
      ? { ...nothing, indexed: [sql`n.amount = ${value}::numeric`] }
      : { ...nothing, scanned: [sql`(${stored})::numeric = ${value}::numeric`] };
  }
  return { ...nothing, scanned: [sql`${stored} = ${value}`] };
}

/** Every word of the value, in this field; of a value without words, the value itself. */
async function containsParts(stored: Sql, value: string): Promise<FilterParts> {
  const query = await searchQuery(value);
  const words = query?.words ?? [value.toLowerCase()];
  return {
    terms: query ? [query.tsquery] : [],
    indexed: [],
    scanned: words.map((word) => sql`strpos(lower(normalize(${stored}, NFKC)), ${word}) > 0`),
    words,
  };
}

function rangePart(kind: Kind, name: string, op: "from" | "to", value: string): FilterParts {
  const field = fieldNamed(kind, name);
  const stored = sql`v.fields->>${sql.lit(name)}`;
  const compare = (left: Sql, right: Sql) =>
    op === "from" ? sql`${left} >= ${right}` : sql`${left} <= ${right}`;
  if (isNumber(field)) {
    refuseUnless(isDecimal(value), field, value, aNumber);
    const bound = sql`${value}::numeric`;
    if (name !== amountField(kind))
      return { ...nothing, scanned: [compare(sql`(${stored})::numeric`, bound)] };
    const filled = op === "to" ? [sql`n.amount > '-infinity'`] : [];
    return { ...nothing, indexed: [compare(sql`n.amount`, bound), ...filled] };
  }
  if (!isTime(field)) return { ...nothing, scanned: [compare(stored, sql`${value}`)] };
  refuseUnless(isMoment(value), field, value, aDay);
  // The day itself is meant to its end.
  const bound = op === "to" ? value.padEnd(19, value.length === 10 ? " 23:59:59" : ":59") : value;
  // Where the record fills this field, its time is this field's.
  if (name === timeField(kind)) {
    const indexed = [compare(sql`n.happened_at`, sql`${bound}::timestamp`)];
    return { ...nothing, terms: [lexeme(filledTerm(name))], indexed };
  }
  return {
    ...nothing,
    scanned: [compare(stored, sql`${field.type === "date" ? value.slice(0, 10) : bound}`)],
  };
}

const isDecimal = (value: string) => /^-?\d{1,20}(\.\d{1,10})?$/.test(value);

function isMoment(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/.test(value)) return false;
  const day = value.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function refuseUnless(fits: boolean, field: Field, value: string, expected: Bilingual): void {
  if (fits) return;
  throw new Refusal("invalid", {
    zh: `${field.zh}：应为${expected.zh}，而不是“${value}”。`,
    en: `${field.en}: expected ${expected.en}, not ${value}.`,
  });
}

const aNumber: Bilingual = { zh: "数字", en: "a number" };
const aDay: Bilingual = { zh: "日期，如 2026-11-23", en: "a day, such as 2026-11-23" };
