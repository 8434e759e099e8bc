import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { FieldType } from "./define-kind.ts";
import { fieldsOf, kinds } from "./kinds.ts";

const columnTypes: Record<FieldType, string> = {
  id: "VARCHAR",
  name: "VARCHAR",
  text: "VARCHAR",
  time: "TIMESTAMP",
  date: "DATE",
  money: "BIGINT",
  price: "DECIMAL(18,6)",
  quantity: "DECIMAL(18,4)",
  number: "DOUBLE",
  integer: "BIGINT",
  rate: "DOUBLE",
  flag: "BOOLEAN",
  currency: "VARCHAR",
};

export function columnType(type: FieldType): Sql {
  return sql.raw(columnTypes[type]);
}

/** Columns that a run fills, by kind name. */
export type FilledColumns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * One table a kind, all of them, empty where the input has none. Besides the kind's fields each row has
 * `rid` (unique over all tables of a run), and `file` and `row`, which lead back to the source's own row.
 * Where it is told which columns will be filled, the others are NULL by definition and take no memory: ten million
 * lines with twenty empty columns would otherwise not fit.
 */
export async function createTables(warehouse: Warehouse, filled?: FilledColumns): Promise<void> {
  for (const kind of kinds) {
    const columns = filled?.get(kind.name);
    const fields = fieldsOf(kind).map(([name, { type }]) => {
      const isFilled = filled === undefined || type === "currency" || columns?.has(name);
      const none = isFilled ? sql`` : sql` GENERATED ALWAYS AS (CAST(NULL AS ${columnType(type)})) VIRTUAL`;
      return sql`${sql.ref(name)} ${columnType(type)}${none}`;
    });
    await warehouse.run(
      sql`CREATE TABLE ${sql.ref(kind.table)} (rid BIGINT, file INTEGER, "row" BIGINT, ${sql.join(fields)})`,
    );
  }
}
