import { openWarehouse, sql } from "../src/platform/index.ts";

const file = process.argv[2] ?? "";
const warehouse = await openWarehouse({ memoryLimit: "5GB" });
const started = performance.now();
await warehouse.run(sql`CREATE TABLE lines AS SELECT * FROM read_csv(${sql.lit(file)})`);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`);
