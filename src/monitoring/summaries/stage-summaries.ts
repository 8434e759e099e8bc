import { createReadStream } from "node:fs";
import { join } from "node:path";
import {
  copyIn,
  type Database,
  type Sql,
  sql,
  type Tx,
  type Warehouse,
  withTemporaryFolder,
} from "../../platform/index.ts";
import { type NetworkTable, networkTables, prepareNetwork } from "../network/prepare-network.ts";
import { partiesWithFigures, peerGroups, prepareFigures } from "./figures-sql.ts";
import { prepareMovements } from "./movements.ts";
import { partiesByMonth, salesByGroup, salesByPeriod } from "./period-sql.ts";

const summaryTables = [
  "summary_sales",
  "summary_group",
  "summary_party",
  "summary_peers",
  "summary_month",
] as const;
const tables = [...summaryTables, ...networkTables] as const;
type StagedTable = (typeof tables)[number];

/**
 * Works the summaries and the network out of the warehouse (after `buildFacts`) and stages them under the run's id; nobody sees them
 * until the run is committed.
 */
export async function stageSummaries(
  database: Pick<Database, "session" | "writer">,
  warehouse: Warehouse,
  { run, asOf, signal }: { readonly run: string; readonly asOf: string; readonly signal: AbortSignal },
): Promise<void> {
  await prepareMovements(warehouse, asOf);
  signal.throwIfAborted();
  await prepareFigures(warehouse, asOf);
  const summaries: Record<(typeof summaryTables)[number], Sql> = {
    summary_sales: salesByPeriod(asOf),
    summary_group: salesByGroup(asOf),
    summary_party: partiesWithFigures,
    summary_peers: peerGroups,
    summary_month: partiesByMonth(asOf),
  };
  await withTemporaryFolder("plumbline-summaries-", async (folder) => {
    const network: Record<NetworkTable, Sql> = await prepareNetwork(warehouse, { run, folder, signal });
    const rows: Record<StagedTable, Sql> = { ...summaries, ...network };
    const session = await database.session(() => undefined);
    try {
      for (const table of tables) {
        signal.throwIfAborted();
        await stageTable(warehouse, session, { table, run, query: rows[table], file: join(folder, table) });
      }
      // Queries are planned by what is there: the first look after a run shall be as quick as the next.
      for (const table of tables) await session.query(`ANALYZE ${table}`);
    } finally {
      await session.end().catch(() => undefined);
    }
  });
}

type Session = Awaited<ReturnType<Database["session"]>>;

async function stageTable(
  warehouse: Warehouse,
  session: Session,
  { table, run, query, file }: { table: StagedTable; run: string; query: Sql; file: string },
): Promise<void> {
  const described = await warehouse.all<{ column_name: string }>(sql`DESCRIBE ${query}`);
  const columns = described.map(({ column_name }) => `"${column_name}"`).join(", ");
  await warehouse.run(
    sql`COPY (SELECT ${run} AS run, * FROM (${query})) TO ${sql.lit(file)} (FORMAT csv, HEADER false)`,
  );
  await copyIn(session, `COPY ${table} (run, ${columns}) FROM STDIN (FORMAT csv)`, createReadStream(file));
}

/** Only the newest run's are read. Part of the commit that makes `run` the newest, or of what clears up after one that broke. */
export async function forgetSummaries(
  on: Pick<Tx, "deleteFrom" | "selectFrom">,
  which: { readonly but: string } | { readonly uncommitted: true },
): Promise<void> {
  const left = on.selectFrom("detection_run").select("id").where("state", "<>", "committed");
  for (const table of tables) {
    const all = on.deleteFrom(table);
    if ("but" in which) await all.where("run", "<>", which.but).execute();
    else await all.where("run", "in", left).execute();
  }
}
