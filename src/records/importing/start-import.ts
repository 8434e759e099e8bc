import { type Context, type Jobs, Refusal } from "../../platform/index.ts";
import { importResource, sourceResource } from "../record-resources.ts";
import { plannedUpload } from "./examine-upload.ts";
import type { ImportJobs } from "./jobs.ts";
import { inputOf } from "./jobs.ts";
import type { UploadPlace } from "./upload-files.ts";

/** Starts the import of an upload by its plan: the id of the import, which is that of its job. */
export async function startImport(
  context: Context,
  jobs: Pick<Jobs, "start">,
  { definitions, place }: { readonly definitions: ImportJobs; readonly place: UploadPlace },
  upload: string,
): Promise<string> {
  // First: who may not import is not told which uploads there are.
  context.require("imports.list", { type: "House", id: "house" });
  const files = await context.db
    .selectFrom("upload_file")
    .select("path")
    .where("upload", "=", upload)
    .orderBy("number")
    .execute();
  return context.commit(async (tx) => {
    const found = await plannedUpload(tx, upload);
    const { source, complete } = found.plan;
    context.require("records.import", sourceResource(source));
    const input = await inputOf(place, found, files);
    const id = await jobs.start(definitions.import, { ...input, complete }, context.actor, tx);
    await tx
      .insertInto("import_run")
      .values({
        id,
        by_job: true,
        upload,
        source,
        complete,
        actor: context.actor.id,
        state: "waiting",
        words: null,
        batch: null,
        asked_at: context.now,
        ended_at: null,
      })
      .execute();
    await tx.updateTable("upload").set({ touched_at: context.now }).where("id", "=", upload).execute();
    const event = { type: "import.started", subject: `import:${id}`, after: { upload, source, complete } };
    return { result: id, event };
  });
}

/** Ends an import that waits or runs; nothing of it will be seen. */
export async function cancelImport(
  context: Context,
  jobs: Pick<Jobs, "cancel" | "read">,
  id: string,
): Promise<void> {
  context.require("imports.cancel", importResource(id));
  const job = await jobs.read(id);
  if (job?.name !== "records.import") throw noSuchImport();
  if (job.state !== "waiting" && job.state !== "running") throw alreadyOver();
  await context.commit(async (tx) => {
    context.require("imports.cancel", importResource(id));
    // One that has begun writes its end itself, once it has taken away what it staged.
    await tx
      .updateTable("import_run")
      .set({ state: "cancelled", ended_at: context.now })
      .where("id", "=", id)
      .where("state", "=", "waiting")
      .execute();
    return { result: undefined, event: { type: "import.cancelled", subject: `import:${id}` } };
  });
  await jobs.cancel(id);
}

export const noSuchImport = () =>
  new Refusal("not-found", { zh: "没有这次导入。", en: "There is no such import." });

const alreadyOver = () =>
  new Refusal("conflict", {
    zh: "这次导入已经结束，不能再取消。",
    en: "This import has ended already and cannot be cancelled.",
  });
