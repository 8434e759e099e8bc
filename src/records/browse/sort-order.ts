import { z } from "zod";
import { brokenPlace, readPlace, type Sql, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { amountField, fieldNamed, isNumber, timeField } from "./main-fields.ts";
import { isWholeKey } from "./record-terms.ts";

/** By what a list is in order; ties go by the version's id, in the same direction. */
export interface SortOrder {
  readonly value: Sql;
  /** What its value is cast to when it comes back from a page's place. */
  readonly cast: Sql;
  /** Whether an index of `record_now` has it; else every record asked for is read and sorted. */
  readonly isIndexed: boolean;
}

export function sortOrder(kind: Kind, sort: string): SortOrder {
  if (sort === "happened" || sort === timeField(kind)) {
    return { value: sql`n.happened_at`, cast: sql`timestamp`, isIndexed: true };
  }
  if (sort === "key" || isWholeKey(kind, sort))
    return { value: sql`n.key`, cast: sql`text`, isIndexed: true };
  if (sort === amountField(kind)) return { value: sql`n.amount`, cast: sql`numeric`, isIndexed: true };
  const field = fieldNamed(kind, sort);
  const stored = sql`v.fields->>${sql.lit(sort)}`;
  return isNumber(field)
    ? { value: sql`coalesce((${stored})::numeric, '-infinity')`, cast: sql`numeric`, isIndexed: false }
    : { value: sql`coalesce(${stored}, '')`, cast: sql`text`, isIndexed: false };
}

/** Whether a field's order has an index, however many records there are. */
export function isSortIndexed(kind: Kind, field: string): boolean {
  return sortOrder(kind, field).isIndexed;
}

/** Where a page begins: what it is sorted by, that value and the id of the row before, and whether all are few. */
const placeSchema = z.tuple([z.string(), z.string(), z.string().regex(/^\d{1,18}$/), z.boolean()]);
export type Place = z.infer<typeof placeSchema>;

export function placeIn(text: string, sort: string): Place {
  const place = readPlace(text, placeSchema);
  if (place[0] !== sort) throw brokenPlace();
  return place;
}
