import { type Detector, isOwn } from "../../detection/index.ts";
import {
  type LockedWarehouse,
  openLocked,
  openWarehouse,
  type Warehouse,
  withTemporaryFolder,
} from "../../platform/index.ts";
import { buildFacts, createTables, facts, kinds } from "../../records/index.ts";

const tables = [...kinds.map(({ table }) => table), ...Object.keys(facts)];

/** Opens the instance in which SQL that was written here runs, where any of the detectors has such. */
export async function lockedFor(
  warehouse: Warehouse,
  folder: string,
  detectors: readonly Pick<Detector, "id">[],
): Promise<LockedWarehouse | undefined> {
  return detectors.some(isOwn) ? openLocked(warehouse, { tables, folder }) : undefined;
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
