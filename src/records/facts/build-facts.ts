import type { Warehouse } from "../../platform/index.ts";
import { createBillings } from "./billings.ts";
import { exists, saleDocument } from "./document.ts";
import { createReversals } from "./reversals.ts";
import { createSaleLines } from "./sale-lines.ts";
import { createSales } from "./sales.ts";

/** Builds the fact tables from the kind tables. Run once, after loading; what is dated after `asOf` stays out. */
export async function buildFacts(warehouse: Warehouse, asOf?: string): Promise<void> {
  const document = await saleDocument(warehouse, asOf);
  await createSaleLines(warehouse, document);
  const hasContractsOnly = !document.hasHeaders && !(await exists(warehouse, document.lines));
  await createSales(warehouse, document, hasContractsOnly);
  await createBillings(warehouse, document);
  await createReversals(warehouse, document);
}
