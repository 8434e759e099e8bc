import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hashLeaves } from "../../src/ledger/index.ts";
import { commitTo } from "../../src/platform/index.ts";
import { orderLinesFile } from "../order-lines.ts";
import type { Result } from "../result.ts";
import { median, perSecond } from "./statistics.ts";

const rows = 100_000;
const runs = 3;
const importOnce = fileURLToPath(new URL("../import-once.ts", import.meta.url));

/**
 * An import of generated order lines with everything that sealing adds to it (a salt and a commitment for each
 * personal field and one for the others, the leaf, the batch's root, the event up to the published checkpoint),
 * against the same import without. Each run is a process and a database of its own.
 */
export async function benchSealedImport(): Promise<Result[]> {
  const file = await orderLinesFile(rows);
  const times = { sealed: [] as number[], unsealed: [] as number[] };
  let records = 0;
  for (let run = 0; run < runs; run++) {
    for (const how of ["unsealed", "sealed"] as const) {
      const { stdout } = await promisify(execFile)(process.execPath, [importOnce, file, how]);
      const once = JSON.parse(stdout) as { took: number; rows: number };
      times[how].push(once.took);
      records = once.rows;
    }
  }
  const ratios = times.sealed.map((sealed, i) => (times.unsealed[i] ?? 0) / sealed);
  return [
    {
      what: "import of 100,000 lines: sealed ÷ unsealed",
      value: median(ratios),
      unit: "×",
      limit: { least: 0.7 },
      note: `${perSecond(records / median(times.sealed))} of ${perSecond(records / median(times.unsealed))} records`,
    },
    ...alone(),
  ];
}

/** What of it is commitments and what is hashing, each by itself. */
function alone(): Result[] {
  const line = (i: number) => ({
    amount: `${i}.50`,
    customer_id: `C${i % 50_000}`,
    order_date: "2024-03-01",
    order_no: `SO${i}`,
    product_id: `P${i % 5_000}`,
    quantity: "12",
    unit_price: "17.25",
  });
  const leaf = (i: number) =>
    Buffer.from(`{"common":"${hash("sha256", `${i}`)}","form":"row/1","kind":"order-line","personal":{}}`);
  const leaves = Array.from({ length: rows }, (_, i) => leaf(i));
  const commitments = best(() => {
    for (let i = 0; i < rows; i++) commitTo(line(i));
  });
  const hashing = best(() => hashLeaves(leaves));
  return [
    { what: "commitments alone, of seven fields", value: rows / commitments / 1_000, unit: "k/s" },
    { what: "leaf hashing alone", value: rows / hashing / 1_000, unit: "k/s" },
  ];
}

/** Seconds of the fastest of five. */
function best(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1_000;
  });
  return Math.min(...times);
}
