import { openWarehouse, sql } from "../platform/index.ts";
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
  options: { asOf?: string; params?: Record<string, unknown>; falseDiscoveryRate?: number } = {},
): Promise<Detected> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await createTables(warehouse);
    let rid = 0;
    for (const [table, rows] of Object.entries(given) as [AnyTable, readonly Record<string, unknown>[]][]) {
      for (const values of rows) {
        rid += 1;
        const row: Record<string, unknown> = { rid, file: 0, row: rid, ...values };
        const columns = Object.keys(row).map((name) => sql.ref(name));
        await warehouse.run(
          sql`INSERT INTO ${sql.table(table)} (${sql.join(columns)}) VALUES (${sql.join(Object.values(row).map((v) => sql`${v}`))})`,
        );
      }
    }
    const run = { asOf: options.asOf ?? "2025-12-31" };
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
