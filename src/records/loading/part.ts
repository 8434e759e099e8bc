import { type Sql, sql } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { Fields, FromColumn, Mapping, SourceMapping, When } from "../mapping/mapping.ts";
import { sourceFor } from "../mapping/mapping-file.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { columnOf } from "./row-currency.ts";

/** One kind of record that a raw table holds, and the rows that are of it. */
export interface Part {
  readonly table: RawTable;
  readonly kind: Kind;
  readonly fields: Fields;
  readonly where: Sql;
  readonly firstRid: number;
}

export function partsOf(tables: readonly RawTable[], mapping: Mapping): Part[] {
  let firstRid = 1;
  return tables.flatMap((table) => {
    const source = sourceFor(mapping, table);
    const parts = source ? partsOfTable(table, source, firstRid) : [];
    firstRid += table.rows;
    return parts;
  });
}

function partsOfTable(table: RawTable, source: SourceMapping, firstRid: number): Part[] {
  const taken: Sql[] = [];
  const parts: Part[] = [];
  const add = (name: string, fields: Fields, rule: Sql) => {
    const kind = kindNamed(name);
    const where = sql.join([rule, ...taken.map((other) => sql`NOT ${other}`)], sql` AND `);
    if (kind) parts.push({ table, kind, fields, where, firstRid });
  };
  for (const also of source.alsoKinds ?? []) {
    const rule = whenSql(table, also.when);
    add(also.kind, also.fields, rule);
    taken.push(rule);
  }
  add(source.kind, source.fields ?? {}, sql`true`);
  return parts.reverse();
}

function whenSql(table: RawTable, when: When): Sql {
  const cell = columnOf(table, when.column);
  if ("startsWith" in when)
    return sql`coalesce(starts_with(trim(${cell}), ${sql.lit(when.startsWith)}), false)`;
  if ("matches" in when) return sql`coalesce(regexp_matches(${cell}, ${sql.lit(when.matches)}), false)`;
  const values = [when.equals].flat().map((value) => sql.lit(value));
  return sql`coalesce(trim(${cell}) IN (${sql.join(values)}), false)`;
}

/** A field of a part as the loading statement sees it. */
export interface Column {
  readonly name: string;
  readonly field: Field;
  /** `undefined` for a constant. */
  readonly from: FromColumn | undefined;
  readonly value: Sql;
  readonly cell: Sql;
}

/** Groups of ids of which a row must have one: what the kind needs, where the source maps it. */
export function requiredGroups(kind: Kind, fields: Fields): string[][] {
  return kind.needs
    .filter((group) => group.every((name) => ["id", "name"].includes(kind.fields[name]?.type ?? "")))
    .map((group) => group.filter((name) => fields[name] !== undefined))
    .filter((group) => group.length > 0);
}
