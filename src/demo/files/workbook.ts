import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import type { World } from "../world/world.ts";
import { priceRows, prices, products } from "./master-tables.ts";
import type { Table } from "./table.ts";

export const workbookFile = "产品与价目表.xlsx";

/** Two sheets, numbers as numbers; its properties are fixed, so that the same seed gives the same bytes. */
export async function writeWorkbook(folder: string, world: World): Promise<number> {
  const { end } = world.span;
  const offered = world.catalogue.products.filter((product) => product.launchedOn <= end);
  const sheets = [
    sheet(
      products,
      offered.map((product) => ({ product, end })),
    ),
    sheet(prices, [...priceRows(world)]),
  ];
  const made = new Date(end * 86_400_000);
  const bytes = await writeXlsx({
    sheets,
    properties: { title: "产品与价目表", creator: "衡澜医疗 商务部", created: made, modified: made },
  });
  await writeFile(join(folder, workbookFile), bytes);
  return sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0);
}

const sheet = <Row>(table: Table<Row>, rows: readonly Row[]) => ({
  name: table.file,
  rows: [
    table.columns.map((c) => c.header),
    ...rows.map((row) => table.columns.map((c) => c.cell(row) ?? null)),
  ],
});
