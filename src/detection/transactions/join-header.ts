import { type Sql, sql } from "../../platform/index.ts";
import type { RawTable, TypedRows } from "../../records/index.ts";

/** The head of a document that lines refer to: an order knows the seller whom its lines do not name. */
export interface Header {
  readonly key: string;
  readonly fields: readonly string[];
  readonly query: Sql;
}

const keys = ["order_id", "invoice_id", "contract_id"] as const;

/** The other table that shares a document's number and has most of the fields a line lacks. */
export function fieldsOfHeader(
  own: TypedRows,
  typed: ReadonlyMap<RawTable, TypedRows>,
  wanted: readonly string[],
): Header | undefined {
  let best: Header | undefined;
  for (const rows of typed.values()) {
    const key = keys.find((name) => own.fields.has(name) && rows.fields.has(name));
    const fields = wanted.filter((name) => rows.fields.has(name));
    if (rows === own || key === undefined || fields.length <= (best?.fields.length ?? 0)) continue;
    best = { key, fields, query: rows.query };
  }
  return best;
}

/** The first row of a document's number stands for it, so that no line is read twice. */
export function withHeader({ key, fields, query }: Header): Sql {
  const columns = fields.map((name) => sql`arg_min(${sql.ref(name)}, raw_row) AS ${sql.ref(name)}`);
  return sql`LEFT JOIN (SELECT ${sql.ref(key)} AS document, ${sql.join(columns)} FROM (${query}) GROUP BY document) AS header
    ON header.document = own.${sql.ref(key)}`;
}
