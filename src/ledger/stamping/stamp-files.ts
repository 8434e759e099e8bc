import { join } from "node:path";
import type { Reader } from "../../platform/index.ts";
import { type Disk, removeAsides } from "../sealing/disk.ts";
import { readStamp, type Stamp, type StampBytes } from "./read-stamps.ts";

/**
 * Every stamp as two plain files, for `openssl ts -verify -data X.checkpoint -in X.tsr -CAfile …`. They lie beside the
 * log's own folder, whose layout the specification fixes, in one folder a log. They are made from the database: what is
 * missing is written again.
 */
export async function writeMissingStamps(db: Reader, folder: string, disk: Disk): Promise<void> {
  const rows = await db
    .selectFrom("ledger_stamp")
    .select(["id", "origin", "size", "stamped_at as stampedAt"])
    .orderBy("id")
    .execute();
  const there = new Map<string, ReadonlySet<string>>();
  for (const row of rows) {
    const named = { ...row, size: Number(row.size) };
    const home = join(folder, folderOf(named.origin));
    if (!there.has(home)) {
      await removeAsides(disk, home);
      there.set(home, new Set(await disk.list(home)));
    }
    const names = there.get(home);
    if (names?.has(`${nameOf(named)}.checkpoint`) && names.has(`${nameOf(named)}.tsr`)) continue;
    const stamp = await readStamp(db, row.id);
    if (stamp) await writeStamp(stamp, folder, disk);
  }
}

async function writeStamp(stamp: Named & StampBytes, folder: string, disk: Disk): Promise<void> {
  const path = join(folder, folderOf(stamp.origin), nameOf(stamp));
  await disk.write([
    { path: `${path}.checkpoint`, bytes: stamp.note },
    { path: `${path}.tsr`, bytes: stamp.token },
  ]);
}

type Named = Pick<Stamp, "id" | "origin" | "size" | "stampedAt">;

/** A log's name as the name of a folder. */
const folderOf = (origin: string) => origin.replace(/[^A-Za-z0-9.-]/g, "_").replace(/^\.+/, "_");

/** `000000001234-20261129T120000Z-7`: size, time, number. */
function nameOf({ id, size, stampedAt }: Named): string {
  const time = stampedAt.toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
  return `${String(size).padStart(12, "0")}-${time}-${id}`;
}
