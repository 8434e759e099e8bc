import { type Sql, sql } from "../../platform/index.ts";

/** A list of numbers as PostgreSQL reads an array. */
export function literalOf(list: Sql): Sql {
  return sql`'{' || array_to_string(${list}, ',') || '}'`;
}

/** The same of texts. */
export function quotedLiteralOf(list: Sql): Sql {
  const quoted = sql`'"' || replace(replace(x, '\\', '\\\\'), '"', '\\"') || '"'`;
  return sql`'{' || coalesce(array_to_string(list_transform(${list}, lambda x: ${quoted}), ','), '') || '}'`;
}
