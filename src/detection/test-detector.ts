import { openWarehouse, sql, type Warehouse } from "../platform/index.ts";
import { buildFacts, createTables, type TableName } from "../records/index.ts";
import type { Chart } from "./chart.ts";
import type { AnyTable, Detector } from "./define-detector.ts";
import type { Finding } from "./finding.ts";
import { chartOf, type Detection, runDetectors } from "./run-detectors.ts";

/** Rows as a source would give them, by kind table; money in minor units, times as text. */
export type Given = { readonly [Table in TableName]?: readonly Readonly<Record<string, unknown>>[] };

export interface Detected {
  readonly findings: readonly Finding[];
  readonly charts: readonly (Chart | undefined)[];
  readonly detection: Detection;
}

/**
 * Runs one detector over a few given rows in a real DuckDB, facts built as in a scan. `rid` counts rows in the order
 * given, from 1. A detector that fails, or did not run for want of columns, throws.
 */
export async function detectIn(
  detector: Detector,
  given: Given,
  options: {
    asOf?: string;
    fiscalYearStart?: number;
    params?: Record<string, unknown>;
    falseDiscoveryRate?: number;
  } = {},
): Promise<Detected> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await createTables(warehouse);
    let rid = 0;
    for (const [table, rows] of Object.entries(given) as [AnyTable, readonly Record<string, unknown>[]][]) {
      const whole = rows.map((values) => {
        rid += 1;
        return { rid, file: 0, row: rid, ...values };
      });
      for (const batch of batches(whole)) await insert(warehouse, table, batch);
    }
    const { asOf = "2025-12-31", fiscalYearStart = 1 } = options;
    const run = { asOf, fiscalYearStart };
    await buildFacts(warehouse, run.asOf);
    const params = options.params ?? {};
    const detection = await runDetectors(warehouse, [detector], {
      run,
      params: { [detector.id]: params },
      falseDiscoveryRate: options.falseDiscoveryRate ?? 0.05,
    });
    const [outcome] = detection.runs;
    if (outcome?.state !== "ran") throw new Error(`${detector.id} did not run: ${outcome?.reason?.en}`);
    const charts: (Chart | undefined)[] = [];
    for (const finding of detection.findings) {
      charts.push(await chartOf(warehouse, detector, finding, run, detector.params.parse(params)));
    }
    return { findings: detection.findings, charts, detection };
  } finally {
    warehouse.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Neighbours with the same columns, at most 200 at a time. */
function batches(rows: readonly Row[]): Row[][] {
  const result: Row[][] = [];
  for (const row of rows) {
    const last = result.at(-1);
    const alike = last?.[0] !== undefined && Object.keys(last[0]).join() === Object.keys(row).join();
    if (last && alike && last.length < 200) last.push(row);
    else result.push([row]);
  }
  return result;
}

async function insert(warehouse: Warehouse, table: AnyTable, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => sql.ref(name));
  const values = rows.map((row) => sql`(${sql.join(Object.values(row).map((value) => sql`${value}`))})`);
  await warehouse.run(sql`INSERT INTO ${sql.table(table)} (${sql.join(columns)}) VALUES ${sql.join(values)}`);
}
