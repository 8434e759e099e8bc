import { z } from "zod";
import { type Jobs, type Reader, Refusal, type Tx } from "../../platform/index.ts";
import { checkPlan, problemSchema } from "./check-plan.ts";
import { type DryRunReport, dryRunSchema } from "./dry-run-report.ts";
import { type Preview, previewSchema } from "./preview.ts";
import { jobJson, jobSchema, type Plan, planSchema } from "./schemas.ts";

const fileSchema = z.object({ path: z.string(), bytes: z.number() });

/** An upload as the list shows it. */
export const uploadRowSchema = z.object({
  id: z.guid(),
  state: z.enum(["receiving", "ready", "removed"]),
  /** The server's folder that it was taken from. */
  folder: z.string().optional(),
  createdAt: z.iso.datetime(),
  touchedAt: z.iso.datetime(),
  files: z.array(fileSchema),
});

/** Everything that a page needs to go on with an upload. */
export const uploadSchema = uploadRowSchema.extend({
  plan: planSchema.optional(),
  /** What stands in the way of importing by the plan. */
  problems: z.array(problemSchema),
  preview: z.object({ job: jobSchema, result: previewSchema.optional() }).optional(),
  dryRun: z.object({ job: jobSchema, result: dryRunSchema.optional() }).optional(),
  /** Imports that it has been used for, newest first. */
  imports: z.array(z.guid()),
});
export type UploadJson = z.infer<typeof uploadSchema>;

export interface Upload {
  readonly id: string;
  readonly folder: string | null;
  readonly state: "receiving" | "ready" | "removed";
  readonly created_at: Date;
  readonly touched_at: Date;
  readonly plan: Plan | null;
  readonly preview_job: string | null;
  readonly preview: Preview | null;
  readonly dry_run_job: string | null;
  readonly dry_run: DryRunReport | null;
}

/** Refuses what is not there. */
export async function findUpload(db: Reader | Tx, id: string): Promise<Upload> {
  const row = await db.selectFrom("upload").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw noSuchUpload();
  return row as Upload;
}

/** The same, for work that needs its files. */
export async function readyUpload(db: Reader | Tx, id: string): Promise<Upload> {
  const upload = await findUpload(db, id);
  if (upload.state === "removed") throw removed();
  if (upload.state === "receiving") throw stillReceiving();
  return upload;
}

async function filesOf(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, z.infer<typeof fileSchema>[]>();
  const rows = await db
    .selectFrom("upload_file")
    .select(["upload", "path", "bytes"])
    .where("upload", "in", [...ids])
    .orderBy("upload")
    .orderBy("number")
    .execute();
  const grouped = Map.groupBy(rows, ({ upload }) => upload);
  return new Map(
    [...grouped].map(([id, files]) => [id, files.map(({ path, bytes }) => ({ path, bytes: Number(bytes) }))]),
  );
}

const uploadsListed = 50;

/** Those that somebody may go on with, newest first. */
export async function listUploads(db: Reader): Promise<z.infer<typeof uploadRowSchema>[]> {
  const rows = (await db
    .selectFrom("upload")
    .selectAll()
    .where("state", "=", "ready")
    .orderBy("created_at", "desc")
    .limit(uploadsListed)
    .execute()) as Upload[];
  const files = await filesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...rowJson(row), files: files.get(row.id) ?? [] }));
}

function rowJson({ id, state, folder, created_at, touched_at }: Upload) {
  return {
    id,
    state,
    ...(folder === null ? {} : { folder }),
    createdAt: created_at.toISOString(),
    touchedAt: touched_at.toISOString(),
  };
}

export async function describeUpload(db: Reader, jobs: Pick<Jobs, "read">, id: string): Promise<UploadJson> {
  const asked = await findUpload(db, id);
  const [files, runs, preview, dryRun] = await Promise.all([
    filesOf(db, [id]),
    db
      .selectFrom("import_run")
      .select("id")
      .where("upload", "=", id)
      .orderBy("asked_at", "desc")
      .limit(20)
      .execute(),
    asked.preview_job ? jobs.read(asked.preview_job) : undefined,
    asked.dry_run_job ? jobs.read(asked.dry_run_job) : undefined,
  ]);
  // What a job has written is read after it has said that it is done.
  const upload = await findUpload(db, id);
  if (upload.preview_job !== asked.preview_job || upload.dry_run_job !== asked.dry_run_job)
    return describeUpload(db, jobs, id);
  const { plan } = upload;
  return {
    ...rowJson(upload),
    files: files.get(id) ?? [],
    ...(plan ? { plan } : {}),
    problems: plan && upload.preview ? checkPlan(upload.preview, plan) : [],
    ...(preview
      ? { preview: { job: jobJson(preview), ...(upload.preview ? { result: upload.preview } : {}) } }
      : {}),
    ...(dryRun
      ? { dryRun: { job: jobJson(dryRun), ...(upload.dry_run ? { result: upload.dry_run } : {}) } }
      : {}),
    imports: runs.map((run) => run.id),
  };
}

const noSuchUpload = () =>
  new Refusal("not-found", {
    zh: "没有这次上传，可能已被清除。",
    en: "There is no such upload; it may have been removed.",
  });

const removed = () =>
  new Refusal("conflict", {
    zh: "这次上传的文件已被清除，请重新选择文件。",
    en: "The files of this upload have been removed. Choose the files again.",
  });

const stillReceiving = () =>
  new Refusal("conflict", {
    zh: "文件尚未全部传完。",
    en: "Not all of the files have arrived yet.",
  });
