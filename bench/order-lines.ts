import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openWarehouse, sql } from "../src/platform/index.ts";

const folder = new URL("../bench-data/", import.meta.url);

/**
 * A CSV of `rows` order lines of one company: 2,000 sellers, 50,000 customers and 5,000 products, three lines an order,
 * two years, prices within ±15 % of list. The same rows every time, so the file is made once.
 */
export async function orderLinesFile(rows: number): Promise<string> {
  const file = fileURLToPath(new URL(`order-lines-${rows}.csv`, folder));
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const warehouse = await openWarehouse({ memoryLimit: "4GB" });
  // hash() spreads the row number over the choices; it is the same on every machine.
  const pick = (salt: number, from: number) => sql`CAST(hash(i * 31 + ${salt}) % ${from} AS BIGINT)`;
  const order = (salt: number, from: number) =>
    sql`CAST(hash(CAST(floor(i / 3) AS BIGINT) * 37 + ${salt}) % ${from} AS BIGINT)`;
  await warehouse.run(sql`
    COPY (
      WITH drawn AS (
        SELECT i, CAST(floor(i / 3) AS BIGINT) AS o, ${pick(1, 5000)} AS product, 1 + ${pick(2, 40)} AS quantity,
          0.85 + ${pick(3, 3000)} / 10000.0 AS factor, ${order(4, 2000)} AS seller, ${order(5, 50_000)} AS customer, ${order(6, 730)} AS day
        FROM range(CAST(${rows} AS BIGINT)) t(i)
      )
      SELECT 'SO' || lpad(CAST(o AS VARCHAR), 8, '0') AS order_no, i % 3 + 1 AS line_no,
        CAST(DATE '2024-01-01' + CAST(day AS INTEGER) AS VARCHAR) AS order_date, 'E' || lpad(CAST(seller AS VARCHAR), 4, '0') AS salesperson,
        'C' || lpad(CAST(customer AS VARCHAR), 6, '0') AS customer_id, 'P' || lpad(CAST(product AS VARCHAR), 4, '0') AS product_id,
        quantity, round((5 + product % 997 * 1.37) * factor, 2) AS unit_price,
        round(round((5 + product % 997 * 1.37) * factor, 2) * quantity, 2) AS amount, 'CNY' AS currency
      FROM drawn
    ) TO ${sql.lit(`${file}.part`)} (HEADER, DELIMITER ',')`);
  warehouse.close();
  await rename(`${file}.part`, file);
  return file;
}
