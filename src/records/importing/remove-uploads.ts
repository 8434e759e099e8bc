import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../../platform/index.ts";
import { uploadResource } from "../record-resources.ts";
import { type UploadPlace, uploadFolder, uploadsFolder } from "./upload-files.ts";

/** Takes the files away; what is known of them stays. */
export async function removeUpload(context: Context, place: UploadPlace, id: string): Promise<void> {
  await context.commit(async (tx) => {
    context.require("uploads.remove", uploadResource(id));
    await tx
      .updateTable("upload")
      .set({ state: "removed", preview: null, dry_run: null, plan: null })
      .where("id", "=", id)
      .execute();
    const upload = await tx
      .selectFrom("upload")
      .select("dry_run_job")
      .where("id", "=", id)
      .executeTakeFirst();
    // What a dry run refused was never anybody's record, and goes with the files that it stood in.
    if (upload?.dry_run_job)
      await tx.deleteFrom("refused_row").where("run", "=", upload.dry_run_job).execute();
    return { result: undefined, event: { type: "upload.removed", subject: `upload:${id}` } };
  });
  await rm(uploadFolder(place, id), { recursive: true, force: true });
}

const day = 24 * 3_600_000;

/** What nobody has worked with for long, and no import still needs. */
export async function removeOldUploads(context: () => Context, place: UploadPlace): Promise<number> {
  const { db, now } = context();
  const old = new Date(now.getTime() - place.settings.uploads.keepDays * day);
  const rows = await db
    .selectFrom("upload")
    .select("id")
    .where("state", "=", "ready")
    .where("touched_at", "<", old)
    .execute();
  let removed = 0;
  for (const { id } of rows) {
    if (await isNeeded(context(), id)) continue;
    await removeUpload(context(), place, id);
    removed += 1;
  }
  return removed;
}

const longestImport = 30 * day;

/** An import that waits or runs reads the files again should the server be killed. */
async function isNeeded({ db, now }: Context, upload: string): Promise<boolean> {
  const runs = await db
    .selectFrom("import_run")
    .select("id")
    .where("upload", "=", upload)
    .where("state", "in", ["waiting", "running"])
    .where("asked_at", ">", new Date(now.getTime() - longestImport))
    .limit(1)
    .execute();
  return runs.length > 0;
}

/** What was still arriving when the server stopped never will be whole; folders that nobody knows go too. */
export async function removeIncomplete(
  context: () => Context,
  place: UploadPlace,
  before = new Date(Date.UTC(9999, 0)),
): Promise<void> {
  const { db } = context();
  const receiving = db.selectFrom("upload").select("id").where("state", "=", "receiving");
  const begun = await receiving.where("created_at", "<", before).execute();
  for (const { id } of begun) await removeUpload(context(), place, id);
  // A folder is made before its upload is written down: a new one is left alone.
  const folders = await readdir(uploadsFolder(place)).catch(() => []);
  const known = await db.selectFrom("upload").select("id").where("state", "<>", "removed").execute();
  const kept = new Set(known.map(({ id }) => id));
  for (const name of folders) {
    const folder = join(uploadsFolder(place), name);
    const made = await stat(folder).catch(() => undefined);
    if (!kept.has(name) && made && made.mtime < before) await rm(folder, { recursive: true, force: true });
  }
}
