import type { FileHandle } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Disk, openDisk } from "../../ledger/index.ts";

export type DiskFault = "none" | "slow-disk" | "failing-disk" | "torn" | "full-ledger" | "full-keys";

const slowest = 250; // milliseconds
/** A checkpoint takes about ten. */
const latest = 25;

/** A disk of the product with something wrong in its flushes; `at` in [0, 1) chooses the one that it happens to. */
export function openFaultyDisk(fault: DiskFault, at: number): Disk {
  let left = 1 + Math.floor(at * latest);
  return openDisk(async (handle) => {
    left -= 1;
    if (fault === "slow-disk") await sleep(Math.random() * slowest);
    if (fault === "failing-disk" && left === 0) throw Object.assign(new Error("EIO"), { code: "EIO" });
    if (fault.startsWith("full-") && left <= 0) {
      await cutOff(handle);
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    }
    if (fault === "torn" && left === 0) {
      await cutOff(handle);
      process.kill(process.pid, "SIGKILL");
    }
    await handle.sync();
  });
}

/** Leaves some beginning of the file; a folder stays as it is. */
async function cutOff(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  await handle.truncate(Math.floor(Math.random() * size)).catch(() => undefined);
}
