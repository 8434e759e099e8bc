import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { randomFrom } from "../src/detection/random.ts";
import { canonicalOrder, reorder, reorderLabels } from "../src/detection/transactions/canonical-order.ts";
import { type BuiltFeatures, buildFeatures } from "../src/detection/transactions/features/build-features.ts";
import { readTransactions } from "../src/detection/transactions/read-transactions.ts";
import { type Labels, type Transactions, unlabelled } from "../src/detection/transactions/transactions.ts";
import { openWarehouse } from "../src/platform/index.ts";
import { guessMapping, readFiles } from "../src/records/index.ts";

/** Beside the repository, or where PLUMBLINE_SHARED says. */
const shared = process.env.PLUMBLINE_SHARED ?? resolve(import.meta.dirname, "../../shared");
const salesReports = join(shared, "data/sales-reports/sales-reports.csv.gz");
export const hasSalesReports = existsSync(salesReports);

export interface Yardstick {
  readonly transactions: Transactions;
  readonly labels: Labels;
  readonly built: BuiltFeatures;
}

/** The real sales reports, read and described once, in the canonical order of the seed. */
export async function readYardstick(seed = 1): Promise<Yardstick> {
  const workFolder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  const warehouse = await openWarehouse({ memoryLimit: "2GB" });
  try {
    const { tables } = await readFiles(warehouse, [salesReports], { workFolder });
    const { mapping } = await guessMapping(warehouse, tables);
    const words = { column: "inspection", positive: "fraud", negative: "ok", unlabelled: "unkn" };
    const read = await readTransactions(warehouse, tables, mapping, { id: "report", labels: words });
    const order = canonicalOrder(read.ids, seed);
    const transactions = reorder(read.transactions, order);
    const labels = reorderLabels(read.labels ?? new Int8Array(read.ids.length), order);
    return { transactions, labels, built: buildFeatures(transactions) };
  } finally {
    warehouse.close();
    await rm(workFolder, { recursive: true });
  }
}

/** A third of each label and of the rows nobody inspected is held out; what is held out reads as not inspected. */
export function holdOut(labels: Labels, seed: number): { heldOut: Uint8Array; seen: Labels } {
  const random = randomFrom(seed * 7919 + 13);
  const heldOut = new Uint8Array(labels.length);
  for (const label of [1, 0, -1]) {
    const rows = Array.from(labels.keys()).filter((row) => labels[row] === label);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const [a, b] = [rows[i] ?? 0, rows[j] ?? 0];
      rows[i] = b;
      rows[j] = a;
    }
    for (const row of rows.slice(0, Math.floor(rows.length / 3))) heldOut[row] = 1;
  }
  return { heldOut, seen: labels.map((label, row) => (heldOut[row] ? unlabelled : label)) };
}

/** Share of the held-out frauds among the first 10 %, 1 % and 0.5 % of the held-out rows. */
export function recallAt(scores: Float64Array, labels: Labels, heldOut: Uint8Array): number[] {
  const rows = Array.from(scores.keys()).filter((row) => heldOut[row] === 1);
  rows.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const frauds = rows.filter((row) => labels[row] === 1).length;
  return [0.1, 0.01, 0.005].map((share) => {
    const top = rows.slice(0, Math.floor(rows.length * share));
    return top.filter((row) => labels[row] === 1).length / frauds;
  });
}
