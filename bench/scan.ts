import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { orderLinesFile } from "./order-lines.ts";
import type { Result } from "./result.ts";

interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

/** A command in a process of its own, so that its peak memory is its own. */
function measure(script: string, args: readonly string[]): Measured {
  const run = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${script} failed: ${run.stderr}`);
  return JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") as Measured;
}

/** `plumbline scan` of generated order lines against DuckDB merely reading the same file. */
export async function benchScan(): Promise<Result[]> {
  const results: Result[] = [];
  const perRow: number[] = [];
  for (const rows of [1_000_000, 10_000_000]) {
    const file = await orderLinesFile(rows);
    const reading = measure("read-once.ts", [file]);
    const scan = measure("scan-once.ts", [file]);
    const millions = `${rows / 1e6} M order lines`;
    const ratio = scan.seconds / reading.seconds;
    perRow.push(scan.seconds / rows);
    results.push(
      { what: `${millions}: DuckDB reads the CSV`, value: reading.seconds, unit: "s" },
      {
        what: `${millions}: scan`,
        value: scan.seconds,
        unit: "s",
        note: `${Math.round(rows / scan.seconds).toLocaleString("en")} rows/s`,
      },
      { what: `${millions}: scan ÷ reading`, value: ratio, unit: "×", limit: { most: 10 } },
      {
        what: `${millions}: peak memory of the scan`,
        value: scan.peakBytes / 2 ** 30,
        unit: "GiB",
        limit: { most: 6 },
      },
    );
  }
  const [small = 1, large = 1] = perRow;
  results.push({ what: "seconds per row, 10 M ÷ 1 M", value: large / small, unit: "×", limit: { most: 1 } });
  return results;
}
