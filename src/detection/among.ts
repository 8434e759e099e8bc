import { type Sql, sql } from "../platform/index.ts";

/** `column IN (…)`, for a chart's query over a finding's evidence; false for no values. */
export function among(column: string, values: readonly (string | number)[]): Sql {
  if (values.length === 0) return sql`false`;
  return sql`${sql.ref(column)} IN (${sql.join(values.map((value) => sql`${value}`))})`;
}
