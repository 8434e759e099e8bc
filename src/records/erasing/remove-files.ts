import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { sql, type Tx } from "../../platform/index.ts";
import { uploadsFolder } from "../importing/upload-files.ts";

/** Files that people brought, with what was found in them and what was refused of them: any may hold anybody. */
export async function forgetUploads(tx: Tx): Promise<number> {
  const removed = await tx
    .updateTable("upload")
    .set({ state: "removed", preview: null, dry_run: null, plan: null })
    .where("state", "<>", "removed")
    .returning("id")
    .execute();
  await sql`DELETE FROM refused_row WHERE run IN (SELECT dry_run_job FROM upload WHERE dry_run_job IS NOT NULL)`.execute(
    tx,
  );
  return removed.length;
}

/** The files themselves, of every upload that is removed. */
export async function removeAllUploads(data: string, isKept: (id: string) => boolean): Promise<void> {
  const folder = uploadsFolder({ data });
  for (const name of await readdir(folder).catch(() => [])) {
    if (!isKept(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
