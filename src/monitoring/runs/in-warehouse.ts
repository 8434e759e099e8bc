import { join } from "node:path";
import { openWarehouse, type Warehouse, withTemporaryFolder } from "../../platform/index.ts";

/** A warehouse of one's own, as every working out of findings has it, with a folder that goes with it. */
export function inWarehouse<Result>(
  folderName: string,
  work: (warehouse: Warehouse, folder: string) => Promise<Result>,
): Promise<Result> {
  return withTemporaryFolder(folderName, async (folder) => {
    const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(folder, "spill") });
    try {
      return await work(warehouse, folder);
    } finally {
      warehouse.close();
    }
  });
}
