import { Readable } from "node:stream";
import { z } from "zod";
import { type Http, languageOf } from "../../platform/index.ts";
import { fieldsOf, kinds } from "../kinds/kinds.ts";
import { importResource } from "../record-resources.ts";
import { streamChanges } from "./event-stream.ts";
import { describeImport, importSchema } from "./import-detail.ts";
import {
  findImport,
  importListInput,
  importPageSchema,
  importRowSchema,
  listImports,
} from "./import-history.ts";
import { refusedCsv } from "./refused-csv.ts";
import type { RouteParts } from "./route-parts.ts";
import { bilingual } from "./schemas.ts";
import { cancelImport, noSuchImport, startImport } from "./start-import.ts";

const tags = ["imports"];
/** An import's own id, or the number of its batch. */
const params = z.object({ id: z.string().max(60) });
const house = { type: "House", id: "house" };

export function addRunRoutes(http: Http, parts: RouteParts): void {
  addListRoutes(http, parts);
  addOneRoutes(http, parts);
}

function addListRoutes(http: Http, { visitors: { contextOf }, jobs, definitions, place }: RouteParts): void {
  const list = {
    tags,
    summary: "Imports, newest first",
    querystring: importListInput,
    response: { 200: importPageSchema },
  };
  http.get("/api/imports", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.list", house);
    return listImports(context.db, jobs, request.query);
  });
  const start = {
    tags,
    summary: "Import an upload by its plan",
    body: z.strictObject({ upload: z.guid() }),
    response: { 202: z.object({ id: z.guid() }) },
  };
  http.post("/api/imports", { schema: start }, async (request, reply) => {
    const context = await contextOf(request);
    const id = await startImport(context, jobs, { definitions, place }, request.body.upload);
    return reply.code(202).send({ id });
  });
  const field = z.object({ name: z.string(), title: bilingual, type: z.string() });
  const kind = z.object({
    name: z.string(),
    title: bilingual,
    fields: z.array(field),
    /** Groups of fields of which each needs a column. */
    needs: z.array(z.array(z.string())),
  });
  const kindList = { tags, summary: "Kinds of records and their fields", response: { 200: z.array(kind) } };
  http.get("/api/import-kinds", { schema: kindList }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.list", house);
    return kinds.map(({ name, title, needs, ...one }) => ({
      name,
      title,
      needs: needs.map((group) => [...group]),
      fields: fieldsOf({ name, title, needs, ...one } as never).map(([id, { zh, en, type }]) => ({
        name: id,
        title: { zh, en },
        type,
      })),
    }));
  });
}

function addOneRoutes(http: Http, parts: RouteParts): void {
  const { visitors, jobs, database, closing } = parts;
  const { contextOf } = visitors;
  const read = {
    tags,
    summary: "An import with all that is known of it",
    params,
    response: { 200: importSchema },
  };
  http.get("/api/imports/:id", { schema: read }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.read", importResource(request.params.id));
    const found = await describeImport(context.db, jobs, request.params.id);
    if (!found) throw noSuchImport();
    return found;
  });
  const cancel = {
    tags,
    summary: "End an import; nothing of it is kept",
    params,
    response: { 204: z.undefined() },
  };
  http.post("/api/imports/:id/cancel", { schema: cancel }, async (request, reply) => {
    await cancelImport(await contextOf(request), jobs, request.params.id);
    return reply.code(204).send(undefined);
  });
  const events = {
    tags,
    summary: "How far an import is, as server-sent events",
    params,
    produces: ["text/event-stream"],
  };
  http.get("/api/imports/:id/events", { schema: events }, async (request, reply) => {
    const context = await contextOf(request);
    const { id } = request.params;
    const look = async () => {
      // Asked again each time: who is no longer permitted is told nothing more.
      context.require("imports.read", importResource(id));
      const found = await findImport(context.db, jobs, id);
      if (!found) throw noSuchImport();
      return importRowSchema.parse(found);
    };
    await look();
    const isOver = ({ state }: { state: string }) => state !== "waiting" && state !== "running";
    await streamChanges(reply, { look, isOver, closing });
  });
  const refused = {
    tags,
    summary: "The refused rows of an import, or of a dry run by its job, as CSV",
    params: z.object({ id: z.guid() }),
    produces: ["text/csv"],
  };
  http.get("/api/imports/:id/refused.csv", { schema: refused }, async (request, reply) => {
    const context = await contextOf(request);
    const { id } = request.params;
    // What stood in the files leaves the house here: the log tells who took it.
    await context.disclose({ type: "import.refused-rows-taken", subject: `import:${id}` }, async () => {
      context.require("imports.read", importResource(id));
    });
    return reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="refused-${id.slice(0, 8)}.csv"`)
      .send(Readable.from(refusedCsv(database.reader, id, languageOf(request))));
  });
}
