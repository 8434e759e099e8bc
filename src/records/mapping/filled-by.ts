import type { FilledColumns } from "../kinds/tables.ts";
import type { Mapping } from "./mapping.ts";

/** The columns that loading by this mapping fills, by kind. */
export function filledBy(mapping: Mapping): FilledColumns {
  const filled = new Map<string, Set<string>>();
  const add = (kind: string, fields: object = {}) => {
    const columns = filled.get(kind) ?? new Set();
    filled.set(kind, columns);
    for (const name of Object.keys(fields)) columns.add(name);
  };
  for (const { kind, fields, alsoKinds } of mapping.sources) {
    add(kind, fields);
    for (const also of alsoKinds ?? []) add(also.kind, also.fields);
  }
  return filled;
}
