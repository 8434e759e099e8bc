import { type Sql, sql, type Warehouse } from "../../platform/index.ts";

/**
 * How fact tables are built: `once`, for rows that stay; `first`, so that they can be filled anew from other rows; `again`,
 * which does that, and leaves the tables themselves alone: what was planned over them stays planned.
 */
export type Filling = "once" | "first" | "again";

/** A table of what the query gives. */
export async function fillTable(
  warehouse: Warehouse,
  { name, query, filling, isTemporary = false }: Fill,
): Promise<void> {
  const table = sql.ref(name);
  if (filling === "again") {
    await warehouse.run(sql`DELETE FROM ${table}`);
    await warehouse.run(sql`INSERT INTO ${table} ${query}`);
  } else await warehouse.run(sql`CREATE ${isTemporary ? sql`TEMP TABLE` : sql`TABLE`} ${table} AS ${query}`);
}

interface Fill {
  readonly name: string;
  readonly query: Sql;
  readonly filling: Filling;
  readonly isTemporary?: boolean;
}
