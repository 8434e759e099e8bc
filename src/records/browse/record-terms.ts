import { searchTerms } from "../../desk/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import type { FieldValues, OwnRow } from "../store/record-values.ts";

// What a record is found by. A word of desk/search holds letters and digits alone, so nothing here is one.

export const kindTerm = (kind: string) => `#kind=${kind}`;
export const sourceTerm = (source: string) => cut(`#source=${source}`);
export const entityTerm = (entity: string) => cut(`#entity=${entity}`);
export const goneTerm = "#gone";

/** That a field has any value. */
export const filledTerm = (field: string) => `#has=${field}`;

/** That a field has this very value; of a long value only how it begins. */
export const valueTerm = (field: string, value: string) => cut(`${field}=${value}`);

const longest = 80;

/** Whether `valueTerm` tells all of the value. */
export function isWholeValue(field: string, value: string): boolean {
  return valueTerm(field, value) === `${field}=${value}`;
}

function cut(term: string): string {
  return term.length <= longest ? term : term.slice(0, longest).toWellFormed();
}

/** Whether exact values of a field are among the terms. */
export function hasValueTerms(kind: Kind, name: string): boolean {
  const type = kind.fields[name]?.type;
  // The key has an index of its own.
  return type !== undefined && valueTypes.has(type) && !isWholeKey(kind, name);
}

const valueTypes = new Set<Field["type"]>(["id", "name", "text", "flag", "currency"]);
const wordTypes = new Set<Field["type"]>(["id", "name", "text"]);

/** Whether the record's key is this field's value and nothing else. */
export function isWholeKey({ key }: Kind, name: string): boolean {
  return key.length === 1 && key[0] === name;
}

export interface TermSource {
  readonly source: string;
  readonly key: string;
  readonly legal_entity: string | null;
  readonly fields: FieldValues;
  readonly own: OwnRow | null;
}

/** All terms of a record, each once. `words` remembers what was cut before: values repeat. */
export function recordTerms(kind: Kind, row: TermSource, words = new Map<string, string[]>()): Set<string> {
  const terms = new Set([kindTerm(kind.name), sourceTerm(row.source)]);
  if (row.legal_entity !== null) terms.add(entityTerm(row.legal_entity));
  const texts = new Set([row.key]);
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = row.fields[name];
    if (value === undefined) continue;
    terms.add(filledTerm(name));
    if (hasValueTerms(kind, name)) terms.add(valueTerm(name, String(value)));
    if (typeof value === "string" && wordTypes.has(field.type)) texts.add(value);
  }
  for (const cell of Object.values(row.own ?? {})) if (!isMeasure(cell)) texts.add(cell);
  for (const text of texts) for (const term of wordsOf(text, words)) terms.add(term);
  return terms;
}

/** Amounts, quantities and dates of the source's own row: nobody looks for them as words. */
function isMeasure(cell: string): boolean {
  return /^[-+]?[\d,]*\.\d+$|^[-+]?\d{1,6}$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T][\d:.Z]*)?$/.test(cell);
}

const mostRemembered = 50_000;

function wordsOf(text: string, known: Map<string, string[]>): readonly string[] {
  const remembered = known.get(text);
  if (remembered) return remembered;
  const words = searchTerms(text);
  if (known.size >= mostRemembered) known.clear();
  known.set(text, words);
  return words;
}
