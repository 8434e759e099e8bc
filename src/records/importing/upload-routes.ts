import type { Readable } from "node:stream";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type Http, Refusal } from "../../platform/index.ts";
import { uploadResource } from "../record-resources.ts";
import { problemSchema } from "./check-plan.ts";
import { askForDryRun, askForPreview, savePlan } from "./examine-upload.ts";
import { beginUpload, finishUpload, takeFromFolder } from "./make-upload.ts";
import { removeUpload } from "./remove-uploads.ts";
import type { RouteParts } from "./route-parts.ts";
import { planSchema } from "./schemas.ts";
import { serverFolders, serverFoldersSchema } from "./server-folders.ts";
import { writePiece } from "./upload-files.ts";
import { describeUpload, findUpload, listUploads, uploadRowSchema, uploadSchema } from "./uploads.ts";

const tags = ["imports"];
const params = z.object({ id: z.guid() });
const made = z.object({ id: z.guid() });
const jobMade = z.object({ job: z.guid() });

/** What is brought to be imported: files that are sent, or those of an allowed folder; what they are; trying it out. */
export async function addUploadRoutes(http: Http, parts: RouteParts): Promise<void> {
  addReadingRoutes(http, parts);
  addExaminingRoutes(http, parts);
  // Apart, so that only these routes take files.
  await http.register(async (own) => {
    if (!own.hasContentTypeParser("multipart/form-data")) {
      const { fastifyMultipart } = await import("@fastify/multipart");
      await own.register(fastifyMultipart, { throwFileSizeLimit: false });
    }
    addSendingRoutes(own as unknown as Http, parts);
  });
}

function addSendingRoutes(http: Http, { visitors: { contextOf }, place }: RouteParts): void {
  const begin = {
    tags,
    summary: "Begin an upload; files in the same request make it whole",
    consumes: ["multipart/form-data"],
    response: { 201: made },
  };
  http.post("/api/uploads", { schema: begin }, async (request, reply) => {
    const context = await contextOf(request);
    const id = await beginUpload(context, place);
    try {
      if (request.isMultipart() && (await receive(request, parts(id, 0))) > 0) {
        await finishUpload(context, place, id);
      }
    } catch (error) {
      await removeUpload(context, place, id);
      throw error;
    }
    return reply.code(201).send({ id });
  });

  const send = {
    tags,
    summary: "A file of an upload, or a piece of one from an offset on",
    consumes: ["multipart/form-data"],
    params,
    querystring: z.object({ offset: z.coerce.number().int().min(0).default(0) }),
    response: { 200: z.object({ files: z.array(z.object({ path: z.string(), bytes: z.number() })) }) },
  };
  http.post("/api/uploads/:id/files", { schema: send }, async (request) => {
    const context = await contextOf(request);
    const { id } = request.params;
    context.require("uploads.work", uploadResource(id));
    if ((await findUpload(context.db, id)).state !== "receiving") throw closed();
    if (!request.isMultipart()) throw noFiles();
    const files: { path: string; bytes: number }[] = [];
    await receive(request, { ...parts(id, request.query.offset), files });
    return { files };
  });

  const parts = (id: string, offset: number) => ({
    id,
    offset,
    files: [] as { path: string; bytes: number }[],
  });

  async function receive(
    request: FastifyRequest,
    { id, offset, files }: { id: string; offset: number; files: { path: string; bytes: number }[] },
  ): Promise<number> {
    const { maxFileBytes, maxFiles } = place.settings.uploads;
    const limits = { fileSize: Math.max(1, maxFileBytes - offset), files: maxFiles };
    for await (const { filename, file } of request.files({ limits, preservePath: true })) {
      const stream = file as Readable & { readonly truncated: boolean };
      files.push(await writePiece(place, { id, name: filename, offset, stream }));
    }
    return files.length;
  }

  const finish = { tags, summary: "All files have been sent", params, response: { 200: made } };
  http.post("/api/uploads/:id/ready", { schema: finish }, async (request) => {
    await finishUpload(await contextOf(request), place, request.params.id);
    return { id: request.params.id };
  });
}

function addReadingRoutes(http: Http, { visitors: { contextOf }, jobs, place }: RouteParts): void {
  const folders = {
    tags,
    summary: "Folders of the server that may be imported from",
    response: { 200: serverFoldersSchema },
  };
  http.get("/api/import-folders", { schema: folders }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.list", { type: "House", id: "house" });
    return serverFolders(place.settings);
  });
  const take = {
    tags,
    summary: "Take files of an allowed folder of the server",
    body: z.strictObject({ folder: z.string(), paths: z.array(z.string().min(1)).min(1).max(10_000) }),
    response: { 201: made },
  };
  http.post("/api/uploads/from-folder", { schema: take }, async (request, reply) => {
    const id = await takeFromFolder(await contextOf(request), place, request.body);
    return reply.code(201).send({ id });
  });
  const list = {
    tags,
    summary: "Uploads that one may go on with",
    response: { 200: z.array(uploadRowSchema) },
  };
  http.get("/api/uploads", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.list", { type: "House", id: "house" });
    return listUploads(context.db);
  });
  const read = {
    tags,
    summary: "An upload with everything found out about it",
    params,
    response: { 200: uploadSchema },
  };
  http.get("/api/uploads/:id", { schema: read }, async (request) => {
    const context = await contextOf(request);
    context.require("uploads.work", uploadResource(request.params.id));
    return describeUpload(context.db, jobs, request.params.id);
  });
  const remove = { tags, summary: "Remove the files", params, response: { 204: z.undefined() } };
  http.delete("/api/uploads/:id", { schema: remove }, async (request, reply) => {
    const context = await contextOf(request);
    context.require("uploads.remove", uploadResource(request.params.id));
    await findUpload(context.db, request.params.id);
    await removeUpload(context, place, request.params.id);
    return reply.code(204).send(undefined);
  });
}

function addExaminingRoutes(http: Http, { visitors: { contextOf }, jobs, definitions }: RouteParts): void {
  const preview = {
    tags,
    summary: "Have the files recognised",
    params,
    /** `source`: whose kept mapping counts; the best fitting one where absent, none where null. */
    body: z.strictObject({ source: z.string().max(60).nullable().optional() }),
    response: { 202: jobMade },
  };
  http.post("/api/uploads/:id/preview", { schema: preview }, async (request, reply) => {
    const asked = { id: request.params.id, source: request.body.source };
    const job = await askForPreview(await contextOf(request), jobs, definitions, asked);
    return reply.code(202).send({ job });
  });
  const plan = {
    tags,
    summary: "Keep the corrected mapping; what stands in the way of importing by it",
    params,
    body: planSchema,
    response: { 200: z.object({ problems: z.array(problemSchema) }) },
  };
  const bodyLimit = 16 * 2 ** 20;
  http.put("/api/uploads/:id/plan", { schema: plan, bodyLimit }, async (request) => ({
    problems: await savePlan(await contextOf(request), { id: request.params.id, plan: request.body }),
  }));
  const dry = { tags, summary: "Try the import out, writing nothing", params, response: { 202: jobMade } };
  http.post("/api/uploads/:id/dry-run", { schema: dry }, async (request, reply) => {
    const job = await askForDryRun(await contextOf(request), jobs, definitions, request.params.id);
    return reply.code(202).send({ job });
  });
}

const closed = () =>
  new Refusal("conflict", {
    zh: "这次上传已经完成，不能再添加文件。",
    en: "This upload is complete; no more files can be added.",
  });

const noFiles = () => new Refusal("invalid", { zh: "请求中没有文件。", en: "The request holds no file." });
