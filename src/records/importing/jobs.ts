import { join } from "node:path";
import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type AnyJob, type Database, defineJob, type Reader } from "../../platform/index.ts";
import { uploadResource } from "../record-resources.ts";
import { dryRun } from "../store/dry-run.ts";
import type { ImportInput } from "../store/import-input.ts";
import { importJob } from "../store/import-job.ts";
import { withWorkshop } from "../store/open-import.ts";
import { reportOf } from "./dry-run-report.ts";
import { previewFiles } from "./preview-files.ts";
import { removeOldUploads } from "./remove-uploads.ts";
import { type RecordsSettings, recordsSettings } from "./settings.ts";
import { pathsWithin, type UploadPlace, uploadFolder } from "./upload-files.ts";
import { readyUpload, type Upload } from "./uploads.ts";

/** The jobs of importing, each known to those who start it. */
export function defineImportJobs(database: Database, place: UploadPlace) {
  return {
    import: importJob(database),
    preview: previewJob(database, place),
    dryRun: dryRunJob(database, place),
    removal: removalJob(place),
  };
}
export type ImportJobs = ReturnType<typeof defineImportJobs>;

/** For the list of all jobs that the server works on. */
export function importJobs(
  { database, data }: Pick<RoomParts, "database" | "data">,
  settings: RecordsSettings = recordsSettings.parse(undefined),
): AnyJob[] {
  return Object.values(defineImportJobs(database, { data, settings }));
}

const noCheckpoint = z.object({});

function previewJob(database: Database, place: UploadPlace) {
  return defineJob({
    name: "records.preview",
    input: z.object({ upload: z.guid(), source: z.string().nullable().optional() }),
    checkpoint: noCheckpoint,
    concurrency: 2,
    async run({ id, input, context, signal, progress, save }) {
      context().require("uploads.work", uploadResource(input.upload));
      const { root, paths } = await filesToRead(context().db, place, input.upload);
      const preview = await withWorkshop(database, { signal }, ({ warehouse, folder, signal: ending }) =>
        previewFiles(warehouse, context().db, {
          paths,
          root,
          source: input.source,
          workFolder: folder,
          signal: ending,
          onProgress: (share, words) => void progress(99 * share, words).catch(() => undefined),
        }),
      );
      await save({}, async (tx) => {
        await tx
          .updateTable("upload")
          .set({ preview: JSON.stringify(preview) })
          .where("id", "=", input.upload)
          .where("preview_job", "=", id)
          .execute();
      });
    },
  });
}

function dryRunJob(database: Database, place: UploadPlace) {
  return defineJob({
    name: "records.dry-run",
    input: z.object({ upload: z.guid() }),
    checkpoint: noCheckpoint,
    async run({ id, input, context, signal, progress, save }) {
      const { db } = context();
      const upload = await readyUpload(db, input.upload);
      const files = await pathsOf(db, input.upload);
      const result = await dryRun(database, await inputOf(place, upload, files), {
        id,
        signal,
        context,
        progress,
      });
      await save({}, async (tx) => {
        await tx
          .updateTable("upload")
          .set({ dry_run: JSON.stringify(reportOf(result)) })
          .where("id", "=", input.upload)
          .where("dry_run_job", "=", id)
          .execute();
      });
    },
  });
}

function removalJob(place: UploadPlace) {
  return defineJob({
    name: "records.remove-uploads",
    input: z.object({}),
    checkpoint: noCheckpoint,
    run: async ({ context }) => {
      await removeOldUploads(context, place);
    },
  });
}

/** What an import of the upload is handed; what cannot be read has been shown, and is left out. */
export async function inputOf(
  place: UploadPlace,
  upload: Upload,
  files: readonly { readonly path: string }[],
): Promise<ImportInput> {
  const { plan } = upload;
  if (!plan) throw new Error("The upload has no plan.");
  const root = rootOf(place, upload);
  const paths = await pathsWithin(
    root,
    files.map(({ path }) => path),
  );
  return { paths, root, leaveUnusable: true, ...plan };
}

async function filesToRead(db: Reader, place: UploadPlace, id: string) {
  const upload = await readyUpload(db, id);
  const root = rootOf(place, upload);
  const files = await pathsOf(db, id);
  return { root, paths: files.map(({ path }) => join(root, path)) };
}

const pathsOf = (db: Reader, upload: string) =>
  db.selectFrom("upload_file").select("path").where("upload", "=", upload).orderBy("number").execute();

/** A folder that the configuration no longer allows is no longer read. */
function rootOf(place: UploadPlace, { id, folder }: Upload): string {
  if (folder === null) return uploadFolder(place, id);
  const allowed = place.settings.folders.find(({ name }) => name === folder);
  return allowed?.path ?? "/nonexistent";
}
