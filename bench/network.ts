import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestAlerts } from "../src/monitoring/alerts/test-alerts.ts";
import { prepareNetwork } from "../src/monitoring/network/prepare-network.ts";
import { prepareMovements } from "../src/monitoring/summaries/movements.ts";
import type { Browser } from "../src/people/index.ts";
import { copyIn, openWarehouse, sql, type Warehouse } from "../src/platform/index.ts";
import { buildFacts, createTables } from "../src/records/index.ts";
import { orderLinesFile } from "./order-lines.ts";
import type { Result } from "./result.ts";

const asOf = "2025-12-31";
const run = "00000000-0000-4000-8000-000000000000";

/**
 * What the network adds to a run over a million order lines (a seller drawn anew for each order, so that nearly every
 * order is a pair of its own), fifty thousand customers of whom every eighth shares a telephone or account, and a
 * hundred thousand payments by account.
 */
export async function benchNetwork(): Promise<Result[]> {
  const rows = Number(process.env.PLUMBLINE_BENCH_ROWS ?? 1_000_000);
  const file = await orderLinesFile(rows);
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-network-"));
  const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(folder, "spill") });
  try {
    await createTables(warehouse);
    await warehouse.run(sql`
      INSERT INTO order_lines (rid, file, "row", order_id, line_no, ordered_at, seller_id, customer_id, product_id, quantity, unit_price, net, currency)
      SELECT row_number() OVER (), 0, row_number() OVER (), order_no, line_no, order_date, salesperson, customer_id, product_id, quantity, unit_price, CAST(round(amount * 100) AS BIGINT), currency
      FROM read_csv(${file})`);
    await warehouse.run(sql`
      INSERT INTO customers (rid, file, "row", customer_id, name, phone, bank_account, address)
      SELECT 100000000 + i, 1, i, 'C' || lpad(CAST(i AS VARCHAR), 6, '0'), '客户' || i || '有限公司',
        '1' || CAST(3000000000 + CASE WHEN i % 8 = 0 THEN i // 40 ELSE i * 7 END AS VARCHAR), CAST(6222000000000000 + CASE WHEN i % 16 = 1 THEN i // 80 ELSE i END AS VARCHAR),
        '上海市浦东新区某某路' || i || '号' FROM range(50000) t(i)`);
    await warehouse.run(sql`
      INSERT INTO employees (rid, file, "row", employee_id, name, manager_id, phone)
      SELECT 200000000 + i, 2, i, 'E' || lpad(CAST(i AS VARCHAR), 4, '0'), '员工' || i, 'E' || lpad(CAST(i // 20 AS VARCHAR), 4, '0'), '1' || CAST(3000000000 + i AS VARCHAR) FROM range(2000) t(i)`);
    await warehouse.run(sql`
      INSERT INTO payments (rid, file, "row", payment_id, customer_id, amount, currency, paid_at, payer_account)
      SELECT 300000000 + i, 3, i, 'P' || i, 'C' || lpad(CAST(i % 50000 AS VARCHAR), 6, '0'), 10000 + i, 'CNY', TIMESTAMP '2025-05-01', CAST(6222000000000000 + i % 50000 AS VARCHAR) FROM range(100000) t(i)`);
    await buildFacts(warehouse, asOf);
    await prepareMovements(warehouse, asOf);
    const started = performance.now();
    const tables = await prepareNetwork(warehouse, {
      run,
      folder,
      signal: new AbortController().signal,
    });
    const seconds = (performance.now() - started) / 1000;
    const size = async (table: keyof typeof tables) =>
      (await warehouse.first<{ n: number }>(sql`SELECT count(*) AS n FROM (${tables[table]})`))?.n ?? 0;
    const [extent] = await warehouse.all<Record<string, number>>(tables.network_extent);
    const note = Object.entries(extent ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
    return [
      { what: `network of ${rows} order lines, besides the summaries`, value: seconds, unit: "s", note },
      {
        what: "rows of the network to be stored",
        value:
          (await size("network_node")) + (await size("network_link")) + (await size("network_community")),
        unit: "rows",
      },
      ...(await inHouse(warehouse, tables, folder)),
    ];
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stores the rows as the newest run of a house, and asks it as pages do, each request with its event. */
async function inHouse(
  warehouse: Warehouse,
  tables: Awaited<ReturnType<typeof prepareNetwork>>,
  folder: string,
): Promise<Result[]> {
  const house = await openTestAlerts();
  const session = await house.database.session(() => undefined);
  try {
    await house.database.writer
      .insertInto("detection_run")
      .values({
        id: run,
        state: "committed",
        cause: "person",
        asked_by: "system:bench",
        as_of: asOf,
        started_at: new Date(),
        finished_at: new Date(),
      })
      .execute();
    const started = performance.now();
    for (const [table, query] of Object.entries(tables)) {
      const file = join(folder, table);
      const described = await warehouse.all<{ column_name: string }>(sql`DESCRIBE ${query}`);
      const columns = described.map(({ column_name }) => `"${column_name}"`).join(", ");
      await warehouse.run(
        sql`COPY (SELECT ${sql.lit(run)}, * FROM (${query})) TO ${sql.lit(file)} (FORMAT csv, HEADER false)`,
      );
      await copyIn(
        session,
        `COPY ${table} (run, ${columns}) FROM STDIN (FORMAT csv)`,
        createReadStream(file),
      );
    }
    const stored = (performance.now() - started) / 1000;
    await session.query("ANALYZE");
    return [
      { what: "storing them in PostgreSQL", value: stored, unit: "s" },
      ...(await asked(await house.signedIn(["auditor"], "AUD1"))),
    ];
  } finally {
    await session.end();
    await house.close();
  }
}

const times = 40;

async function asked(auditor: Browser): Promise<Result[]> {
  const seller = (i: number) => `E${String((i * 487) % 2000).padStart(4, "0")}`;
  const customer = (i: number) => `C${String((i * 12_347) % 50_000).padStart(6, "0")}`;
  const urls: Readonly<Record<string, (i: number) => string>> = {
    "start page": () => "/api/network",
    "a seller, one step": (i) => `/api/network/seller/${seller(i)}`,
    "a seller, three steps": (i) => `/api/network/seller/${seller(i)}?hops=3`,
    "a customer, three steps": (i) => `/api/network/customer/${customer(i)}?hops=3`,
    "a community": (i) => `/api/network/communities/${1 + (i % 20)}`,
  };
  const results: Result[] = [];
  for (const [what, url] of Object.entries(urls)) {
    const milliseconds: number[] = [];
    let nodes = 0;
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      const { status, body } = await auditor.send("GET", url(i));
      if (status !== 200) throw new Error(`${url(i)} answers ${status}.`);
      milliseconds.push(performance.now() - began);
      nodes = Math.max(nodes, body.nodes?.length ?? 0);
    }
    const sorted = milliseconds.sort((a, b) => a - b);
    const note = `worst of ${times} ${sorted.at(-1)?.toFixed(0)} ms${nodes > 0 ? `, up to ${nodes} nodes` : ""}`;
    results.push({ what: `asked: ${what}, median`, value: sorted[times / 2] ?? 0, unit: "ms", note });
  }
  return results;
}
