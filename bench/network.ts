import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareNetwork } from "../src/monitoring/network/prepare-network.ts";
import { prepareMovements } from "../src/monitoring/summaries/movements.ts";
import { copyIn, openTestDatabase, openWarehouse, sql, type Warehouse } from "../src/platform/index.ts";
import { buildFacts, createTables } from "../src/records/index.ts";
import { orderLinesFile } from "./order-lines.ts";
import type { Result } from "./result.ts";

const asOf = "2025-12-31";

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
      run: "00000000-0000-4000-8000-000000000000",
      folder,
      signal: new AbortController().signal,
    });
    const seconds = (performance.now() - started) / 1000;
    const stored = await secondsToStore(warehouse, tables, folder);
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
      { what: "storing them in PostgreSQL", value: stored, unit: "s" },
    ];
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function secondsToStore(
  warehouse: Warehouse,
  tables: Awaited<ReturnType<typeof prepareNetwork>>,
  folder: string,
): Promise<number> {
  const database = await openTestDatabase();
  const session = await database.session(() => undefined);
  try {
    const started = performance.now();
    for (const [table, query] of Object.entries(tables)) {
      const file = join(folder, table);
      const described = await warehouse.all<{ column_name: string }>(sql`DESCRIBE ${query}`);
      const columns = described.map(({ column_name }) => `"${column_name}"`).join(", ");
      await warehouse.run(
        sql`COPY (SELECT '00000000-0000-4000-8000-000000000000', * FROM (${query})) TO ${sql.lit(file)} (FORMAT csv, HEADER false)`,
      );
      await copyIn(
        session,
        `COPY ${table} (run, ${columns}) FROM STDIN (FORMAT csv)`,
        createReadStream(file),
      );
    }
    return (performance.now() - started) / 1000;
  } finally {
    await session.end();
    await database.close();
  }
}
