import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { type Context, Refusal, type Tx } from "../../platform/index.ts";
import { uploadResource } from "../record-resources.ts";
import {
  listFiles,
  pathsWithin,
  settleFiles,
  type UploadPlace,
  uploadFolder,
  uploadsFolder,
} from "./upload-files.ts";
import { findUpload } from "./uploads.ts";

/** Begins an upload; its files follow piece by piece, then `finishUpload`. */
export async function beginUpload(context: Context, place: UploadPlace): Promise<string> {
  const id = randomUUID();
  context.require("uploads.work", uploadResource(id));
  // The folder first: one without a row is removed at the next start, a row without a folder would be in the way.
  await mkdir(uploadsFolder(place), { recursive: true, mode: 0o700 });
  await mkdir(uploadFolder(place, id), { mode: 0o700 });
  return context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    await insertUpload(tx, context, { id, folder: null, state: "receiving" });
    return { result: id, event: { type: "upload.begun", subject: `upload:${id}` } };
  });
}

/** All files have arrived: they are what is looked at from now on. */
export async function finishUpload(context: Context, place: UploadPlace, id: string): Promise<void> {
  context.require("uploads.work", uploadResource(id));
  const upload = await findUpload(context.db, id);
  if (upload.state === "ready") return;
  const folder = uploadFolder(place, id);
  const files = await listFiles(folder).catch(() => []);
  if (files.length === 0) throw nothingArrived();
  await settleFiles(
    folder,
    files.map(({ path }) => path),
  );
  await context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    const changed = await tx
      .updateTable("upload")
      .set({ state: "ready", touched_at: context.now })
      .where("id", "=", id)
      .where("state", "=", "receiving")
      .returning("id")
      .executeTakeFirst();
    if (changed) await insertFiles(tx, id, files);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return {
      result: undefined,
      event: {
        type: "upload.received",
        subject: `upload:${id}`,
        after: { files },
        seals: { files: files.length, bytes },
      },
    };
  });
}

/** Files of one of the server's folders that the configuration allows; they stay where they are. */
export async function takeFromFolder(
  context: Context,
  { settings }: UploadPlace,
  { folder, paths }: { readonly folder: string; readonly paths: readonly string[] },
): Promise<string> {
  const id = randomUUID();
  context.require("uploads.work", uploadResource(id));
  const allowed = settings.folders.find(({ name }) => name === folder);
  if (!allowed) throw noSuchFolder(folder);
  await pathsWithin(allowed.path, paths);
  const sizes = new Map((await listFiles(allowed.path)).map(({ path, bytes }) => [path, bytes]));
  const files = [...new Set(paths)].sort().map((path) => ({ path, bytes: sizes.get(path) ?? 0 }));
  return context.commit(async (tx) => {
    context.require("uploads.work", uploadResource(id));
    await insertUpload(tx, context, { id, folder, state: "ready" });
    await insertFiles(tx, id, files);
    const event = {
      type: "upload.taken",
      subject: `upload:${id}`,
      after: { folder, files },
      seals: { files: files.length },
    };
    return { result: id, event };
  });
}

type NewUpload = {
  readonly id: string;
  readonly folder: string | null;
  readonly state: "receiving" | "ready";
};

async function insertUpload(tx: Tx, { actor, now }: Pick<Context, "actor" | "now">, upload: NewUpload) {
  await tx
    .insertInto("upload")
    .values({
      ...upload,
      actor: actor.id,
      created_at: now,
      touched_at: now,
      plan: null,
      preview_job: null,
      preview: null,
      dry_run_job: null,
      dry_run: null,
    })
    .execute();
}

async function insertFiles(tx: Tx, upload: string, files: readonly { path: string; bytes: number }[]) {
  const rows = files.map(({ path, bytes }, i) => ({ upload, number: i + 1, path, bytes: BigInt(bytes) }));
  await tx.insertInto("upload_file").values(rows).execute();
}

const nothingArrived = () =>
  new Refusal("invalid", { zh: "还没有收到任何文件。", en: "No file has arrived yet." });

const noSuchFolder = (folder: string) =>
  new Refusal("not-found", {
    zh: `配置中没有名为“${folder}”的服务器文件夹。`,
    en: `The configuration allows no folder called ${folder}.`,
  });
