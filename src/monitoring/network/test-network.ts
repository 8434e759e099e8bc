import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse, sql } from "../../platform/index.ts";
import { buildFacts, createTables, kinds, type TableName } from "../../records/index.ts";
import { prepareMovements } from "../summaries/movements.ts";
import type { NetworkLimits } from "./links-sql.ts";
import { type NetworkTable, prepareNetwork } from "./prepare-network.ts";

type Row = Readonly<Record<string, unknown>>;
export type GivenRows = { readonly [Table in TableName]?: readonly Row[] };

/** As in a run: what no row fills is NULL by definition, which plans differently from a column that is empty. */
const filledBy = (given: GivenRows) =>
  new Map(
    kinds.map(({ name, table }) => [name, new Set((given[table as TableName] ?? []).flatMap(Object.keys))]),
  );

/** For tests: the rows of the network's tables as a run would stage them. */
export async function networkOf(
  given: GivenRows,
  limits?: NetworkLimits,
): Promise<Record<NetworkTable, Row[]>> {
  const warehouse = await openWarehouse({ threads: 1 });
  const folder = mkdtempSync(join(tmpdir(), "plumbline-network-"));
  try {
    await createTables(warehouse, filledBy(given));
    let rid = 0;
    for (const [table, rows] of Object.entries(given)) {
      for (const row of rows) {
        rid += 1;
        const whole = { rid, file: 0, row: rid, ...row };
        const columns = sql.join(Object.keys(whole).map((name) => sql.ref(name)));
        const values = sql.join(Object.values(whole).map((value) => sql`${value}`));
        await warehouse.run(sql`INSERT INTO ${sql.table(table)} (${columns}) VALUES (${values})`);
      }
    }
    await buildFacts(warehouse, "2025-12-31");
    await prepareMovements(warehouse, "2025-12-31");
    const rows = await prepareNetwork(warehouse, {
      run: "0a1b2c3d-0000-4000-8000-000000000000",
      folder,
      signal: new AbortController().signal,
      ...(limits ? { limits } : {}),
    });
    const all = (table: NetworkTable) => warehouse.all(rows[table]);
    return {
      network_node: await all("network_node"),
      network_link: await all("network_link"),
      network_community: await all("network_community"),
      network_extent: await all("network_extent"),
    };
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
