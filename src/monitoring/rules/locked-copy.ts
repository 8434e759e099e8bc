import {
  type Detection,
  type DetectionOptions,
  type Detector,
  isOwn,
  runDetectors,
} from "../../detection/index.ts";
import {
  type LockedWarehouse,
  openLocked,
  openWarehouse,
  type Warehouse,
  withTemporaryFolder,
} from "../../platform/index.ts";
import { buildFacts, createTables, facts, kinds } from "../../records/index.ts";

const tables = [...kinds.map(({ table }) => table), ...Object.keys(facts)];

/** Runs detectors; SQL that was written in the product in an instance of its own, which is gone afterwards. */
export async function runWithOwn(
  warehouse: Warehouse,
  folder: string,
  detectors: readonly Detector[],
  options: Omit<DetectionOptions, "locked">,
): Promise<Detection> {
  const all = [...detectors, ...(options.variants ?? []).map(({ detector }) => detector)];
  if (!all.some(isOwn)) return runDetectors(warehouse, detectors, options);
  const locked = await openLocked(warehouse, { tables, folder });
  try {
    return await runDetectors(warehouse, detectors, { ...options, locked });
  } finally {
    locked.close();
  }
}

/** The same tables without a row, to look at SQL without running it. */
export function withEmptyTables<Result>(work: (locked: LockedWarehouse) => Promise<Result>): Promise<Result> {
  return withTemporaryFolder("plumbline-check-", async (folder) => {
    const warehouse = await openWarehouse({ memoryLimit: "512MB", threads: 1 });
    try {
      await createTables(warehouse);
      await buildFacts(warehouse);
      const limits = { memoryLimit: "256MB", threads: 1, within: 5_000 };
      const locked = await openLocked(warehouse, { tables, folder, ...limits });
      try {
        return await work(locked);
      } finally {
        locked.close();
      }
    } finally {
      warehouse.close();
    }
  });
}
