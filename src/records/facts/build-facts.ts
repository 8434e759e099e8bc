import { sql, type Warehouse } from "../../platform/index.ts";
import { createBillings } from "./billings.ts";
import { type FactShape, readShape, saleDocument } from "./document.ts";
import type { FactName } from "./facts.ts";
import type { Filling } from "./fill-table.ts";
import { createReversals } from "./reversals.ts";
import { createSaleLines } from "./sale-lines.ts";
import { createSales } from "./sales.ts";

/**
 * Builds the fact tables from the kind tables, after loading; what is dated after `asOf` stays out. `given` is the shape
 * of data of which only some rows are at hand. Those that were built to be filled `again` are, as of the same day; `wanted` leaves
 * out what nobody will read.
 */
export async function buildFacts(
  warehouse: Warehouse,
  asOf?: string,
  given?: FactShape,
  filling: Filling = "once",
  wanted?: ReadonlySet<string>,
): Promise<FactShape> {
  const shape = given ?? (await readShape(warehouse));
  const document = saleDocument(shape, asOf);
  const isLeftOut = (table: FactName) => filling === "again" && wanted !== undefined && !wanted.has(table);
  await createSaleLines(warehouse, document, filling, { hasReversals: !isLeftOut("reversals") });
  await createSales(warehouse, document, shape.hasContractsOnly, filling);
  if (!isLeftOut("billings")) await createBillings(warehouse, document, shape.hasInvoices, filling);
  if (!isLeftOut("reversals")) await createReversals(warehouse, document, filling);
  return shape;
}

/** Takes the facts away again, so that they can be built from other rows. */
export async function dropFacts(warehouse: Warehouse): Promise<void> {
  for (const view of ["sales", "sale_lines"]) await warehouse.run(sql`DROP VIEW IF EXISTS ${sql.ref(view)}`);
  const lines = await warehouse.first(
    sql`SELECT 1 AS one FROM duckdb_tables() WHERE table_name = 'all_lines'`,
  );
  await warehouse.run(sql`DROP ${lines ? sql`TABLE` : sql`VIEW`} IF EXISTS all_lines`);
  for (const table of ["sale_rows", "billings", "reversals", "negative_lines"])
    await warehouse.run(sql`DROP TABLE IF EXISTS ${sql.ref(table)}`);
}
