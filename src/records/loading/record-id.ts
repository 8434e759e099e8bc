import { type Sql, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";

/**
 * The name of a record that people and reports use: `kind:key`, with the filled parts of the business key joined by `/`
 * (`order:SO-001`, `invoice-line:536365/1`, `invoice-line:536365/85123A`). A record without business key goes by its
 * own number (`order-line:77`), and one without any by its row in the source (`order-line:row-12`). The second record
 * of a name, counted by rid over the whole run, ends in `#2`, and so on. The same files loaded in the same order give the same names.
 */
export function recordName(kind: string, key: string, occurrence: number): string {
  return occurrence === 1 ? `${kind}:${key}` : `${kind}:${key}#${occurrence}`;
}

/** The key part of the name, over the columns of a kind's table. */
export function keySql(kind: Kind): Sql {
  const key = sql`nullif(concat_ws('/', ${sql.join(kind.key.map(part))}), '')`;
  const own = ownNumber(kind);
  const row = sql`'row-' || abs("row")`;
  return own === undefined ? sql`coalesce(${key}, ${row})` : sql`coalesce(${key}, ${part(own)}, ${row})`;
}

/** Columns that are equal wherever the key is: a record's own number counts where the key is empty. */
export function keyColumns(kind: Kind): Sql[] {
  const columns = kind.key.map((column) => sql.ref(column));
  const own = ownNumber(kind);
  if (own === undefined) return columns;
  return [
    ...columns,
    sql`CASE WHEN coalesce(${sql.join(kind.key.map(part))}) IS NULL THEN ${sql.ref(own)} END`,
  ];
}

const part = (column: string) => sql`CAST(${sql.ref(column)} AS VARCHAR)`;

/** The first field is the record's own number where its name ends in `_id` and the key does not hold it. */
function ownNumber(kind: Kind): string | undefined {
  const [first] = Object.keys(kind.fields);
  return first?.endsWith("_id") && !kind.key.includes(first) ? first : undefined;
}
